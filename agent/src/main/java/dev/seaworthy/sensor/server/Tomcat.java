package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Getter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tomcat 9, 10 and 11, from the connector on: outside of all filters. Its request objects are used again and again. */
final class Tomcat implements Server {

    static final String POINTS = """
            around org/apache/catalina/connector/CoyoteAdapter service(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;)V 0
            reads org/apache/coyote/Request doRead(Lorg/apache/tomcat/util/net/ApplicationBufferHandler;)I 0,this
            """;

    private static final String REQUEST = "org.apache.coyote.Request";
    private static final Getter CONTENT_TYPE = Getter.of(REQUEST, "getContentType");
    private static final Getter METHOD = Getter.of(REQUEST, "getMethod");
    private static final Getter METHOD_BYTES = Getter.of(REQUEST, "method");
    private static final Getter BUFFER =
            Getter.of("org.apache.tomcat.util.net.ApplicationBufferHandler", "getByteBuffer");
    private static final Getter URI = Getter.of(REQUEST, "requestURI");
    private static final Getter QUERY = Getter.of(REQUEST, "queryString");
    // as bytes: as text, Tomcat would keep another form of it
    private static final Getter CHUNK = Getter.of("org.apache.tomcat.util.buf.MessageBytes", "getByteChunk");
    private static final String OF_CHUNK = "org.apache.tomcat.util.buf.ByteChunk";
    private static final Getter BYTES = Getter.of(OF_CHUNK, "getBuffer");
    private static final Getter START = Getter.of(OF_CHUNK, "getStart");
    private static final Getter LENGTH = Getter.of(OF_CHUNK, "getLength");
    private static final Getter RESPONSE = Getter.of(REQUEST, "getResponse");
    private static final Getter STATUS = Getter.of("org.apache.coyote.Response", "getStatus");

    @Override
    public Stretch stretch(@Nullable Object request, @Nullable Object b, @Nullable Object c) {
        return Stretch.NEW;
    }

    @Override
    public @Nullable Object request(@Nullable Object request, @Nullable Object b, @Nullable Object c) {
        return request;
    }

    @Override
    public int status(@Nullable Object request, @Nullable Object b, @Nullable Object c) {
        return STATUS.read(RESPONSE.read(request)) instanceof Integer status ? status : 0;
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
    public @Nullable String query(@Nullable Object request) {
        Object chunk = CHUNK.read(QUERY.read(request));
        return BYTES.read(chunk) instanceof byte[] bytes
                        && START.read(chunk) instanceof Integer start
                        && LENGTH.read(chunk) instanceof Integer length
                        && length > 0
                ? new String(bytes, start, length, StandardCharsets.ISO_8859_1)
                : null;
    }

    @Override
    public @Nullable String contentType(@Nullable Object request) {
        return CONTENT_TYPE.text(request);
    }

    @Override
    public boolean seesBodies() {
        return true;
    }

    @Override
    public void read(
            Pieces body, @Nullable Object result, @Nullable Object handler, @Nullable Object b, @Nullable Object c) {
        if (result instanceof Integer read && read > 0) {
            body.read(BUFFER.read(handler) instanceof ByteBuffer buffer ? buffer : null);
        }
    }

    @Override
    public @Nullable Object input(@Nullable Object request) {
        return request;
    }

    @Override
    public @Nullable Object input(@Nullable Object a, @Nullable Object request, @Nullable Object c) {
        return request;
    }
}
