package dev.seaworthy.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.boot.AllHooks;
import dev.seaworthy.bridge.SeaworthyBridge;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import fixture.weave.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.CheckClassAdapter;

class WeaverTest {

    @EveryJdk
    void hooks_of_all_sensors_take_in_the_jdk_and_verify(Jdk jdk) throws IOException {
        HookTable table = AllHooks.table();
        HookStatus status = new HookStatus();
        Weaver weaver = new Weaver(table, Loom.BRIDGE, status);
        List<String> woven = new ArrayList<>();
        try (URLClassLoader reader = new URLClassLoader(
                        new URL[] {jdk.found().resolve("lib/jrt-fs.jar").toUri().toURL()});
                FileSystem image = FileSystems.newFileSystem(
                        URI.create("jrt:/"), Map.of("java.home", jdk.found().toString()), reader)) {
            for (String owner : owners(table)) {
                byte[] original = inImage(image, owner);
                if (original != null) {
                    byte[] changed = weaver.transform(null, owner, null, null, original);
                    assertThat(isStrange(original, table, owner)).as(owner).isFalse();
                    assertThat(changed).as(owner).isNotNull();
                    check(changed);
                    woven.add(owner);
                }
            }
        }
        assertThat(woven).contains("java/io/FileOutputStream", "java/sql/DriverManager");
        assertThat(status.entries())
                .allSatisfy(entry ->
                        assertThat(entry.installed()).as(entry.toString()).isTrue());
    }

    @Test
    void a_woven_copy_does_what_the_original_does() throws Exception {
        Loom loom = new Loom();
        byte[] woven = loom.weave(own(Sample.class));
        Class<?> copy = new Throwaway().add(Sample.class.getName(), woven).loadClass(Sample.class.getName());
        Recorder recorder = new Recorder();
        recorder.listen();
        try {
            Object made = copy.getDeclaredConstructor().newInstance();
            assertThat(((Supplier<?>) made).get()).isEqualTo(new Sample().get());
        } finally {
            Recorder.deafen();
        }

        assertThat(loom.failures()).isEmpty();
        assertThat(recorder.entered).isGreaterThan(15);
        // one method leaves by an exception; nested() catches its own
        assertThat(recorder.threw).isEqualTo(1);
        assertThat(recorder.exited).isEqualTo(recorder.entered - recorder.threw);
    }

