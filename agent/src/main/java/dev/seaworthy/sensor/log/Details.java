package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.DetailLogged;
import dev.seaworthy.observation.DetailLogged.Kind;
import dev.seaworthy.observation.DetailLogged.Scope;
import dev.seaworthy.observation.LogLevel;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Events that developers look for, written while a service runs: below INFO, or SQL and HTTP messages at whatever level.
 * Thread-safe, bounded as the loggers are.
 */
final class Details {

    static final String POINTS = """
            prints? org/hibernate/engine/jdbc/spi/SqlStatementLogger logStatement(Ljava/lang/String;Lorg/hibernate/engine/jdbc/internal/Formatter;)V this
            """;

    private static final Getter PRINTS = new Getter("isLogToStdout");
    private static final String SHOW_SQL = "hibernate.show_sql";

    /** Properties that print what goes over the wire. */
    private static final String[] PROPERTIES = {"javax.net.debug", "jdk.httpclient.HttpClient.log"};

    private static final int MOST_RAISED = 256;

    /** Events of a logger whose messages tell what it shows. */
    static final int EXAMINED = 32;

    /** What the root logger is called by one library or another. */
    private static final String ROOT = "ROOT";

    private final Surroundings surroundings;
    private final Observations observations;
    /** Loggers whose level was lowered while the service ran. */
    private final Set<String> raised = ConcurrentHashMap.newKeySet();
    /** Level of the root logger by library, as far as it can be read. */
    private final Outputs outputs;

    private final LongAdder printed = new LongAdder();
    private long toldPrinted;
    private boolean toldProperties;

