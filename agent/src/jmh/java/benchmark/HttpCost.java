package benchmark;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the agent adds to an outgoing call over a connection that is kept, and to a connection attempt that is refused. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HttpCost {

    private static final int MILLIS = 2_000;
    private static final ResponseBody NOTHING = ResponseBody.create("", null);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    /** Answers by itself: what the agent adds is not lost in what the network takes. */
    private final OkHttpClient okHttp = new OkHttpClient.Builder()
            .addInterceptor(chain -> new Response.Builder()
                    .request(chain.request())
                    .protocol(Protocol.HTTP_1_1)
                    .code(204)
                    .message("")
                    .body(NOTHING)
                    .build())
            .build();

    private HttpServer server;
    private URL url;
    private HttpRequest request;
    private Request okRequest;
    private InetSocketAddress closed;

    @Setup(Level.Trial)
    public void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
        url = new URL("http://localhost:" + server.getAddress().getPort() + "/");
        request = HttpRequest.newBuilder(URI.create(url.toString())).build();
        okRequest = new Request.Builder().url(url).build();
        closed = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @TearDown(Level.Trial)
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Benchmark
    public int callByUrlConnection() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setConnectTimeout(MILLIS);
        connection.setReadTimeout(MILLIS);
        try (InputStream in = connection.getInputStream()) {
            return in.read() + connection.getResponseCode();
        }
    }

    @Benchmark
    public int callByHttpClient() throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Benchmark
    public int callByOkHttpWithoutNetwork() throws IOException {
        return okHttp.newCall(okRequest).execute().code();
    }

    @Benchmark
    public IOException refusedSocket() {
        try (Socket socket = new Socket()) {
            socket.connect(closed, MILLIS);
            return null;
        } catch (IOException refused) {
            return refused;
        }
    }
}
