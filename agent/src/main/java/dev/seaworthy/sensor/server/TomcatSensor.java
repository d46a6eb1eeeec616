package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Getter;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Requests of Tomcat 9, 10 and 11, from the connector on: outside of all filters. */
public final class TomcatSensor implements Sensor {

    private final Units units;

    public TomcatSensor(Surroundings surroundings) {
        units = surroundings.units();
    }

    /** Loaded with the first request, not before main. */
    private static final class Coyote {
        static final Getter CONTENT_TYPE = Getter.of("org.apache.coyote.Request", "getContentType");
        static final Getter METHOD = Getter.of("org.apache.coyote.Request", "getMethod");
        static final Getter METHOD_BYTES = Getter.of("org.apache.coyote.Request", "method");
        static final Getter URI = Getter.of("org.apache.coyote.Request", "requestURI");

        static @Nullable String method(@Nullable Object request) {
            String method = METHOD.text(request);
            return method == null ? METHOD_BYTES.text(request) : method;
        }
    }

    @Override
    public void hooks(HookTable table) {
        table.add(Hook.on(
                        "server.Tomcat",
                        "org/apache/catalina/connector/CoyoteAdapter",
                        "service",
                        "(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;)V",
                        this,
                        0)
                .give(0)
                .atEntry()
                .atExit()
                .atThrow());
    }

    @Override
    public void enter(int op, @Nullable Object request, @Nullable Object b, @Nullable Object c) {
        units.reset(); // outside of all: nothing that an earlier request left behind may go on here
        Requests.begin(units, Coyote.CONTENT_TYPE.text(request), Coyote.method(request), Coyote.URI.text(request));
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        units.end();
    }

    @Override
    public void thrown(int op, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        units.end();
    }
}
