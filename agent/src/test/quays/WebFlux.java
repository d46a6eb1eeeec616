package fixture.serve;

import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServer;

/** Spring WebFlux on Reactor Netty: blocking work on an elastic scheduler, the rest on a parallel one. */
public final class WebFlux implements Dock {

    private volatile int port;

    @Override
    public int open() {
        port = HttpServer.create()
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(
                        RouterFunctions.route(RequestPredicates.all(), this::answer))))
                .bindNow()
                .port();
        return port;
    }

    private Mono<ServerResponse> answer(ServerRequest request) {
        Mono<String> first = request.path().equals("/far")
                ? WebClient.create("http://localhost:" + port).get().uri("/calm").retrieve().bodyToMono(String.class)
                : Mono.fromCallable(() -> Cargo.before(request.path())).subscribeOn(Schedulers.boundedElastic());
        return first.publishOn(Schedulers.parallel())
                .flatMap(any -> ServerResponse.ok().bodyValue(Cargo.after(request.path())));
    }
}
