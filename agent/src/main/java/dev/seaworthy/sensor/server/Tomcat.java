package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Getter;
import org.jspecify.annotations.Nullable;

/** Tomcat 9, 10 and 11, from the connector on: outside of all filters. Its request objects are used again and again. */
final class Tomcat implements Server {

    static final String POINTS = """
            around org/apache/catalina/connector/CoyoteAdapter service(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;)V 0
            """;

    private static final String REQUEST = "org.apache.coyote.Request";
    private static final Getter CONTENT_TYPE = Getter.of(REQUEST, "getContentType");
    private static final Getter METHOD = Getter.of(REQUEST, "getMethod");
    private static final Getter METHOD_BYTES = Getter.of(REQUEST, "method");
    private static final Getter URI = Getter.of(REQUEST, "requestURI");

    @Override
    public Stretch stretch(@Nullable Object request, @Nullable Object b, @Nullable Object c) {
        return Stretch.NEW;
    }

    @Override
    public @Nullable Object request(@Nullable Object request, @Nullable Object b, @Nullable Object c) {
        return request;
    }

    @Override
    public @Nullable String method(@Nullable Object request) {
        String method = METHOD.text(request);
        return method == null ? METHOD_BYTES.text(request) : method;
    }

    @Override
    public @Nullable String path(@Nullable Object request) {
        return URI.text(request);
    }

    @Override
    public @Nullable String contentType(@Nullable Object request) {
        return CONTENT_TYPE.text(request);
    }
}
