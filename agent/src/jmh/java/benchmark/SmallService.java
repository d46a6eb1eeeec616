package benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.slf4j.LoggerFactory;

/**
 * A small service on Tomcat: each request makes one query through a pool, writes and deletes one file, makes two HTTP calls
 * and logs three lines. {@code /cpu} answers with the processor time of the whole process so far, in nanoseconds.
 * Arguments: its port, and the port of the neighbor that it calls. {@link SmallServiceDriver} visits it.
 */
public final class SmallService extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(SmallService.class);
    private static final int ITEMS = 1_000;
    private static final int THREADS = 8;
    private static final int MILLIS = 5_000;

    private final transient HikariDataSource pool;
    private final transient Path folder;
    private final String neighbor;

    private SmallService(int neighbor) throws IOException, SQLException {
        this.neighbor = "http://127.0.0.1:" + neighbor;
        folder = Files.createTempDirectory("service");
        folder.toFile().deleteOnExit();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:service;DB_CLOSE_DELAY=-1");
        config.setMaximumPoolSize(THREADS);
        pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table items (id int primary key, name varchar(40))");
            statement.execute("insert into items select x, 'item ' || x from system_range(0, " + (ITEMS - 1) + ")");
        }
    }

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.INFO);
        Tomcat tomcat = new Tomcat();
        tomcat.setPort(Integer.parseInt(args[0]));
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.getConnector().setProperty("maxThreads", Integer.toString(THREADS));
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "items", new SmallService(Integer.parseInt(args[1])));
        context.addServletMappingDecoded("/items/*", "items");
        Tomcat.addServlet(context, "cpu", new Cpu());
        context.addServletMappingDecoded("/cpu", "cpu");
        tomcat.start();
        tomcat.getServer().await();
    }

    private static final class Cpu extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            long nanos = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
            response.getWriter().print(nanos);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int id = Integer.parseInt(request.getPathInfo().substring(1)) % ITEMS;
        LOG.info("item {} is wanted", id);
        try {
            String name = name(id);
            LOG.info("item {} is {}", id, name);
            Path file = Files.createTempFile(folder, "item", ".txt");
            Files.writeString(file, name);
            Files.delete(file);
            int price = call("/price/" + id) + call("/stock/" + id);
            LOG.info("item {} costs {}", id, price);
            response.getWriter().print(name);
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    private String name(int id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("select name from items where id = ?")) {
            statement.setInt(1, id);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? found.getString(1) : "";
            }
        }
    }

    private int call(String path) throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) URI.create(neighbor + path).toURL().openConnection();
        call.setConnectTimeout(MILLIS);
        call.setReadTimeout(MILLIS);
        try (var body = call.getInputStream()) {
            return body.readAllBytes().length;
        }
    }
}
