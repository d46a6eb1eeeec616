package fixture.serve;

import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Jetty 12 without servlets. */
public final class Jetty12 extends Handler.Abstract implements Dock {

    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(3);

    @Override
    public int open() throws Exception {
        Server server = new Server(new InetSocketAddress(0));
        server.setHandler(this);
        server.start();
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Cargo.before(Request.getPathInContext(request));
        WORKERS.execute(() -> Content.Sink.write(response, true, Cargo.after(path), callback));
        return true;
    }
}
