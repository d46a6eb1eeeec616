package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Ownership.Owner;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RestController;

class OwnershipTest {

    private static final String LICENSE = "META-INF/LICENSE.txt";

    @TempDir
    Path folder;

    /** A jar in the making. */
    private final class Jar {
        private final Path file;
        private final Map<String, byte[]> entries = new LinkedHashMap<>();

        Jar(String name) {
            file = folder.resolve(name);
        }

        Jar with(String className) {
            entries.put(
                    path(className),
                    new ByteBuddy()
                            .subclass(Object.class)
                            .name(className)
                            .make()
                            .getBytes());
            return this;
        }

        Jar controller(String className) {
            AnnotationDescription controller =
                    AnnotationDescription.Builder.ofType(RestController.class).build();
            entries.put(
                    path(className),
                    new ByteBuddy()
                            .subclass(Object.class)
                            .annotateType(controller)
                            .name(className)
                            .make()
                            .getBytes());
            return this;
        }

        Jar file(String name, String text) {
            entries.put(name, text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Jar pom(String group, String version) {
            return file(
                    "META-INF/maven/" + group + "/it" + entries.size() + "/pom.properties",
                    "groupId=" + group + "\nartifactId=it\nversion=" + version + "\n");
        }

        byte[] bytes() throws IOException {
            build();
            return Files.readAllBytes(file);
        }

        Path build() throws IOException {
            try (OutputStream to = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(to)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
            return file;
        }

        Class<?> load(String className) throws Exception {
            return OwnershipTest.load(build().toUri().toURL(), entries, className);
        }
    }

    /** Loads it from those bytes as if it lay at that address, as launchers do that read jars within jars. */
    private static Class<?> load(URL location, Map<String, byte[]> entries, String className) throws Exception {
        ClassLoader loader = new URLClassLoader(new URL[] {location}, OwnershipTest.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = entries.get(path(name));
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                java.security.CodeSource source =
                        new java.security.CodeSource(location, (java.security.cert.Certificate[]) null);
                return defineClass(name, bytes, 0, bytes.length, new java.security.ProtectionDomain(source, null));
            }
        };
        return Class.forName(className, false, loader);
    }

    private static String path(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static Ownership launched(String main) {
        return new Ownership(null, main, null);
    }

    /** Whose it is once the agent's thread has looked. */
    private static Owner owner(Ownership ownership, Class<?> type) {
        Code code = ownership.of(type);
        ownership.research();
        return code.owner(ownership);
    }

    @Test
    void knows_platform_library_and_application() {
        Ownership ownership = new Ownership(null);

        assertThat(owner(ownership, String.class)).isEqualTo(Owner.PLATFORM);
        assertThat(owner(ownership, Assertions.class)).isEqualTo(Owner.LIBRARY);
        assertThat(owner(ownership, OwnershipTest.class)).isEqualTo(Owner.APPLICATION);
    }

    @Test
    void a_proxy_is_nobodys_line() {
        Object proxy = java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Callable.class}, (self, method, arguments) -> null);

        assertThat(owner(new Ownership(null), proxy.getClass())).isEqualTo(Owner.LIBRARY);
    }

    @Test
    void the_users_word_wins() {
        Ownership ownership = new Ownership("org.assertj., com.acme.*");

        assertThat(owner(ownership, Assertions.class)).isEqualTo(Owner.APPLICATION);
        assertThat(owner(ownership, OwnershipTest.class)).isEqualTo(Owner.LIBRARY);
        assertThat(ownership.roots()).containsExactly("org.assertj.", "com.acme.");
    }

    @Test
    void a_module_that_shares_the_main_classes_root_is_the_applications() throws Exception {
        Class<?> module = new Jar("orders.jar").with("com.acme.orders.Orders").load("com.acme.orders.Orders");

        assertThat(owner(launched("com.acme.shop.Main"), module)).isEqualTo(Owner.APPLICATION);
        assertThat(owner(launched("com.acme.shop.Main"), module)).isEqualTo(Owner.APPLICATION);
    }

    @Test
    void a_module_of_another_root_may_be_the_applications() throws Exception {
        Class<?> module = new Jar("widgets.jar").with("net.widgets.Widget").load("net.widgets.Widget");

        assertThat(owner(launched("com.acme.shop.Main"), module)).isEqualTo(Owner.POSSIBLE);
    }

    @Test
    void what_frameworks_call_is_the_applications_and_takes_its_neighbors_along() throws Exception {
        Ownership ownership = launched("org.apache.catalina.startup.Bootstrap");
        Class<?> controller =
                new Jar("web.jar").controller("net.widgets.web.Pages").load("net.widgets.web.Pages");
        Class<?> neighbor = new Jar("data.jar").with("net.widgets.data.Dao").load("net.widgets.data.Dao");

        assertThat(owner(ownership, neighbor)).isEqualTo(Owner.POSSIBLE);
        assertThat(owner(ownership, controller)).isEqualTo(Owner.APPLICATION);
        assertThat(owner(ownership, neighbor)).isEqualTo(Owner.APPLICATION);
        assertThat(ownership.roots()).containsExactly("net.widgets");
    }

