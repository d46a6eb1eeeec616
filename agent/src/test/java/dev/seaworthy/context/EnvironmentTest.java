package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    @TempDir
    Path machine;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KUBERNETES_SERVICE_HOST",
                "ECS_CONTAINER_METADATA_URI",
                "ECS_CONTAINER_METADATA_URI_V4",
                "K_SERVICE",
                "AWS_LAMBDA_FUNCTION_NAME"
            })
    void a_platform_variable_tells_a_container(String variable) {
        assertThat(Environment.detect("auto", Map.of(variable, "x"), "Linux", "/app/app.jar", root()))
                .isEqualTo(Environment.CONTAINER);
    }

    @ParameterizedTest
    @ValueSource(strings = {".dockerenv", "run/.containerenv"})
    void an_engine_s_mark_tells_a_container(String mark) throws IOException {
        write(mark, "");
        assertThat(look("/app/app.jar")).isEqualTo(Environment.CONTAINER);
    }

    @ParameterizedTest
    @CsvSource({
        "0::/kubepods.slice/kubepods-burstable.slice/cri-containerd-0123456789abcdef.scope, CONTAINER",
        "12:cpu:/kubepods/besteffort/pod1/0123, CONTAINER",
        "4:memory:/docker/0123456789abcdef0123456789abcdef, CONTAINER",
        "0::/system.slice/docker-0123456789abcdef.scope, CONTAINER",
        "0::/machine.slice/libpod-0123456789ab.scope, CONTAINER",
        "0::/system.slice/docker.service, VM",
        "0::/user.slice/app-docker-desktop.scope, VM",
        "0::/system.slice/shop.service, VM",
        "0::/, VM",
    })
    void a_control_group_tells_a_container(String group, Environment expected) throws IOException {
        write("proc/self/cgroup", group + "\n");
        assertThat(look("/app/app.jar")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/home/ann/shop/target/classes:/home/ann/.m2/repository/x.jar, DEVELOPER",
        "target/classes, DEVELOPER",
        "/home/ann/shop/build/classes/java/main:/x.jar, DEVELOPER",
        "/opt/shop/shop.jar, VM",
        "/opt/target/classes-of-prod.jar, VM",
        "/opt/mytarget/classes, VM",
        "/home/ann/idea/lib/idea_rt.jar:/home/ann/out, DEVELOPER",
    })
    void a_build_directory_on_the_class_path_tells_a_developer(String classPath, Environment expected) {
        assertThat(look(classPath)).isEqualTo(expected);
    }

    @Test
    void an_ide_s_agent_on_the_command_line_tells_a_developer() throws IOException {
        write("proc/self/cmdline", "java\0-javaagent:/opt/idea/lib/idea_rt.jar=4711\0-jar\0shop.jar");
        assertThat(look("/opt/shop/shop.jar")).isEqualTo(Environment.DEVELOPER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mac OS X", "Windows 11"})
    void nobody_runs_production_on_a_laptop_s_system(String system) {
        assertThat(Environment.detect(null, Map.of(), system, "/app.jar", root()))
                .isEqualTo(Environment.DEVELOPER);
    }

    @Test
    void a_container_wins_over_a_developer_s_marks() throws IOException {
        write(".dockerenv", "");
        assertThat(look("target/classes")).isEqualTo(Environment.CONTAINER);
    }

    @ParameterizedTest
    @CsvSource({"container, CONTAINER", "vm, VM", "developer, DEVELOPER"})
    void the_setting_wins_over_all(String setting, Environment expected) throws IOException {
        write(".dockerenv", "");
        assertThat(Environment.detect(setting, Map.of("K_SERVICE", "x"), "Mac OS X", "target/classes", root()))
                .isEqualTo(expected);
    }

    private Environment look(String classPath) {
        return Environment.detect("auto", Map.of("PATH", "/bin"), "Linux", classPath, root());
    }

    private String root() {
        return machine + "/";
    }

    private void write(String name, String text) throws IOException {
        Path file = machine.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
