package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.Limit;
import org.jspecify.annotations.Nullable;

/** Jodd HTTP, which sends its requests over sockets of its own. */
public final class Jodd implements Client {

    public static final String POINTS = """
            =http.Jodd
            around? jodd/http/HttpRequest send this
            """;

    private static final String REQUEST = "jodd.http.HttpRequest";
    private static final Getter SCHEME = Getter.of(REQUEST, "protocol");
    private static final Getter HOST = Getter.of(REQUEST, "host");
    private static final Getter PORT = Getter.of(REQUEST, "port");
    private static final Getter METHOD = Getter.of(REQUEST, "method");
    private static final Getter PATH = Getter.of(REQUEST, "path");
    private static final Getter QUERY = Getter.of(REQUEST, "queryString");
    private static final Getter CONNECT = Getter.of(REQUEST, "connectionTimeout");
    private static final Getter READ = Getter.of(REQUEST, "timeout");
    private static final Getter NAMES = Getter.of("jodd.http.HttpBase", "headerNames");
    private static final Getter HEADER = Getter.of("jodd.http.HttpBase", "header", String.class);
    private static final Getter STATUS = Getter.of("jodd.http.HttpResponse", "statusCode");

    @Override
    public String name() {
        return "Jodd HTTP";
    }

    @Override
    public boolean begins(Calling call, @Nullable Object request, @Nullable Object b, @Nullable Object c) {
        if (!(HOST.read(request) instanceof String host) || !(SCHEME.read(request) instanceof String scheme)) {
            return false;
        }
        call.goesTo(scheme, host, PORT.integer(request, 0));
        call.method(METHOD.read(request) instanceof String method ? method : "");
        call.path(PATH.text(request), QUERY.text(request));
        call.request(request);
        long connect = CONNECT.number(request, Getter.Edges.UNLIMITED_ALL);
        call.limits().connect(connect, by(connect));
        long read = READ.number(request, Getter.Edges.UNLIMITED_ALL);
        call.limits().read(read, by(read));
        return true;
    }

    private static Limit.By by(long millis) {
        return millis == Limit.UNLIMITED ? Limit.By.DEFAULT : Limit.By.REQUEST;
    }

    @Override
    public void details(Details into, @Nullable Object request, @Nullable Object b, @Nullable Object c) {
        into.query(QUERY.text(request));
        if (NAMES.read(request) instanceof Iterable<?> names) {
            for (Object name : names) {
                into.header(String.valueOf(name), HEADER.text(request, name));
            }
        }
    }

    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        return STATUS.integer(response, 0);
    }

    @Override
    public void answered(Answered into, @Nullable Object response, @Nullable Object a) {
        into.status(status(response, a));
        into.contentType(HEADER.text(response, "Content-Type"));
        into.connection(HEADER.text(response, "Connection"), null);
        into.location(HEADER.text(response, "Location"));
    }
}
