package dev.seaworthy.sensor.http;

import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Announces the synchronous calls of the JDK's two HTTP clients, for whoever wants to know what a thread holds meanwhile. */
public final class RemoteCallSensor implements Sensor {

    private static final int CONNECT = 0;
    private static final int READ = 1;
    private static final int SEND = 2;

    private final RemoteCalls calls;

    public RemoteCallSensor(Surroundings surroundings) {
        calls = surroundings.remoteCalls();
    }

    @Override
    public void hooks(HookTable table) {
        String url = "sun/net/www/protocol/http/HttpURLConnection";
        table.add(Hook.on("http.HttpURLConnection", url, "plainConnect0", null, this, CONNECT)
                .give(Hook.SELF)
                .atEntry());
        table.add(Hook.on("http.HttpURLConnection", url, "getInputStream", null, this, READ)
                .give(Hook.SELF)
                .atExit()
                .atThrow());
        table.add(Hook.on(
                        "http.HttpClient",
                        "jdk/internal/net/http/HttpClientImpl",
                        "send",
                        "(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;)Ljava/net/http/HttpResponse;",
                        this,
                        SEND)
                .give(Hook.SELF, 0)
                .atEntry()
                .atExit()
                .atThrow());
    }

    @Override
    public void enter(int op, @Nullable Object client, @Nullable Object request, @Nullable Object c) {
        if (client == null || !calls.isHeard()) {
            return;
        }
        if (op == CONNECT) {
            Announced.url(calls, client);
        } else if (request != null) {
            Announced.Net.request(calls, request);
        }
    }

    @Override
    public void exit(
            int op, @Nullable Object result, @Nullable Object client, @Nullable Object request, @Nullable Object c) {
        end(op, client, request, false);
    }

    @Override
    public void thrown(
            int op, Throwable thrown, @Nullable Object client, @Nullable Object request, @Nullable Object c) {
        end(op, client, request, true);
    }

    private void end(int op, @Nullable Object client, @Nullable Object request, boolean failed) {
        Object what = op == READ ? client : request;
        if (what != null && calls.isHeard()) {
            calls.end("http", System.identityHashCode(what), failed);
        }
    }
}