    @Test
    void an_agent_side_that_throws_is_not_noticed() throws Exception {
        Class<?> copy = new Throwaway()
                .add(Sample.class.getName(), new Loom().weave(own(Sample.class)))
                .loadClass(Sample.class.getName());
        Recorder recorder = new Recorder();
        recorder.failing = true;
        recorder.listen();
        try {
            Object made = copy.getDeclaredConstructor().newInstance();
            assertThat(((Supplier<?>) made).get()).isEqualTo(new Sample().get());
        } finally {
            Recorder.deafen();
        }

        assertThat(recorder.failures).isGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_5, Opcodes.V1_6, Opcodes.V1_7, Opcodes.V1_8, Opcodes.V17})
    void slots_that_change_their_type_verify_in_class_files_of_every_age(int version) throws Exception {
        byte[] original = withReusedSlots(version);
        byte[] woven = new Loom().weave(original);
        check(woven);
        Class<?> type = new Throwaway().add("Reused", woven).verified("Reused");

        assertThat(type.getMethod("turn", int.class, long.class, Object.class).invoke(null, 1, 2L, "x"))
                .isEqualTo("x");
        assertThat(type.getMethod("turn", int.class, long.class, Object.class).invoke(null, 0, 2L, "x"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32_767, 32_768, 65_535, 98_304, 0x7FFF_7FFF, 0x7FFF_8000, Integer.MAX_VALUE, -1, -40_000})
    void every_number_reaches_the_agents_side_and_none_becomes_a_constant(int first) throws Exception {
        for (int version : new int[] {Opcodes.V1_5, Opcodes.V17}) {
            byte[] original = withReusedSlots(version);
            byte[] woven = new Loom(first).weave(original);
            check(woven);
            Class<?> type = new Throwaway().add("Reused", woven).verified("Reused");
            Recorder recorder = new Recorder();
            recorder.listen();
            try {
                type.getMethod("turn", int.class, long.class, Object.class).invoke(null, 1, 2L, "x");
            } finally {
                Recorder.deafen();
            }

            assertThat(recorder.hooks).containsExactlyInAnyOrder(first, first);
            assertThat(constants(woven)).isEqualTo(constants(new Loom().weave(original)));
        }
    }

    private static int constants(byte[] classFile) {
        return new ClassReader(classFile).getItemCount();
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_5, Opcodes.V1_6, Opcodes.V17})
    void a_class_of_the_jdk_that_another_agent_rewrote_verifies(int version) throws Exception {
        byte[] woven = new Loom().weaveAsOfTheJdk(withReusedSlots(version));
        check(woven);
        Class<?> type = new Throwaway().add("Reused", woven).verified("Reused");

        assertThat(type.getMethod("turn", int.class, long.class, Object.class).invoke(null, 1, 2L, "x"))
                .isEqualTo("x");
    }

    @Test
    void hooks_that_the_jvm_refused_are_not_in_place() {
        HookStatus status = new HookStatus();
        Hook hook = Hook.on("test", "a/B", "run", null, new Receiver() {}, 0).atEntry();
        Hook other = Hook.on("test", "a/BC", "run", null, new Receiver() {}, 0).atEntry();
        status.took(hook);
        status.took(other);

        status.refused("a/B");

        assertThat(status.entries())
                .extracting(HookStatus.Entry::method, HookStatus.Entry::installed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a/B.run", false),
                        org.assertj.core.groups.Tuple.tuple("a/BC.run", true));
    }

    private static boolean isStrange(byte[] original, HookTable table, String owner) {
        WovenClass woven = new WovenClass(
                new net.bytebuddy.jar.asm.ClassWriter(0), table.of(owner), null, Loom.BRIDGE, new HookStatus());
        new net.bytebuddy.jar.asm.ClassReader(original).accept(woven, 0);
        return woven.isStrange();
    }

    @Test
    void subroutines_of_old_compilers_verify() throws Exception {
        byte[] woven = new Loom().weave(withSubroutine());
        Class<?> type = new Throwaway().add("Subroutine", woven).verified("Subroutine");

        assertThat(type.getMethod("turn", int.class).invoke(null, 4)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h2",
                "postgresql",
                "HikariCP",
                "commons-dbcp2",
                "commons-dbcp",
                "commons-pool",
                "log4j",
                "logback-classic",
                "derby",
                "tomcat-embed-core-9",
                "tomcat-embed-core-11",
                "spring-jdbc"
            })
    void every_method_of_a_library_verifies(String library) throws Exception {
        try (JarFile jar = new JarFile(Libraries.jar(library).toFile())) {
            Throwaway originals = new Throwaway().addAll(jar);
            Throwaway copies = new Throwaway().addAll(jar);
            Loom loom = new Loom();
            int woven = 0;
            for (String name : originals.names()) {
                byte[] changed = loom.weave(originals.file(name));
                if (changed != null) {
                    copies.add(name, changed);
                    woven++;
                }
            }
            int verified = 0;
            for (String name : originals.names()) {
                if (links(originals, name)) {
                    copies.verified(name);
                    verified++;
                }
            }
            assertThat(loom.failures()).isEmpty();
            assertThat(woven).isGreaterThan(20);
            assertThat(verified).isGreaterThan(20);
        }
    }

    @Test
    void knows_which_class_was_loaded_with_all_its_hooks() throws IOException {
        HookTable table = new HookTable();
        String owner = Sample.class.getName().replace('.', '/');
        Weaver weaver = new Weaver(table, Loom.BRIDGE, new HookStatus());
        ClassLoader loader = Sample.class.getClassLoader();
        table.add(Hook.on("test", owner, "get", null, new Receiver() {}, 0).atEntry());
        assertThat(weaver.isBornWith(Sample.class))
                .as("loaded before the hooks")
                .isFalse();

        weaver.transform(loader, owner, Sample.class, null, own(Sample.class));
        assertThat(weaver.isBornWith(Sample.class)).as("retransformed").isFalse();

        weaver.transform(loader, owner, null, null, own(Sample.class));
        assertThat(weaver.isBornWith(Sample.class)).isTrue();

        table.goLive();
        table.add(Hook.on("test", owner, "set", null, new Receiver() {}, 0).atEntry());
        assertThat(weaver.isBornWith(Sample.class)).as("a hook was added since").isFalse();
    }

    @Test
    void asks_no_loader_for_its_equals_or_hash_code() throws IOException {
        HookTable table = new HookTable();
        String owner = Sample.class.getName().replace('.', '/');
        table.add(Hook.on("test", owner, "get", null, new Receiver() {}, 0).atEntry());
        ClassLoader touchy = new ClassLoader() {
            @Override
            public int hashCode() {
                throw new IllegalStateException("hashCode is the application's");
            }

            @Override
            public boolean equals(Object other) {
                throw new IllegalStateException("equals is the application's");
            }
        };

        assertThat(new Weaver(table, Loom.BRIDGE, new HookStatus())
                        .transform(touchy, owner, null, null, own(Sample.class)))
                .isNotNull();
    }

    @Test
    void tells_that_a_class_was_loaded_and_leaves_it_as_it_is() throws IOException {
        HookTable table = new HookTable();
        String owner = Sample.class.getName().replace('.', '/');
        Receiver nobody = new Receiver() {};
        Hook there = Hook.on("there", owner, "any", null, nobody, 0).atLoad().optional();
        Hook elsewhere = Hook.on("there", "fixture/Elsewhere", "any", null, nobody, 0)
                .atLoad()
                .optional();
        table.add(there);
        table.add(elsewhere);
        HookStatus status = new HookStatus();

        assertThat(new Weaver(table, Loom.BRIDGE, status).transform(null, owner, null, null, own(Sample.class)))
                .isNull();
        assertThat(there.isLoaded()).isTrue();
        assertThat(elsewhere.isLoaded()).isFalse();
        assertThat(status.entries()).isEmpty();
    }

    @Test
    void a_class_that_nobody_asked_for_is_left_alone() {
        Weaver weaver = new Weaver(new HookTable(), Loom.BRIDGE, new HookStatus());

        assertThat(weaver.transform(null, "java/lang/String", null, null, new byte[0]))
                .isNull();
        assertThat(weaver.transform(null, null, null, null, new byte[0])).isNull();
    }

    @Test
    void a_broken_class_file_is_left_alone_and_told() {
        HookTable table = new HookTable();
        table.add(Hook.on("test", "Broken", "run", null, new Receiver() {}, 0).atEntry());
        HookStatus status = new HookStatus();

        assertThat(new Weaver(table, Loom.BRIDGE, status).transform(null, "Broken", null, null, new byte[] {1, 2}))
                .isNull();
        assertThat(status.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.installed()).isFalse());
    }

    @Test
    void a_method_that_is_not_there_is_told() throws IOException {
        HookTable table = new HookTable();
        String owner = Sample.class.getName().replace('.', '/');
        table.add(Hook.on("test.here", owner, "get", null, new Receiver() {}, 0).atEntry());
        table.add(
                Hook.on("test.gone", owner, "gone", null, new Receiver() {}, 0).atEntry());
        HookStatus status = new HookStatus();

        assertThat(new Weaver(table, Loom.BRIDGE, status).transform(null, owner, null, null, own(Sample.class)))
                .isNotNull();
        assertThat(status.entries())
                .extracting(HookStatus.Entry::hook, HookStatus.Entry::installed)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("test.here", true),
                        org.assertj.core.groups.Tuple.tuple("test.gone", false));
    }

    /** Whether the original links here at all: many library classes lack what they may use. */
    private static boolean links(Throwaway originals, String name) {
        try {
            originals.verified(name);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static Set<String> owners(HookTable table) {
        Set<String> owners = new TreeSet<>();
        for (int id = 0; id < table.size(); id++) {
            owners.add(table.get(id).owner());
        }
        return owners;
    }

    /** Follows the data flow without loading classes: the other JDK's are not ours to load. Throws where it is wrong. */
    private static void check(byte[] woven) {
        new ClassReader(woven).accept(new CheckClassAdapter(new ClassWriter(0), true), 0);
    }

    private static byte[] inImage(FileSystem image, String owner) throws IOException {
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(image.getPath("/modules"))) {
            for (Path module : modules) {
                Path file = module.resolve(owner + ".class");
                if (Files.exists(file)) {
                    return Files.readAllBytes(file);
                }
            }
        }
        return null;
    }

    private static byte[] own(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        }
    }

    /** {@code if (a != 0) { a = c; b = c; } else { b = "…"; } return a's slot or null}: slots change type, and merge to nothing. */
    private static byte[] withReusedSlots(int version) {
        ClassWriter writer = new ClassWriter(version < Opcodes.V1_6 ? 0 : ClassWriter.COMPUTE_FRAMES);
        writer.visit(version, Opcodes.ACC_PUBLIC, "Reused", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                "turn",
                "(IJLjava/lang/Object;)Ljava/lang/Object;",
                null,
                null);
        code.visitCode();
        Label otherwise = new Label();
        Label after = new Label();
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.visitJumpInsn(Opcodes.IFEQ, otherwise);
        code.visitVarInsn(Opcodes.ALOAD, 3);
        code.visitVarInsn(Opcodes.ASTORE, 0); // an int becomes an object
        code.visitInsn(Opcodes.ICONST_1);
        code.visitVarInsn(Opcodes.ISTORE, 2); // the second half of a long is overwritten
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ARETURN);
        code.visitLabel(otherwise);
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.visitJumpInsn(Opcodes.IFNE, after);
        code.visitInsn(Opcodes.FCONST_1);
        code.visitVarInsn(Opcodes.FSTORE, 0);
        code.visitInsn(Opcodes.ICONST_3);
        code.visitVarInsn(Opcodes.ISTORE, 3); // an object becomes an int
        code.visitLabel(after); // slots 0 and 3 merge to nothing
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(2, 4);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** A {@code finally} as compilers of long ago made it: {@code jsr} and {@code ret}. */
    private static byte[] withSubroutine() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "Subroutine", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "turn", "(I)I", null, null);
        code.visitCode();
        Label subroutine = new Label();
        code.visitJumpInsn(Opcodes.JSR, subroutine);
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.visitInsn(Opcodes.IRETURN);
        code.visitLabel(subroutine);
        code.visitVarInsn(Opcodes.ASTORE, 1);
        code.visitIincInsn(0, 1);
        code.visitVarInsn(Opcodes.RET, 1);
        code.visitMaxs(1, 2);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** The agent's side of the bridge, counting. */
    private static final class Recorder extends SeaworthyBridge {
        int entered;
        int exited;
        int threw;
        int failures;
        final List<Integer> hooks = new ArrayList<>();
        final List<String> bound = new ArrayList<>();
        boolean failing;

        void listen() {
            connect(this);
        }

        static void deafen() {
            connect(null);
        }

        @Override
        protected void entered(int hook, Object a, Object b, Object c) {
            entered++;
            hooks.add(hook);
            fail();
        }

        @Override
        protected void exited(int hook, Object result, Object a, Object b, Object c) {
            exited++;
            hooks.add(hook);
            fail();
        }

        @Override
        protected void threw(int hook, Throwable thrown, Object a, Object b, Object c) {
            threw++;
            fail();
        }

        @Override
        protected void binds(int hook, Object self, int index, long bits) {
            bound.add(index + "=" + bits);
            fail();
        }

        @Override
        protected void binds(int hook, Object self, int index, Object value) {
            bound.add(index + "=" + value);
            fail();
        }

        @Override
        protected void failed(int hook, Throwable ours) {
            failures++;
            fail();
        }

        private void fail() {
            if (failing) {
                throw new IllegalStateException("the agent's own");
            }
        }
    }
}
