package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.Limit;
import org.jspecify.annotations.Nullable;

/** Apache HttpAsyncClient 4. A call is known by what produces its request; its future is linked to that as it is made. */
public final class Apache4Async implements Client {

    public static final String POINTS = """
            =http.Apache4Async
            sends? org/apache/http/impl/nio/client/InternalHttpAsyncClient execute(Lorg/apache/http/nio/protocol/HttpAsyncRequestProducer;Lorg/apache/http/nio/protocol/HttpAsyncResponseConsumer;Lorg/apache/http/protocol/HttpContext;Lorg/apache/http/concurrent/FutureCallback;)Ljava/util/concurrent/Future; 0,this
            sends? org/apache/http/impl/nio/client/MinimalHttpAsyncClient execute(Lorg/apache/http/nio/protocol/HttpAsyncRequestProducer;Lorg/apache/http/nio/protocol/HttpAsyncResponseConsumer;Lorg/apache/http/protocol/HttpContext;Lorg/apache/http/concurrent/FutureCallback;)Ljava/util/concurrent/Future; 0,this
            wire? org/apache/http/impl/nio/client/MainClientExec requestCompleted 0
            done? org/apache/http/concurrent/BasicFuture completed,failed this,0
            done? org/apache/http/concurrent/BasicFuture cancel(Z)Z this
            joins? org/apache/http/concurrent/BasicFuture get()Ljava/lang/Object; this
            times? org/apache/http/concurrent/BasicFuture get(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object; this,0,1
            notes? org/apache/http/impl/nio/client/DefaultClientExchangeHandlerImpl <init> 4,1
            notes? org/apache/http/impl/nio/client/MinimalClientExchangeHandlerImpl <init> 4,1
            notes? org/apache/http/nio/protocol/BasicAsyncRequestProducer <init> this,1
            made? org/apache/http/impl/nio/client/InternalHttpAsyncClient <init> this,0
            closes? org/apache/http/impl/nio/client/CloseableHttpAsyncClientBase close this
            """;

    private static final Getter TARGET =
            Getter.of("org.apache.http.nio.protocol.HttpAsyncRequestProducer", "getTarget");
    private static final Getter PRODUCER = Getter.accessible("getRequestProducer");
    private static final Getter CONTEXT = Getter.accessible("getLocalContext");
    private static final Getter ATTRIBUTE =
            Getter.of("org.apache.http.protocol.HttpContext", "getAttribute", String.class);
    private static final Getter CONFIG =
            Getter.of("org.apache.http.client.protocol.HttpClientContext", "getRequestConfig");
    private static final Getter READ = Getter.of("org.apache.http.client.config.RequestConfig", "getSocketTimeout");
    private static final Getter OWN_CONFIG = Getter.of("org.apache.http.client.methods.Configurable", "getConfig");

    private final Apache4 plain = new Apache4();

    /** From a future to what produces its request, and from that to the request. */
    private final Links links;

    public Apache4Async(Drops drops) {
        links = new Links("http.apache4", drops);
    }

    @Override
    public String name() {
        return "Apache HttpAsyncClient 4";
    }

    @Override
    public void notes(@Nullable Object result, @Nullable Object from, @Nullable Object to, @Nullable Object c) {
        links.put(from, to);
    }

    @Override
    public @Nullable Object key(@Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object producer = result == null ? PRODUCER.read(a) : null;
        if (producer != null) {
            return producer; // of the state of an exchange
        }
        Object known = result == null ? a : result;
        Object linked = links.from(known);
        return linked != null && TARGET.isIn(linked.getClass()) ? linked : known;
    }

    @Override
    public @Nullable Object owner(@Nullable Object a, @Nullable Object client, @Nullable Object c) {
        return client;
    }

    @Override
    public boolean begins(Calling call, @Nullable Object producer, @Nullable Object b, @Nullable Object c) {
        return plain.begins(call, links.from(producer), TARGET.read(producer), null);
    }

    @Override
    public boolean limits(CallLimits into, @Nullable Object state, @Nullable Object b, @Nullable Object c) {
        Object context = CONTEXT.read(state);
        Object config = CONFIG.read(context);
        if (config == null) {
            return false;
        }
        Object own = OWN_CONFIG.read(links.from(PRODUCER.read(state)));
        Limit.By set = own == config ? Limit.By.REQUEST : Limit.By.CLIENT;
        Apache4.of(config, set, into);
        boolean left = !(READ.read(config) instanceof Integer millis) || millis <= 0;
        Apache4.read(into, ATTRIBUTE.read(context, "http.connection"), left ? null : set);
        return true;
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

    @Override
    public @Nullable Object pool(Object made, @Nullable Object manager, @Nullable Object c) {
        return manager == null ? made : manager;
    }
}
