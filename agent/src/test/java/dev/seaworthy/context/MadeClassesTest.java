package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Site;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import javax.tools.ToolProvider;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.springframework.cglib.proxy.Enhancer;
import org.springframework.cglib.proxy.FixedValue;

/** Classes that libraries make at run time are nobody's line, whatever they are called: the place is the caller's. */
class MadeClassesTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** What a class that was made with ASM calls. */
    public static volatile Callable<Site> asked = () -> Site.UNKNOWN;

    @TempDir
    Path folder;

    private final Sites sites = new Sites(null);

    /** A class of the application. */
    public static class Author implements Callable<Object> {
        @Override
        public Object call() throws Exception {
            return "Selma";
        }
    }

    /** Ways to make a class whose name says nothing. */
    enum Maker {
        BESIDE_ITS_CLASS {
            @Override
            Callable<?> make(Callable<Site> database) throws Exception {
                return buddy(database, ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()));
            }
        },
        IN_A_LOADER_OF_ITS_OWN {
            @Override
            Callable<?> make(Callable<Site> database) throws Exception {
                return buddy(database, ClassLoadingStrategy.Default.WRAPPER);
            }
        },
        FROM_THE_ADDRESS_OF_ITS_CLASS {
            @Override
            Callable<?> make(Callable<Site> database) throws Exception {
                return buddy(database, ClassLoadingStrategy.Default.WRAPPER.with(Author.class.getProtectionDomain()));
            }
        },
        BY_CGLIB {
            @Override
            Callable<?> make(Callable<Site> database) {
                Enhancer enhancer = new Enhancer();
                enhancer.setSuperclass(Author.class);
                enhancer.setUseCache(false);
                enhancer.setNamingPolicy((prefix, source, key, names) -> nextName());
                enhancer.setCallback((FixedValue) database::call);
                return (Callable<?>) enhancer.create();
            }
        },
        /** As Javassist names one. */
        WITH_A_SOURCE_FILE {
            @Override
            Callable<?> make(Callable<Site> database) throws Exception {
                asked = database;
                return (Callable<?>) MethodHandles.lookup()
                        .defineClass(withSource(nextName().replace('.', '/')))
                        .getDeclaredConstructor()
                        .newInstance();
            }
        };

        abstract Callable<?> make(Callable<Site> database) throws Exception;

        static String nextName() {
            return MadeClassesTest.class.getName() + "Reader" + NUMBERS.incrementAndGet();
        }

        static Callable<?> buddy(Callable<Site> database, ClassLoadingStrategy<? super ClassLoader> how)
                throws Exception {
            return new ByteBuddy()
                    .subclass(Author.class)
                    .name(nextName())
                    .method(ElementMatchers.named("call"))
                    .intercept(
                            MethodCall.invoke(Callable.class.getMethod("call")).on(database, Callable.class))
                    .make()
                    .load(Author.class.getClassLoader(), how)
                    .getLoaded()
                    .getDeclaredConstructor()
                    .newInstance();
        }

        private static byte[] withSource(String name) {
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            String[] callable = {"java/util/concurrent/Callable"};
            writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", callable);
            writer.visitSource("Author_made.java", null);
            MethodVisitor made = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
            made.visitCode();
            made.visitVarInsn(Opcodes.ALOAD, 0);
            made.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            made.visitInsn(Opcodes.RETURN);
            made.visitMaxs(0, 0);
            made.visitEnd();
            String test = MadeClassesTest.class.getName().replace('.', '/');
            MethodVisitor call = writer.visitMethod(Opcodes.ACC_PUBLIC, "call", "()Ljava/lang/Object;", null, null);
            call.visitCode();
            call.visitFieldInsn(Opcodes.GETSTATIC, test, "asked", "Ljava/util/concurrent/Callable;");
            call.visitMethodInsn(Opcodes.INVOKEINTERFACE, callable[0], "call", "()Ljava/lang/Object;", true);
            call.visitInsn(Opcodes.ARETURN);
            call.visitMaxs(0, 0);
            call.visitEnd();
            writer.visitEnd();
            return writer.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_caller_of_one_proxy_has_a_place_of_its_own(Maker maker) throws Exception {
        Callable<?> author = maker.make(sites::here);
        Site[] found = new Site[4];
        for (int i = 0; i < 2; i++) {
            found[i] = (Site) author.call();
            found[i + 2] = (Site) author.call();
        }
        sites.ownership().research();

        for (Site site : found) {
            assertThat(site.place().className()).isEqualTo(MadeClassesTest.class.getName());
            assertThat(site.place().method()).isEqualTo("each_caller_of_one_proxy_has_a_place_of_its_own");
        }
        assertThat(found[2].place()).isNotEqualTo(found[0].place());
        assertThat(found[1].place()).isEqualTo(found[0].place());
        assertThat(found[3].place()).isEqualTo(found[2].place());
    }

    @ParameterizedTest
    @EnumSource
    void a_made_class_is_no_place_even_if_there_is_no_other(Maker maker) throws Exception {
        FutureTask<?> task = new FutureTask<>(maker.make(sites::here));
        Thread thread = new Thread(task);
        thread.start();
        Site found = (Site) task.get();
        sites.ownership().research();

        assertThat(found.place()).isNull();
        assertThat(found.stack().toString()).contains("Reader");
    }

    @ParameterizedTest
    @EnumSource
    void the_user_who_names_packages_does_not_mean_what_is_made(Maker maker) throws Exception {
        Sites named = new Sites("dev.seaworthy.");
        FutureTask<?> task = new FutureTask<>(maker.make(named::here));
        new Thread(task).start();
        Site found = (Site) task.get();
        named.ownership().research();

        assertThat(found.place()).isNull();
    }

    @Test
    void a_class_that_was_compiled_without_lines_is_a_place() throws Exception {
        Callable<?> stripped = stripped(sites::here);
        FutureTask<?> task = new FutureTask<>(stripped);
        new Thread(task).start();
        Site alone = (Site) task.get();
        List<Site> called = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            called.add((Site) stripped.call());
        }
        sites.ownership().research();

        assertThat(alone.place().className()).isEqualTo("com.acme.Stripped");
        assertThat(alone.place().line()).isZero();
        assertThat(called).allMatch(site -> site.place().className().equals(MadeClassesTest.class.getName()));
    }

    /** An application's class in a folder, compiled as for a release. */
    private Callable<?> stripped(Callable<Site> database) throws Exception {
        Path source = Files.writeString(
                folder.resolve("Stripped.java"),
                "package com.acme; public class Stripped implements java.util.concurrent.Callable<Object> {"
                        + " java.util.concurrent.Callable<?> database;"
                        + " public Stripped(java.util.concurrent.Callable<?> database) { this.database = database; }"
                        + " public Object call() throws Exception { return database.call(); } }");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        OutputStream none = OutputStream.nullOutputStream();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, none, none, "-g:none", "-d", classes.toString(), source.toString());
        assertThat(failed).isZero();
        URL[] urls = {classes.toUri().toURL()};
        return (Callable<?>) new URLClassLoader(urls, getClass().getClassLoader())
                .loadClass("com.acme.Stripped")
                .getConstructor(Callable.class)
                .newInstance(database);
    }
}
