package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Site;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.SecureClassLoader;
import java.security.cert.Certificate;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkedStackTest {

    @TempDir
    Path folder;

    private final Sites sites = new Sites(null);

    @Test
    void what_is_learned_later_counts_for_what_was_seen_before() throws Exception {
        Site site = widget().apply(sites::walk);
        assertThat(site.place().className()).isEqualTo(WalkedStackTest.class.getName());

        sites.ownership().isApplications("net.widgets.web.Pages");

        assertThat(site.place().className()).isEqualTo("net.widgets.Widget");
    }

    @Test
    void who_implements_what_is_hooked_is_a_library_for_all_that_is_known() throws Exception {
        Sites elsewhere = new Sites("com.acme.");
        Site called = widget().apply(elsewhere::walk);
        assertThat(called.place()).isNull();

        Ownership unsaid = new Ownership(null, "com.acme.Main", null);
        WalkedStack pools = new WalkedStack(unsaid);
        Code driver = unsaid.of(widget().getClass());
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).forEach(frame -> pools.add(frame, driver));

        assertThat(pools.site().place()).isNull();
    }

    @Test
    void keeps_no_more_than_forty_frames_and_finds_the_application_below_them() {
        Site site = deeper(100);

        assertThat(site.stack()).hasSize(40);
        assertThat(site.place()).isNotNull();
    }

    private Site deeper(int more) {
        return more == 0 ? sites.walk() : deeper(more - 1);
    }

    /** A class in a jar of its own that hands on what it is called with. */
    @SuppressWarnings("unchecked")
    private Function<Callable<Site>, Site> widget() throws Exception {
        String text = "package net.widgets; public class Widget implements java.util.function.Function {"
                + " public Object apply(Object call) { try { return ((java.util.concurrent.Callable) call).call(); }"
                + " catch (Exception failed) { throw new IllegalStateException(failed); } } }";
        Path source = Files.writeString(folder.resolve("Widget.java"), text);
        ToolProvider.getSystemJavaCompiler()
                .run(null, OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), "-g", source.toString());
        byte[] bytes = Files.readAllBytes(folder.resolve("Widget.class"));
        CodeSource jar = new CodeSource(folder.resolve("widgets.jar").toUri().toURL(), (Certificate[]) null);
        ClassLoader loader = new SecureClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) {
                return defineClass(name, bytes, 0, bytes.length, jar);
            }
        };
        return (Function<Callable<Site>, Site>)
                loader.loadClass("net.widgets.Widget").getDeclaredConstructor().newInstance();
    }
}
