package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.Limit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The client on Netty of the AWS SDK 2. Its answers go to a handler of the SDK's, so their status is not known here. */
public final class AwsNetty implements Client {

    public static final String POINTS = """
            =http.AwsNetty
            sends? software/amazon/awssdk/http/nio/netty/NettyNioAsyncHttpClient execute 0,this
            made? software/amazon/awssdk/http/nio/netty/NettyNioAsyncHttpClient <init> this
            wire? software/amazon/awssdk/http/nio/netty/internal/NettyRequestExecutor <init> 0
            closes? software/amazon/awssdk/http/nio/netty/NettyNioAsyncHttpClient close this
            """;

    private static final Getter.Edges ZERO_UNLIMITED =
            new Getter.Edges(Getter.UNLIMITED, Getter.UNKNOWN, Getter.UNKNOWN);

    private static final String CONTEXT = "software.amazon.awssdk.http.nio.netty.internal.RequestContext";
    private static final Getter OF_CONTEXT = Getter.of(CONTEXT, "executeRequest");
    private static final Getter CONFIG = Getter.of(CONTEXT, "configuration");
    private static final String OF_CONFIG = "software.amazon.awssdk.http.nio.netty.internal.NettyConfiguration";
    private static final Getter CONNECT = Getter.of(OF_CONFIG, "connectTimeoutMillis");
    private static final Getter READ = Getter.of(OF_CONFIG, "readTimeoutMillis");
    private static final Getter LEASE = Getter.of(OF_CONFIG, "connectionAcquireTimeoutMillis");
    private static final Getter REQUEST = Getter.of("software.amazon.awssdk.http.async.AsyncExecuteRequest", "request");
    private static final String OF_REQUEST = "software.amazon.awssdk.http.SdkHttpRequest";
    private static final Getter SCHEME = Getter.of(OF_REQUEST, "protocol");
    private static final Getter HOST = Getter.of(OF_REQUEST, "host");
    private static final Getter PORT = Getter.of(OF_REQUEST, "port");
    private static final Getter METHOD = Getter.of(OF_REQUEST, "method");
    private static final Getter PATH = Getter.of(OF_REQUEST, "encodedPath");
    private static final Getter QUERY = Getter.of(OF_REQUEST, "encodedQueryParameters");
    private static final Getter HEADERS = Getter.of("software.amazon.awssdk.http.SdkHttpHeaders", "headers");

    @Override
    public String name() {
        return "AWS SDK Netty client";
    }

    /** The request, which its context knows. */
    @Override
    public @Nullable Object key(@Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object request = OF_CONTEXT.read(a);
        return request == null ? a : request;
    }

    @Override
    public @Nullable Object owner(@Nullable Object a, @Nullable Object client, @Nullable Object c) {
        return client;
    }

    @Override
    public boolean begins(Calling call, @Nullable Object asked, @Nullable Object b, @Nullable Object c) {
        Object request = REQUEST.read(asked);
        if (!(HOST.read(request) instanceof String host) || !(SCHEME.read(request) instanceof String scheme)) {
            return false;
        }
        call.goesTo(scheme, host, PORT.integer(request, 0));
        call.method(METHOD.read(request) instanceof Enum<?> method ? method.name() : "");
        call.path(PATH.text(request), null);
        return true;
    }

    @Override
    public boolean limits(CallLimits into, @Nullable Object context, @Nullable Object b, @Nullable Object c) {
        Object config = CONFIG.read(context);
        long connect = CONNECT.millis(config, TimeUnit.MILLISECONDS, ZERO_UNLIMITED);
        into.connect(connect, by(connect, 2_000));
        long read = READ.millis(config, TimeUnit.MILLISECONDS, ZERO_UNLIMITED);
        into.read(read, by(read, 30_000));
        long lease = LEASE.millis(config, TimeUnit.MILLISECONDS, ZERO_UNLIMITED);
        into.lease(lease, by(lease, 10_000));
        return config != null;
    }

    private static Limit.By by(long millis, long byDefault) {
        return millis == Limit.UNKNOWN ? Limit.By.UNKNOWN : millis == byDefault ? Limit.By.DEFAULT : Limit.By.CLIENT;
    }

    @Override
    public void details(Details into, @Nullable Object asked, @Nullable Object b, @Nullable Object c) {
        Object request = REQUEST.read(asked);
        into.query(QUERY.read(request) instanceof Optional<?> query && query.isPresent() ? "" + query.get() : null);
        if (HEADERS.read(request) instanceof Map<?, ?> headers) {
            for (Map.Entry<?, ?> header : headers.entrySet()) {
                Object values = header.getValue();
                Object first = values instanceof List<?> all && !all.isEmpty() ? all.get(0) : null;
                into.header(String.valueOf(header.getKey()), first == null ? null : first.toString());
            }
        }
    }
}
