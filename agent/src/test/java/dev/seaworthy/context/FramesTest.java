package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {

    @ParameterizedTest
    @CsvSource({
        "jar:file:/srv/app.jar!/BOOT-INF/classes!/, true",
        "jar:nested:/srv/app.jar/!BOOT-INF/classes/!/, true",
        "file:/srv/tomcat/webapps/shop/WEB-INF/classes/, true",
        "file:/home/ann/shop/target/classes/, true",
        "jar:file:/srv/app.jar!/BOOT-INF/lib/spring-core-7.jar!/, false",
        "file:/srv/tomcat/webapps/shop/WEB-INF/lib/orm.jar, false",
        "file:/srv/lib/HikariCP-7.0.2.jar, false"
    })
    void tells_by_where_the_code_lies(String location, boolean application) {
        assertThat(Frames.isApplicationLocation(location)).isEqualTo(application);
    }

    @ParameterizedTest
    @CsvSource({
        "lambda$main$0, main",
        "lambda$new$3, <init>",
        "lambda$static$1, <clinit>",
        "find, find",
        "lambda$, lambda$"
    })
    void names_a_lambda_after_its_method(String name, String told) {
        assertThat(Frames.method(name)).isEqualTo(told);
    }

    @Test
    void knows_platform_library_and_application() {
        Frames frames = new Frames(null);

        assertThat(frames.owner(String.class)).isEqualTo(Frames.Owner.PLATFORM);
        assertThat(frames.owner(Assertions.class)).isEqualTo(Frames.Owner.LIBRARY);
        assertThat(frames.owner(FramesTest.class)).isEqualTo(Frames.Owner.APPLICATION);
    }

    @Test
    void a_proxy_is_nobodys_line() {
        Object proxy = java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Callable.class}, (self, method, arguments) -> null);

        assertThat(new Frames(null).owner(proxy.getClass())).isNotEqualTo(Frames.Owner.APPLICATION);
    }

    @Test
    void the_users_word_wins() {
        Frames frames = new Frames("org.assertj., com.acme.*");

        assertThat(frames.owner(Assertions.class)).isEqualTo(Frames.Owner.APPLICATION);
        assertThat(frames.owner(FramesTest.class)).isEqualTo(Frames.Owner.LIBRARY);
    }
}
