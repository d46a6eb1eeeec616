package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnThreadsTest {
    @TempDir
    Path proc;

    @Test
    void adds_up_what_the_kernel_says_of_user_and_system_time() throws IOException {
        OwnThreads threads = new OwnThreads(proc.toFile());
        stat("1 (sea (wor) thy) S 1 2 3 0 -1 4194368 5 6 7 8 120 30 9 9 20 0 40");
        threads.add();

        assertThat(threads.cpuMillis()).isEqualTo(1_500);
    }

    @Test
    void a_thread_that_has_ended_keeps_its_last_account() throws IOException {
        OwnThreads threads = new OwnThreads(proc.toFile());
        stat("1 (seaworthy) S 1 2 3 0 -1 4194368 5 6 7 8 2 1 9 9 20 0 40");
        threads.add();
        threads.cpuMillis();
        Files.delete(proc.resolve("stat"));

        assertThat(threads.cpuMillis()).isEqualTo(30);
    }

    @Test
    void tells_nothing_where_the_kernel_tells_nothing() throws IOException {
        OwnThreads nowhere = new OwnThreads(proc.resolve("none").toFile());
        nowhere.add();
        assertThat(nowhere.cpuMillis()).isEqualTo(-1);

        OwnThreads strange = new OwnThreads(proc.toFile());
        stat("what is this");
        strange.add();
        assertThat(strange.cpuMillis()).isZero();
    }

    private void stat(String line) throws IOException {
        Files.writeString(proc.resolve("stat"), line + "\n");
    }
}
