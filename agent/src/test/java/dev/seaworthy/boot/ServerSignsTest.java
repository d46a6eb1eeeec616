package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSignsTest {

    /** Says at once what it is. */
    static final class Listens {
        static ServerSocket open() throws IOException {
            return new ServerSocket(0);
        }
    }

    /** A main class that leaves all to others. */
    static final class Starts {
        static Object start() throws IOException {
            return Between.go();
        }
    }

    static final class Between {
        static Object go() throws IOException {
            return Listens.open();
        }
    }

    @Test
    void a_program_that_names_a_server_somewhere_has_signs() {
        assertThat(isNamedBy(Listens.class)).isTrue();
        assertThat(isNamedBy(Starts.class)).isTrue();
    }

    @Test
    void a_batch_program_has_none() {
        assertThat(isNamedBy(Errand.class)).isFalse();
    }

    @Test
    void a_class_that_cannot_be_read_names_nothing() {
        assertThat(ServerSigns.isNamedBy("no.such.Program", name -> null)).isFalse();
        assertThat(ServerSigns.isNamedBy("", name -> null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "org.eclipse.jetty.server.Request, true",
        "reactor.netty.http.server.HttpServerConfig, true",
        "io.vertx.core.http.HttpServer, true",
        "io.helidon.webserver.Routing, true",
        "com.microsoft.sqlserver.jdbc.SQLServerDriver, false",
        "org.postgresql.core.ServerVersion, false",
        "org.apache.logging.log4j.core.jmx.Server, false",
        "javax.management.MBeanServer, false",
        "com.acme.Observer, false"
    })
    void knows_a_servers_class_by_its_name(String name, boolean servers) {
        assertThat(ServerSigns.isServers(name, '.')).isEqualTo(servers);
    }

    private static boolean isNamedBy(Class<?> main) {
        return ServerSigns.isNamedBy(main.getName(), name -> ClassLoader.getSystemResourceAsStream(name + ".class"));
    }
}
