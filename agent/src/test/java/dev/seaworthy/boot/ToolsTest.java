package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk.compiler/com.sun.tools.javac.Main -version",
                "java.base/sun.security.tools.keytool.Main -list",
                "jdk.jcmd/sun.tools.jps.Jps",
                "jdk.httpserver/sun.net.httpserver.simpleserver.JWebServer"
            })
    void knows_the_tools_of_the_jdk(String command) {
        assertThat(Tools.isTool(command)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "com.acme.Main jdk.compiler/x",
                "app.jar --spring.config.location=java.base/x",
                "com.acme.shop/com.acme.shop.Main",
                "jdk.compiler/com.sun.tools.javac.launcher.Main Hello.java",
                "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher Hello.java"
            })
    void takes_everything_else_for_an_application(String command) {
        assertThat(Tools.isTool(command)).isFalse();
    }

    @Test
    void knows_a_run_that_trains_a_cache() {
        assertThat(Tools.isTraining("java\0-XX:AOTCacheOutput=app.aot\0-jar\0app.jar"))
                .isTrue();
        assertThat(Tools.isTraining("-XX:AOTMode=record -XX:AOTConfiguration=app.conf"))
                .isTrue();
        assertThat(Tools.isTraining("java\0-XX:AOTCache=app.aot\0-XX:AOTMode=on"))
                .isFalse();
        assertThat(Tools.isTraining((String) null)).isFalse();
    }
}
