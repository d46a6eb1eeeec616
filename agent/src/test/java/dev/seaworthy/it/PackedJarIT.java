package dev.seaworthy.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.rule.Rules;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What lies in the jar that users take. */
class PackedJarIT {
    private static JarFile jar;
    private static List<String> names;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(Libraries.agent().toFile());
        names = jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(JarEntry::getName)
                .toList();
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void only_the_two_entry_classes_can_be_seen_by_other_loaders() {
        assertThat(names.stream().filter(name -> name.endsWith(".class")))
                .containsExactlyInAnyOrder("dev/seaworthy/Agent.class", "dev/seaworthy/Main.class");
        assertThat(names.stream().filter(name -> !name.startsWith("inst/")))
                .allMatch(name -> name.startsWith("META-INF/") || name.startsWith("dev/seaworthy/"));
        assertThat(names).noneMatch(name -> name.startsWith("META-INF/services/"));
    }

    @Test
    void the_bridge_lies_in_java_lang_and_alone_there() {
        assertThat(names.stream().filter(name -> name.contains("/java/")))
                .containsExactly("inst/java/lang/SeaworthyBridge.classdata");
        assertThat(names).noneMatch(name -> name.contains("dev/seaworthy/bridge/"));
    }

    @Test
    void libraries_are_only_what_is_needed() {
        assertThat(names)
                .noneMatch(name -> name.contains("META-INF/versions") || name.endsWith("module-info.classdata"));
        assertThat(names.stream().filter(name -> name.startsWith("inst/net/bytebuddy/")))
                .allMatch(name -> name.startsWith("inst/net/bytebuddy/jar/asm/"));
        assertThat(names).noneMatch(name -> name.contains("org/junit/") || name.contains("fixture/"));
        assertThat(names).doesNotHaveDuplicates();
    }

    /** Where the manifest says; without a time or a number of its own, so that two builds are the same. */
    @Test
    void scanners_find_what_it_is_made_of() throws IOException {
        String location = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
        JsonObject bill;
        try (Reader reader = new InputStreamReader(jar.getInputStream(jar.getJarEntry(location)), UTF_8)) {
            bill = JsonParser.parseReader(reader).getAsJsonObject();
        }
        List<String> libraries = bill.getAsJsonArray("components").asList().stream()
                .map(one -> one.getAsJsonObject().get("name").getAsString())
                .toList();

        assertThat(bill.get("bomFormat").getAsString()).isEqualTo("CycloneDX");
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(libraries)
                .contains("byte-buddy", "micrometer-core", "prometheus-metrics-core", "gson", "picocli")
                .contains("jmustache", "commonmark")
                .noneMatch(name -> name.contains("junit") || name.contains("slf4j") || name.contains("postgresql"));
        assertThat(names).contains("META-INF/LICENSE", "META-INF/NOTICE");
    }

    @Test
    void the_web_page_has_what_it_is_made_of() {
        assertThat(names)
                .contains(
                        "inst/com/samskivert/mustache/Mustache.classdata",
                        "inst/org/commonmark/parser/Parser.classdata",
                        "inst/org/commonmark/internal/util/entities.txt",
                        "inst/dev/seaworthy/report/html/page.mustache",
                        "inst/dev/seaworthy/report/html/page.css");
        assertThat(names).noneMatch(name -> name.contains("axe-core"));
    }

    @Test
    void it_is_small_enough_to_download_without_a_thought() throws IOException {
        // Not compressed: unpacking the classes that are needed before main would cost each start more than the
        // download.
        assertThat(Files.size(Libraries.agent())).isBetween(500_000L, 10_000_000L);
    }

    @Test
    void the_manifest_says_who_it_is() throws IOException {
        Attributes main = jar.getManifest().getMainAttributes();

        assertThat(main.getValue("Premain-Class")).isEqualTo("dev.seaworthy.Agent");
        assertThat(main.getValue("Agent-Class")).isEqualTo("dev.seaworthy.Agent");
        assertThat(main.getValue("Main-Class")).isEqualTo("dev.seaworthy.Main");
        assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
        assertThat(main.getValue("Can-Redefine-Classes")).isEqualTo("true");
        assertThat(main.getValue("Boot-Class-Path")).isNull();
        assertThat(main.getValue("Seaworthy-Agent")).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(main.getValue("Implementation-Version")).isEqualTo(main.getValue("Seaworthy-Agent"));
    }

    @Test
    void every_rule_s_page_is_in_it() {
        assertThat(names.stream().filter(name -> name.matches("inst/dev/seaworthy/rule/[a-z]+/\\w+\\.md")))
                .hasSize(Rules.COUNT);
    }

    /** Java 8 resolves what a method calls when it gets there: nothing newer may stand before the version is asked. */
    @Test
    void the_entry_classes_load_on_java_8() throws IOException {
        for (String name : List.of("dev/seaworthy/Agent.class", "dev/seaworthy/Main.class")) {
            try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
                in.readInt();
                in.readUnsignedShort();
                assertThat(in.readUnsignedShort())
                        .as("class-file version of " + name)
                        .isEqualTo(52);
            }
            try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
                new ClassReader(in).accept(new OldOnly(name), 0);
            }
        }
    }

    /** No {@code invokedynamic}, no type in a signature or a verified place that Java 8 lacks. */
    private static final class OldOnly extends ClassVisitor {
        private final String name;

        OldOnly(String name) {
            super(Opcodes.ASM9);
            this.name = name;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] thrown) {
            assertThat(descriptor).as(name).doesNotContain("Ljava/lang/Module;", "Ljava/lang/StackWalker");
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInvokeDynamicInsn(
                        String call, String of, org.objectweb.asm.Handle bootstrap, Object... arguments) {
                    // string concatenation by indy and lambdas of a newer compiler
                    assertThat(bootstrap.getOwner())
                            .as(name + "." + method)
                            .isEqualTo("java/lang/invoke/LambdaMetafactory");
                }
            };
        }
    }
}
