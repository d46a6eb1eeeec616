package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.Limit;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Methanol, a client around the JDK's with timeouts of its own: timers that cancel the call, not the request's timeout. */
public final class Methanol implements Client {

    public static final String POINTS = """
            =http.Methanol
            around? com/github/mizosoft/methanol/Methanol send(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;)Ljava/net/http/HttpResponse; 0,this
            sends? com/github/mizosoft/methanol/Methanol sendAsync(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;)Ljava/util/concurrent/CompletableFuture; 0,this
            sends? com/github/mizosoft/methanol/Methanol sendAsync(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;Ljava/net/http/HttpResponse$PushPromiseHandler;)Ljava/util/concurrent/CompletableFuture; 0,this
            """;

    private static final String OWNER = "com.github.mizosoft.methanol.Methanol";
    private static final Getter BASE = Getter.of(OWNER, "baseUri");
    private static final Getter REQUEST = Getter.of(OWNER, "requestTimeout");
    private static final Getter READ = Getter.of(OWNER, "readTimeout");
    private static final Getter HEADERS = Getter.of(OWNER, "headersTimeout");

    private final NetHttp plain = new NetHttp();

    @Override
    public String name() {
        return "java.net.http";
    }

    @Override
    public boolean wraps() {
        return true;
    }

    @Override
    public boolean begins(Calling call, @Nullable Object a, @Nullable Object client, @Nullable Object c) {
        if (!plain.begins(call, a, client, c)) {
            if (!(a instanceof HttpRequest request)
                    || !(BASE.read(client) instanceof Optional<?> base)
                    || !(base.orElse(null) instanceof URI uri)
                    || uri.getScheme() == null
                    || uri.getHost() == null) {
                return false;
            }
            call.goesTo(uri.getScheme(), uri.getHost(), uri.getPort());
            call.method(request.method());
            call.path(request.uri().getRawPath(), request.uri().getRawQuery());
            call.request(request);
        }
        long headers = HEADERS.millis(client, TimeUnit.MILLISECONDS, Getter.Edges.SILENT);
        long whole = REQUEST.millis(client, TimeUnit.MILLISECONDS, Getter.Edges.SILENT);
        long first = headers < 0 || whole >= 0 && whole < headers ? whole : headers;
        long own = call.limits().whole();
        if (first >= 0 && (own < 0 || first < own)) {
            call.limits().whole(first, Limit.By.CLIENT);
            call.limits().headOnly(whole < 0 || Runtime.version().feature() < 26);
        }
        if (READ.millis(client, TimeUnit.MILLISECONDS, Getter.Edges.SILENT) >= 0) {
            call.limits().headOnly(false);
        }
        return true;
    }

    @Override
    public void details(Details into, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        plain.details(into, a, b, c);
    }

    @Override
    public void answered(Answered into, @Nullable Object answer, @Nullable Object a) {
        plain.answered(into, answer, a);
    }

    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        return plain.status(response, a);
    }
}
