package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionClosed;
import dev.seaworthy.observation.ConnectionConfigured;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionOpened.Opener;
import dev.seaworthy.observation.ConnectionRefused;
import dev.seaworthy.observation.ConnectionReused;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Handshake;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.PoolBuilt;
import dev.seaworthy.observation.PoolLived;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StatementRan;
import dev.seaworthy.observation.StatementsBounded;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes observations of one database for a rule, and keeps what the rule finds. */
final class Harbour extends Noted {

    static final Database POSTGRES = new Database(
            "jdbc:postgresql://db:5432/shop", "postgresql", "db", 5432, "shop", "app", false, false, false, null);

    private final Rule<? super JdbcObservation> rule;
    Database database = POSTGRES;
    Phase phase = Phase.REQUEST;
    /** What units of another phase than REQUEST are. */
    Unit.Kind job = Unit.Kind.NONE;

    Opener how = Opener.DIRECT;
    Site site = site("com.acme.OrderDao", "find", 31);
    String weakPassword = "";
    long millis = 1_000_000;
    int openNow;
    int application = 1;
    private long connections;
    private long units;
    private long pools;

    @SuppressWarnings("unchecked") // each rule takes what it needs
    Harbour(Rule<?> rule) {
        this.rule = (Rule<? super JdbcObservation>) rule;
    }

    static Site site(String className, String method, int line) {
        Place place = new Place(className, method, className.substring(className.lastIndexOf('.') + 1) + ".java", line);
        return new Site(
                place,
                false,
                List.of(
                        new Place("org.postgresql.Driver", "connect", "Driver.java", 264),
                        new Place("java.sql.DriverManager", "getConnection", "DriverManager.java", 681),
                        place));
    }

    /** A stack on which the library asks the driver, not the application. */
    static Site through(Site application, String library, String method) {
        List<Place> stack = new ArrayList<>(application.stack());
        stack.add(2, new Place(library, method, null, 0));
        return new Site(application.place(), false, stack);
    }

    Unit unit() {
        Unit.Kind kind = phase == Phase.REQUEST ? Unit.Kind.REQUEST : job;
        return kind == Unit.Kind.NONE ? Unit.NONE : new Unit(++units, kind, false);
    }

    Origin origin(Unit unit) {
        return new Origin(millis, phase, unit, site, 1);
    }

    ConnectionOpened open() {
        return open(unit());
    }

    ConnectionOpened open(Unit unit) {
        openNow++;
        millis += 10;
        ConnectionOpened seen =
                new ConnectionOpened(origin(unit), database, ++connections, how, 4_000_000, openNow, weakPassword);
        rule.inspect(seen, this);
        return seen;
    }

    void close(ConnectionOpened opened, int uses) {
        end(opened, uses, ConnectionClosed.End.CLOSED);
    }

    /** The collector found it unreachable. */
    void lose(ConnectionOpened opened) {
        end(opened, 1, ConnectionClosed.End.LOST);
    }

    private void end(ConnectionOpened opened, int uses, ConnectionClosed.End end) {
        openNow--;
        millis += 10;
        Origin at = opened.origin();
        rule.inspect(
                new ConnectionClosed(
                        new Origin(millis, at.phase(), at.unit(), at.site(), 1),
                        opened.database(),
                        opened.connection(),
                        uses,
                        10_000_000,
                        end),
                this);
    }

    void reuse(ConnectionOpened opened) {
        rule.inspect(new ConnectionReused(opened.origin(), opened.database(), opened.connection()), this);
    }

    /** So many pieces of work, one after the other, each with a connection of its own. */
    void single(int times) {
        for (int i = 0; i < times; i++) {
            close(open(), 1);
        }
    }

    void refuse(String sqlState, int vendorCode) {
        millis += 10;
        rule.inspect(
                new ConnectionRefused(
                        origin(unit()), database, sqlState, vendorCode, "said so", 7, Map.of("com.acme.Dao", 7)),
                this);
    }

    void statement(boolean writes) {
        millis += 10;
        rule.inspect(new StatementRan(origin(unit()), database, writes), this);
    }

    /** A pool was built, for a tenant of its own if that is not 0; its number. */
    long pool(int liveNow) {
        return pool(liveNow, 0);
    }

    long pool(int liveNow, int settings) {
        millis += 10;
        Origin origin = origin(unit());
        long number = ++pools;
        rule.inspect(
                new PoolBuilt(
                        origin, database, "com.zaxxer.hikari.HikariDataSource", liveNow, application, number, settings),
                this);
        return number;
    }

    /** A pool lent to somebody else, or was closed. */
    void lived(long pool, boolean closed) {
        millis += 10;
        rule.inspect(new PoolLived(origin(Unit.NONE), database, pool, closed), this);
    }

    /** Hands the rule an observation that the test made itself. */
    void see(JdbcObservation seen) {
        millis += 10;
        rule.inspect(seen, this);
    }

    /** Now, in a unit of work of its own. */
    Origin here() {
        return origin(unit());
    }

    /** A connection was opened that was set up so. */
    void configured(
            HostClass host,
            long connectMillis,
            long readMillis,
            ConnectionConfigured.Encryption encryption,
            Handshake handshake) {
        millis += 10;
        rule.inspect(
                new ConnectionConfigured(
                        origin(unit()), database, host, connectMillis, readMillis, encryption, handshake),
                this);
    }

    /** So many statements ran on connections without read timeout. */
    void bounded(long statements, long bounded) {
        millis += 10;
        rule.inspect(new StatementsBounded(origin(Unit.NONE), database, statements, bounded), this);
    }

    void conclude() {
        rule.conclude(this);
    }
}
