package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.observation.Limit;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spring's requests on the JDK's client, through RestTemplate, RestClient and HTTP interfaces. Since 6.2 the read timeout
 * is not the request's: a timer of Spring's cancels the call, so only the parameter of the constructor says it.
 */
public final class SpringJdk implements Client {

    public static final String POINTS = """
            =http.SpringJdk
            around? org/springframework/http/client/JdkClientHttpRequest executeInternal this,0
            notes? org/springframework/http/client/JdkClientHttpRequest <init> this,4
            """;

    private static final Getter ADDRESS = Getter.of("org.springframework.http.HttpRequest", "getURI");
    private static final Getter METHOD = Getter.of("org.springframework.http.HttpRequest", "getMethod");

    private static final Getter ALL = Getter.of("org.springframework.http.HttpHeaders", "headerSet"); // since 6.1.15
    private static final Getter FIRST = Getter.of("org.springframework.http.HttpHeaders", "getFirst", String.class);
    private static final Getter HEADERS = Getter.of("org.springframework.http.HttpMessage", "getHeaders");
    private static final Getter STATUS =
            Getter.of("org.springframework.http.client.ClientHttpResponse", "getStatusCode");
    private static final Getter VALUE = Getter.of("org.springframework.http.HttpStatusCode", "value");

    private final Links timeouts;

    public SpringJdk(Drops drops) {
        timeouts = new Links("http.spring", drops);
    }

    @Override
    public String name() {
        return "java.net.http";
    }

    @Override
    public boolean wraps() {
        return true;
    }

    @Override
    public void notes(@Nullable Object result, @Nullable Object request, @Nullable Object timeout, @Nullable Object c) {
        timeouts.put(request, timeout);
    }

    @Override
    public boolean begins(Calling call, @Nullable Object request, @Nullable Object b, @Nullable Object c) {
        if (!(ADDRESS.read(request) instanceof URI uri) || uri.getScheme() == null || uri.getHost() == null) {
            return false;
        }
        call.goesTo(uri.getScheme(), uri.getHost(), uri.getPort());
        Object method = METHOD.read(request);
        call.method(method == null ? "" : method.toString());
        call.path(uri.getRawPath(), uri.getRawQuery());
        if (timeouts.from(request) instanceof Duration timeout) {
            call.limits().whole(Math.max(1, timeout.toMillis()), Limit.By.CLIENT);
        }
        return true;
    }

    @Override
    public void details(Details into, @Nullable Object request, @Nullable Object headers, @Nullable Object c) {
        if (ADDRESS.read(request) instanceof URI uri) {
            into.query(uri.getRawQuery());
            into.userInfo(uri.getRawUserInfo());
        }
        Object all = headers instanceof Map<?, ?> map ? map.entrySet() : ALL.read(headers);
        if (!(all instanceof Iterable<?> each)) {
            return;
        }
        for (Object one : each) {
            if (one instanceof Map.Entry<?, ?> header
                    && header.getKey() instanceof String name
                    && header.getValue() instanceof List<?> values) {
                into.header(name, values.isEmpty() ? null : String.valueOf(values.get(0)));
            }
        }
    }

    @Override
    public int status(@Nullable Object response, @Nullable Object a) {
        return VALUE.integer(STATUS.read(response), 0);
    }

    @Override
    public void answered(Answered into, @Nullable Object response, @Nullable Object a) {
        into.status(status(response, a));
        Object headers = HEADERS.read(response);
        into.contentType(FIRST.text(headers, "Content-Type"));
        into.connection(FIRST.text(headers, "Connection"), null);
        into.location(FIRST.text(headers, "Location"));
    }
}