    Details(Surroundings surroundings, Observations observations, Outputs outputs) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.outputs = outputs;
    }

    /** An event below INFO was written, one of a logger that shows SQL or HTTP, or one of a logger's first. */
    void logged(LoggedEvent event, LoggerLog logger) {
        Phase phase = surroundings.units().phase();
        if (phase != Phase.REQUEST && phase != Phase.JOB) {
            return;
        }
        boolean below = event.level().compareTo(LogLevel.INFO) < 0;
        if (below && logger.kind == Kind.STEPS && logger.details.sum() < EXAMINED) {
            Kind shown = Detailed.kind(event.message());
            logger.kind = shown;
        }
        if (!below && logger.kind == Kind.STEPS) {
            logger.examined++;
            if (!Detailed.endsMessage(event.message()) && !Detailed.showsRequest(event.message())) {
                return;
            }
            logger.kind = Kind.WIRE;
        }
        if (!below && logger.kind == Kind.WIRE && !Detailed.showsHeaders(event.message())) {
            return; // one line for each call is a log as it should be
        }
        logger.details.increment();
        if (logger.lastDetail == null) {
            logger.detail = event.level();
            logger.lastDetail = surroundings.at(Site.UNKNOWN);
        }
    }

    /** Hibernate runs a statement. */
    void printed(@Nullable Object by) {
        Phase phase = surroundings.units().phase();
        if ((phase == Phase.REQUEST || phase == Phase.JOB) && Boolean.TRUE.equals(PRINTS.read(by))) {
            printed.increment();
        }
    }

    /** Agent's thread. */
    private void tellSettings(long time) {
        if (!surroundings.units().hasServed() && surroundings.units().phase() != Phase.JOB) {
            return;
        }
        Origin here = new Origin(time, Phase.JOB, Unit.NONE, Site.UNKNOWN, 0);
        long now = printed.sum();
        if (now > toldPrinted) {
            toldPrinted = now;
            add(here, SHOW_SQL, Kind.SQL, now);
        }
        if (toldProperties) {
            return;
        }
        toldProperties = true;
        for (String name : PROPERTIES) {
            String value = System.getProperty(name);
            if (value != null && !value.isEmpty() && !value.equals("errors")) {
                add(here, name, Kind.WIRE, 1);
            }
        }
    }

    private void add(Origin here, String setting, Kind kind, long events) {
        observations.add(new DetailLogged(here, "setting", kind, Scope.PART, setting, "", events, false));
    }

    void levelSet(String logger, @Nullable LogLevel level) {
        Phase phase = surroundings.units().phase();
        boolean runs = phase != Phase.STARTUP && surroundings.units().hasServed();
        if (runs && level != null && level.compareTo(LogLevel.INFO) < 0 && raised.size() < MOST_RAISED) {
            raised.add(logger.equals(ROOT) ? "" : logger);
        } else if (runs) {
            raised.remove(logger.equals(ROOT) ? "" : logger);
        }
    }

    private boolean isRaised(String logger) {
        for (String one : raised) {
            if (one.isEmpty()
                    || logger.startsWith(one)
                            && (logger.length() == one.length() || logger.charAt(one.length()) == '.')) {
                return true;
            }
        }
        return false;
    }

    /** Agent's thread. */
    void tick(Iterable<LoggerLog> loggers, long now) {
        tellSettings(now);
        List<String> roots = surroundings.applicationRoots();
        long own = 0;
        long others = 0;
        List<LoggerLog> talking = new ArrayList<>();
        for (LoggerLog logger : loggers) {
            long details = logger.details.sum();
            if (details == 0) {
                continue;
            }
            if (logger.kind == Kind.STEPS && !isRaised(logger.name)) {
                talking.add(logger);
                own += isOwn(logger.name, roots) ? details : 0;
                others += isOwn(logger.name, roots) ? 0 : details;
            } else {
                tellOne(logger, details);
            }
        }
        if (!talking.isEmpty()) {
            tellAll(talking, roots, own, others);
        }
    }

    private void tellOne(LoggerLog logger, long details) {
        Origin origin = logger.lastDetail;
        if (origin != null && details > logger.toldDetails) {
            logger.toldDetails = details;
            add(origin, logger, logger.kind, Scope.PART, logger.name, details, isRaised(logger.name));
        }
    }

    /** One level for many loggers is one setting. */
    private void tellAll(List<LoggerLog> talking, List<String> roots, long own, long others) {
        LoggerLog first = talking.get(0);
        LogLevel root = outputs.rootLevel(first.library);
        boolean whole = root == null ? own > 0 && others > 0 : root.compareTo(LogLevel.INFO) < 0;
        Scope scope = whole ? Scope.ROOT : Scope.APPLICATION;
        String named = whole ? ROOT : ownRoot(talking, roots);
        if (named == null) {
            for (LoggerLog one : talking) {
                tellOne(one, one.details.sum());
            }
            return;
        }
        long all = 0;
        boolean news = false;
        for (LoggerLog one : talking) {
            long details = one.details.sum();
            if (whole || isOwn(one.name, roots)) {
                all += details;
                news |= details > one.toldDetails;
                one.toldDetails = details;
            } else {
                tellOne(one, details);
            }
        }
        Origin origin = first.lastDetail;
        if (news && origin != null) {
            add(origin, first, Kind.STEPS, scope, named, all, false);
        }
    }

    private void add(Origin origin, LoggerLog of, Kind kind, Scope scope, String named, long events, boolean changed) {
        observations.add(new DetailLogged(origin, of.library, kind, scope, named, of.detail.name(), events, changed));
    }

    /** The application's root, if several of its loggers talk, or one that has the root's own name. */
    private static @Nullable String ownRoot(List<LoggerLog> talking, List<String> roots) {
        for (String root : roots) {
            String first = null;
            for (LoggerLog one : talking) {
                if (!isBelow(one.name, root)) {
                    continue;
                }
                if (first != null || one.name.equals(root)) {
                    return root;
                }
                first = one.name;
            }
        }
        return null;
    }

    static boolean isOwn(String logger, List<String> roots) {
        for (String root : roots) {
            if (isBelow(logger, root)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelow(String logger, String root) {
        return !root.isEmpty()
                && logger.startsWith(root)
                && (logger.length() == root.length() || root.endsWith(".") || logger.charAt(root.length()) == '.');
    }
}
