package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "META-INF/LICENSE, true",
        "META-INF/license.txt, true",
        "LICENSE, true",
        "META-INF/NOTICE.md, true",
        "META-INF/services/java.sql.Driver, true",
        "module-info.class, true",
        "META-INF/BC2048KE.SF, true",
        "META-INF/MANIFEST.MF, false",
        "META-INF/services/com.acme.Plugin, false",
        "com/acme/License.class, false",
        "META-INF/licenses/other.txt, false",
        "application.properties, false"
    })
    void knows_the_marks_of_what_is_published(String name, boolean mark) {
        assertThat(Publication.isMark(name)).isEqualTo(mark);
    }

    @Test
    void reads_what_was_built_by_maven() throws IOException {
        Publication read = read(
                "META-INF/maven/com.acme/shop/pom.properties",
                "#Generated\ngroupId=com.acme\nartifactId=shop\nversion=1.4-SNAPSHOT\n");

        assertThat(read.published()).isFalse();
        assertThat(read.artifacts()).singleElement().satisfies(one -> {
            assertThat(one.group()).isEqualTo("com.acme");
            assertThat(one.isWorking()).isTrue();
        });
    }

    @Test
    void reads_a_manifest_whose_lines_are_continued() throws IOException {
        Publication read = read(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\r\nBundle-DocURL: https://a.example/a/very/long/addr\r\n ess\r\n\r\n");

        assertThat(read.named()).isTrue();
        assertThat(read.published()).isTrue();
    }

    @Test
    void what_a_manifest_says_of_its_packages_is_not_its_own() throws IOException {
        Publication read = read(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\n\nName: com/acme/\nImplementation-URL: https://a.example\n");

        assertThat(read.published()).isFalse();
    }

    private Publication read(String name, String text) throws IOException {
        Path jar = folder.resolve("a b.jar");
        Files.write(jar, zip(name, text));
        try (Archive archive = Archive.open(jar.toUri().toString())) {
            return Publication.of(archive);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:/srv/a.jar | /srv/a.jar",
                "jar:file:/srv/a%20b.jar!/ | /srv/a b.jar",
                "jar:file:/srv/app.jar!/BOOT-INF/lib/m.jar!/ | /srv/app.jar BOOT-INF/lib/m.jar",
                "jar:nested:/srv/app.jar/!BOOT-INF/lib/m.jar!/ | /srv/app.jar BOOT-INF/lib/m.jar",
                "wsjar:file:/srv/shop.war!/WEB-INF/lib/m.jar | /srv/shop.war WEB-INF/lib/m.jar",
                "vfs:/content/shop.war/WEB-INF/lib/m.jar/ | ''",
                "bundle://1.0:1/ | ''"
            })
    void takes_addresses_apart(String location, String parts) {
        assertThat(String.join(" ", Archive.parts(location))).isEqualTo(parts);
    }

    @Test
    void a_zip_in_memory_is_read_by_its_directory() throws IOException {
        String text = "x".repeat(10_000);
        NestedZip zip = NestedZip.of(zip("a/b.txt", text));

        assertThat(zip.names()).containsExactly("a/b.txt");
        assertThat(zip.bytes("a/b.txt", 20_000))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text);
        assertThat(zip.bytes("a/b.txt", 100)).isNull();
        assertThat(zip.bytes("c", 100)).isNull();
    }

    @Test
    void what_is_cut_or_no_zip_is_said_to_be_none() throws IOException {
        byte[] whole = zip("a/b.txt", "text");

        assertThatThrownBy(() -> NestedZip.of(new byte[100])).isInstanceOf(IOException.class);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> NestedZip.of(cut)).isInstanceOf(IOException.class);
        }
    }

    private static byte[] zip(String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
