package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class FrameworksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.Main | []",
                "org.springframework.context.ApplicationContext | [Spring]",
                "org.springframework.boot.SpringApplication org.springframework.context.ApplicationContext"
                        + " jakarta.servlet.Servlet | [Spring Boot]",
                "jakarta.servlet.Servlet org.springframework.context.ApplicationContext | [Spring, Jakarta EE]",
                "javax.servlet.Servlet | [Jakarta EE]",
                "jakarta.enterprise.inject.spi.BeanManager io.quarkus.runtime.Application | [Quarkus]",
            })
    void the_one_whose_advice_fits_comes_first(String loaded, String expected) {
        Class<?>[] classes =
                Arrays.stream(loaded.split(" ")).map(FrameworksTest::named).toArray(Class<?>[]::new);

        assertThat(Frameworks.among(classes)).hasToString(expected);
    }

    @Test
    void a_program_with_a_server_in_it_is_plain_java() {
        assertThat(Frameworks.among(new Class<?>[] {jakarta.servlet.Servlet.class}))
                .isEmpty();
    }

    private static Class<?> named(String name) {
        ClassWriter empty = new ClassWriter(0);
        empty.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name.replace('.', '/'), null, "java/lang/Object", null);
        byte[] bytes = empty.toByteArray();
        return new ClassLoader(null) {
            Class<?> define() {
                return defineClass(name, bytes, 0, bytes.length);
            }
        }.define();
    }
}
