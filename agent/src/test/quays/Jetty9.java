package fixture.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;

/** Jetty 9.4 and 10, and 11 with other imports, without servlets. */
public final class Jetty9 extends AbstractHandler implements Dock {

    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(3);

    @Override
    public int open() throws Exception {
        Server server = new Server(new InetSocketAddress(0));
        server.setHandler(this);
        server.start();
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response) {
        base.setHandled(true);
        Cargo.before(target);
        AsyncContext context = request.startAsync();
        WORKERS.execute(() -> {
            try {
                response.getOutputStream().print(Cargo.after(target));
            } catch (IOException gone) {
                throw new IllegalStateException(gone);
            }
            context.complete();
        });
    }
}
