package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmTest {

    @Test
    void this_jvm_tells_of_itself() {
        Jvm own = Jvm.of(ProcessHandle.current().pid());
        assertThat(own.java()).isEqualTo(System.getProperty("java.version"));
        assertThat(own.feature()).isEqualTo(Runtime.version().feature());
        assertThat(own.main()).isNotEmpty().doesNotContain(" ");
        assertThat(own.refusal()).isNull();
        assertThat(own.hasSeaworthy()).isFalse();
        assertThat(Jvm.all())
                .extracting(Jvm::pid)
                .contains(ProcessHandle.current().pid());
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void a_thread_tells_that_the_agent_is_there() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Thread ours = new Thread(
                () -> {
                    try {
                        over.await();
                    } catch (InterruptedException early) {
                        Thread.currentThread().interrupt();
                    }
                },
                "seaworthy");
        ours.start();
        Jvm own = Jvm.of(ProcessHandle.current().pid());
        org.awaitility.Awaitility.await().until(own::hasSeaworthy);
        over.countDown();
        ours.join();
        org.awaitility.Awaitility.await().until(() -> !own.hasSeaworthy());
    }

    @ParameterizedTest
    @CsvSource({
        "11.0.2, '', it runs Java 11",
        "1.8.0_292, '', it runs Java 1.8",
        "25, -XX:-EnableDynamicAgentLoading, -XX:-EnableDynamicAgentLoading",
        "17.0.1, -XX:+DisableAttachMechanism, -XX:+DisableAttachMechanism",
    })
    void what_forbids_it_is_known_beforehand(String java, String option, String why) {
        assertThat(new Jvm(1, "a.B", java, List.of(option), true).refusal()).contains(why);
    }

    @ParameterizedTest
    @CsvSource({
        "17.0.15, '', false",
        "21-ea, '', true",
        "25, -XX:+EnableDynamicAgentLoading, false",
    })
    void what_the_jvm_will_print_is_known_beforehand(String java, String option, boolean warns) {
        assertThat(new Jvm(1, "a.B", java, List.of(option), true).warns()).isEqualTo(warns);
    }

    @Test
    void odd_files_tell_nothing() {
        assertThat(PerfData.parse(ByteBuffer.allocate(0))).isEmpty();
        assertThat(PerfData.parse(ByteBuffer.allocate(4096))).isEmpty();
        assertThat(PerfData.of(Long.MAX_VALUE)).isNull();
        assertThat(new Jvm(1, "", "odd", List.of(), true).feature()).isZero();
        assertThat(new Jvm(1, "", "", List.of(), true).warns()).isNull();
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void what_is_no_jvm_is_seen() throws java.io.IOException {
        Process other = new ProcessBuilder("cat").start();
        try {
            org.awaitility.Awaitility.await()
                    .until(() -> new File("/proc/" + other.pid() + "/exe")
                            .getCanonicalPath()
                            .endsWith("cat"));
            assertThat(Jvm.isJvm(other.pid())).isFalse();
            assertThat(Jvm.isJvm(ProcessHandle.current().pid())).isTrue();
        } finally {
            other.destroy();
        }
    }
}