    @Test
    void what_was_published_is_a_library_whoever_calls_it() throws Exception {
        Class<?> controller = new Jar("pages.jar")
                .controller("net.pages.Pages")
                .file(LICENSE, "free")
                .load("net.pages.Pages");

        assertThat(owner(launched("com.acme.shop.Main"), controller)).isEqualTo(Owner.LIBRARY);
    }

    @Test
    void a_license_does_not_take_a_module_from_its_application() throws Exception {
        Class<?> module = new Jar("orders.jar")
                .with("com.acme.orders.Orders")
                .file(LICENSE, "ours")
                .load("com.acme.orders.Orders");

        assertThat(owner(launched("com.acme.shop.Main"), module)).isEqualTo(Owner.APPLICATION);
    }

    @Test
    void the_vendors_own_libraries_are_no_part_of_its_demo() throws Exception {
        Ownership ownership = launched("com.vendor.demo.Main");
        Class<?> library = new Jar("flow.jar")
                .with("com.vendor.flow.Flow")
                .file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nBundle-License: Apache-2.0\n\n")
                .load("com.vendor.flow.Flow");
        Class<?> demo = new Jar("demo-data.jar").with("com.vendor.demo.Data").load("com.vendor.demo.Data");

        assertThat(owner(ownership, library)).isEqualTo(Owner.LIBRARY);
        assertThat(owner(ownership, demo)).isEqualTo(Owner.APPLICATION);
    }

    @Test
    void a_version_that_is_still_being_worked_on_was_not_published() throws Exception {
        Class<?> module = new Jar("widgets.jar")
                .with("net.widgets.Widget")
                .pom("net.widgets", "1.0-SNAPSHOT")
                .load("net.widgets.Widget");

        assertThat(owner(launched("com.acme.shop.Main"), module)).isEqualTo(Owner.APPLICATION);
    }

    @Test
    void in_a_jar_of_many_the_groups_tell_libraries_from_the_rest() throws Exception {
        Jar many = new Jar("all.jar")
                .with("com.acme.shop.Main")
                .with("net.widgets.Widget")
                .with("one.vendor.pool.Pool")
                .file(LICENSE, "of the libraries")
                .pom("one.vendor", "3.1")
                .pom("com.acme", "1.0");
        Ownership ownership = launched("com.acme.shop.Main");

        assertThat(owner(ownership, many.load("com.acme.shop.Main"))).isEqualTo(Owner.APPLICATION);
        assertThat(owner(ownership, many.load("net.widgets.Widget"))).isEqualTo(Owner.POSSIBLE);
        assertThat(owner(ownership, many.load("one.vendor.pool.Pool"))).isEqualTo(Owner.LIBRARY);
    }

    @Test
    void a_library_that_was_moved_below_the_applications_root_stays_one() throws Exception {
        String moved = "com.acme.shaded.org.apache.commons.io.IOUtils";

        assertThat(owner(
                        launched("com.acme.shop.Main"),
                        new Jar("all.jar").with(moved).load(moved)))
                .isEqualTo(Owner.LIBRARY);
    }

    @Test
    void a_web_application_whose_root_is_not_the_main_classes_shows_that_main_was_a_servers() throws Exception {
        Ownership ownership = launched("one.server.Launcher");
        Jar server = new Jar("server.jar").with("one.server.Pipeline");
        Jar application = new Jar("shop.jar").with("com.acme.shop.Pages");
        URL classes = new URL("file:/srv/webapps/shop/WEB-INF/classes/");

        assertThat(owner(ownership, server.load("one.server.Pipeline"))).isEqualTo(Owner.APPLICATION);
        assertThat(owner(ownership, load(classes, application.entries, "com.acme.shop.Pages")))
                .isEqualTo(Owner.APPLICATION);
        assertThat(owner(ownership, server.load("one.server.Pipeline"))).isNotEqualTo(Owner.APPLICATION);
    }

    @Test
    void reads_a_jar_within_a_jar() throws Exception {
        Jar library = new Jar("pages.jar").with("net.pages.Pages").file(LICENSE, "free");
        Jar module = new Jar("widgets.jar").controller("net.widgets.Widget");
        Path boot = folder.resolve("app.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(boot))) {
            store(zip, "BOOT-INF/lib/pages.jar", library.bytes());
            store(zip, "BOOT-INF/lib/widgets.jar", module.bytes());
        }
        Ownership ownership = launched("com.acme.shop.Main");

        for (String address :
                new String[] {"jar:file:" + boot + "!/BOOT-INF/lib/%s!/", "jar:nested:" + boot + "/!BOOT-INF/lib/%s!/"
                }) {
            URL pages = nested(address.formatted("pages.jar"));
            URL widgets = nested(address.formatted("widgets.jar"));
            assertThat(owner(ownership, load(pages, library.entries, "net.pages.Pages")))
                    .isEqualTo(Owner.LIBRARY);
            assertThat(owner(ownership, load(widgets, module.entries, "net.widgets.Widget")))
                    .isEqualTo(Owner.APPLICATION);
        }
    }

    private static URL nested(String address) throws IOException {
        return new URL(null, address, new java.net.URLStreamHandler() {
            @Override
            protected java.net.URLConnection openConnection(URL url) throws IOException {
                throw new IOException("the application's handlers are not asked");
            }
        });
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
    }
}
