package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AskerTest {

    private final Counts dropped = new Counts();
    private final Counts errors = new Counts();
    private final Asker asker = new Asker(dropped, errors);

    @Test
    void an_answer_finds_neither_the_agents_loader_nor_that_of_who_made_the_thread() throws Exception {
        Thread here = Thread.currentThread();
        ClassLoader before = here.getContextClassLoader();
        AtomicReference<ClassLoader> found = new AtomicReference<>();
        try (URLClassLoader webApplication = new URLClassLoader(new URL[0])) {
            here.setContextClassLoader(webApplication);
            asker.ask(() -> found.set(Thread.currentThread().getContextClassLoader()), () -> {});
        } finally {
            here.setContextClassLoader(before);
        }
        assertThat(found.get()).isSameAs(ClassLoader.getSystemClassLoader());
    }

    @Test
    void what_an_answer_throws_is_counted_and_goes_nowhere_else() {
        AtomicReference<Throwable> uncaught = new AtomicReference<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.set(failure));
        try {
            asker.ask(
                    () -> {
                        throw new AssertionError("a getter's");
                    },
                    () -> {});
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught.get()).isNull();
        assertThat(errors.get("late")).isEqualTo(1);
    }
}
