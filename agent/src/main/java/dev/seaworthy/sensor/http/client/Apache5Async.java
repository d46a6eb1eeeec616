package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.Limit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient 5, asynchronous, over HTTP/1 and HTTP/2. A call is known by its request, which what produces it and the
 * context that goes along lead to; the connection says itself how long it waits for an answer.
 */
public final class Apache5Async implements Client {

    public static final String POINTS = """
            =http.Apache5Async
            sends? org/apache/hc/client5/http/impl/async/InternalAbstractHttpAsyncClient doExecute 1,0,this
            sends? org/apache/hc/client5/http/impl/async/AbstractMinimalHttpAsyncClientBase doExecute 1,0,this
            made? org/apache/hc/client5/http/impl/async/InternalHttpAsyncClient <init> this
            made? org/apache/hc/client5/http/impl/async/InternalH2AsyncClient <init> this
            made? org/apache/hc/client5/http/impl/async/MinimalHttpAsyncClient <init> this
            made? org/apache/hc/client5/http/impl/async/MinimalH2AsyncClient <init> this
            closes? org/apache/hc/client5/http/impl/async/AbstractHttpAsyncClientBase close(Lorg/apache/hc/core5/io/CloseMode;)V this
            wire? org/apache/hc/core5/reactor/InternalDataChannel enqueue 0,this
            uses? org/apache/hc/client5/http/impl/nio/PoolingAsyncClientConnectionManager resolveConnectionConfig 0
            done? org/apache/hc/core5/concurrent/BasicFuture completed,failed this,0
            done? org/apache/hc/core5/concurrent/BasicFuture cancel(Z)Z this
            joins? org/apache/hc/core5/concurrent/BasicFuture get()Ljava/lang/Object; this
            times? org/apache/hc/core5/concurrent/BasicFuture get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object; this,0,1
            notes? org/apache/hc/core5/http/nio/support/BasicRequestProducer <init>(Lorg/apache/hc/core5/http/HttpRequest;Lorg/apache/hc/core5/http/nio/AsyncEntityProducer;)V this,0
            notes? org/apache/hc/client5/http/async/AsyncExecChain$Scope <init> 4,2
            """;

    private static final long DEFAULT_MILLIS = 180_000;

    private static final Getter.Edges ZERO_UNLIMITED =
            new Getter.Edges(Getter.UNLIMITED, Getter.UNLIMITED, Getter.UNKNOWN);

    private static final Getter OF_COMMAND =
            Getter.of("org.apache.hc.core5.http.nio.command.RequestExecutionCommand", "getContext");
    private static final Getter CONFIG =
            Getter.of("org.apache.hc.client5.http.protocol.HttpClientContext", "getRequestConfig");
    private static final Getter RESPONSE =
            Getter.of("org.apache.hc.client5.http.config.RequestConfig", "getResponseTimeout");
    private static final Getter SOCKET = Getter.of("org.apache.hc.core5.http.SocketModalCloseable", "getSocketTimeout");

    private final Apache5 plain;

    /** To the request. */
    private final Links links;

    public Apache5Async(Drops drops) {
        plain = new Apache5(drops);
        links = new Links("http.apache5", drops);
    }

    @Override
    public String name() {
        return "Apache HttpClient 5 async";
    }

    @Override
    public void notes(@Nullable Object result, @Nullable Object from, @Nullable Object to, @Nullable Object c) {
        links.put(from, to);
    }

    @Override
    public @Nullable Object key(@Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (result != null) {
            return result; // the future
        }
        Object context = OF_COMMAND.read(a);
        Object request = links.from(context == null ? a : context);
        return request == null && context == null ? a : request;
    }

    @Override
    public @Nullable Object owner(@Nullable Object a, @Nullable Object b, @Nullable Object client) {
        return client;
    }

    @Override
    public boolean begins(Calling call, @Nullable Object producer, @Nullable Object target, @Nullable Object c) {
        return plain.begins(call, links.from(producer), target, null);
    }

    /** At {@code wire}, a command and its connection; at {@code uses}, how connections to a route are made. */
    @Override
    public boolean limits(CallLimits into, @Nullable Object a, @Nullable Object connection, @Nullable Object c) {
        Object context = OF_COMMAND.read(a);
        if (context == null) {
            return plain.limits(into, a, null, null);
        }
        Object config = CONFIG.read(context);
        if (config == null) {
            into.lease(DEFAULT_MILLIS, Limit.By.DEFAULT);
        } else {
            plain.limits(into, null, context, null);
        }
        long read = SOCKET.millis(connection, TimeUnit.MILLISECONDS, ZERO_UNLIMITED);
        long set = RESPONSE.millis(config, TimeUnit.MILLISECONDS, ZERO_UNLIMITED);
        boolean left = read == Limit.UNLIMITED && set == Limit.UNKNOWN;
        into.read(read, read == Limit.UNKNOWN ? Limit.By.UNKNOWN : left ? Limit.By.DEFAULT : Limit.By.CLIENT);
        return true;
    }

    @Override
    public @Nullable String hop(@Nullable Object command, @Nullable Object connection, @Nullable Object c) {
        return plain.hop(null, OF_COMMAND.read(command), null);
    }

    @Override
    public boolean isDirect(@Nullable Object command, @Nullable Object connection, @Nullable Object c) {
        return plain.isDirect(null, OF_COMMAND.read(command), null);
    }

    @Override
    public void details(Details into, @Nullable Object producer, @Nullable Object b, @Nullable Object c) {
        plain.details(into, links.from(producer), null, null);
    }

    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        return plain.status(response, a);
    }

    @Override
    public void answered(Answered into, @Nullable Object response, @Nullable Object a) {
        plain.answered(into, response, a);
    }
}
