package dev.seaworthy.report.html;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.observation.Place;
import dev.seaworthy.report.Coverage;
import dev.seaworthy.report.Hostile;
import dev.seaworthy.report.ProcessFacts;
import dev.seaworthy.report.Report;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.Rules;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports as the agent makes them, with findings of every kind. */
public final class Samples {

    public static final long START = 1_795_360_670_000L;

    private Samples() {}

    /** The rules as they are. */
    @SuppressWarnings("unchecked")
    public static List<RuleCard> catalogue() {
        List<RuleCard> cards = new ArrayList<>();
        for (Rule<?> rule : Rules.all(new Surroundings(key -> null))) {
            cards.add(RuleCard.of((Class<? extends Rule<?>>) rule.getClass()));
        }
        return cards;
    }

    /** The page for a file. */
    public static String page(Report report) {
        StringWriter text = new StringWriter();
        try {
            new HtmlReport().write(text, report, catalogue());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    public static Report report(List<Finding> findings) {
        return report(findings, "com.example.shop.Shop", List.of("Spring Boot"));
    }

    public static Report report(List<Finding> findings, String main, List<String> frameworks) {
        List<Coverage.RuleState> rules = new ArrayList<>();
        for (RuleCard card : catalogue()) {
            boolean seen = !card.area().equals("file") || findings.size() > 5;
            rules.add(new Coverage.RuleState(
                    card.id(), seen ? "active" : "not-evaluated", seen ? null : "no file was written in a request"));
        }
        return new Report(
                new ProcessFacts("0.1.0", 4711, main, "17.0.15", START, "container").with(frameworks),
                START + 185_000,
                List.of(
                        new Coverage.HookState("jdbc.DriverManager", true, null),
                        new Coverage.HookState("http.client", true, null),
                        new Coverage.HookState("server.undertow", false, "its class was not loaded")),
                rules,
                Map.of("jdbc.connection", 57L, "http.call", 40L, "log.event", 12_951L),
                Map.of("observations", 0L, "late-refused", 2L),
                Map.of(),
                Map.of("start-millis", 92L, "cpu-millis", 740L),
                findings);
    }

    /** What a small shop does wrong, of each severity, state and status, with all pictures. */
    public static List<Finding> shop() {
        List<Finding> all = new ArrayList<>();
        all.add(finding(
                "jdbc/unpooled-connection",
                Severity.BLOCKER,
                "com.example.shop.orders.BadOrders",
                "report",
                56,
                "jdbc:postgresql://db.shop.internal:5432/shop",
                "5 connections were opened within 3 s; each one closed so far was used once",
                "Create one pooled DataSource (such as HikariCP) at startup and borrow connections from it",
                12,
                4_000,
                evidence("opens", 12, "single-use", 11, "mean-connect-ms", 3.25, "mean-life-ms", 41, "units", 12)));
        all.add(finding(
                "jdbc/unpooled-connection",
                Severity.BLOCKER,
                "com.example.shop.stock.StockReport",
                "total",
                19,
                "jdbc:postgresql://db.shop.internal:5432/shop",
                "9 connections were opened and closed within 20 s, each used once",
                "Create one pooled DataSource (such as HikariCP) at startup and borrow connections from it",
                9,
                61_000,
                evidence("opens", 9)));
        all.add(finding(
                "log/secret-in-log",
                Severity.BLOCKER,
                "com.example.shop.payment.BadPayment",
                "setUp",
                69,
                "PAYMENT_API_KEY",
                "This environment variable (40 characters) was written to the log",
                "Remove it from the message, and replace the credential",
                1,
                9_000,
                evidence("kind", "environment variable", "name", "PAYMENT_API_KEY", "length", 40)));
        all.add(finding(
                "file/upload-to-local-disk",
                Severity.BLOCKER,
                "com.example.shop.pictures.BadPictures",
                "upload",
                33,
                "/app/uploads",
                "3 uploads (2.1 MB) were kept on the container's own disk",
                "Stream the upload to object storage and keep only its key",
                3,
                22_000,
                evidence("files", 3, "bytes", 2_202_009L, "way", "MultipartFile.transferTo")));
        all.add(finding(
                "jdbc/pool-exceeds-db-limit",
                Severity.HIGH,
                "com.example.shop.Pools",
                "dataSource",
                24,
                "db.shop.internal:5432",
                "Four replicas with a pool of 40 need 160 connections, and the database has 97",
                "Lower maximumPoolSize to about 24 or put a pooler in front",
                1,
                2_000,
                evidence(
                        "limit",
                        100,
                        "reserved",
                        3,
                        "usable",
                        97,
                        "pool-sum",
                        40,
                        "replicas",
                        3,
                        "surge",
                        1,
                        "replicas-that-fit",
                        2,
                        "limit-guessed",
                        true)));
        all.add(finding(
                "http/no-timeout",
                Severity.HIGH,
                "com.example.shop.rates.BadRates",
                "today",
                41,
                "https://rates.example",
                "14 calls without connect and response timeout",
                "Set a connect timeout of at most 2 s and a response timeout of 1 s",
                14,
                31_000,
                evidence("connect-timeout-ms", 0, "read-timeout-ms", 0, "slowest-ms", 212)));
        all.add(finding(
                "server/latency-projection",
                Severity.MEDIUM,
                "com.example.shop.orders.BadOrders",
                "list",
                77,
                "GET /orders",
                "18 ms here become 580 ms in production",
                "Remove round trips in the order listed",
                60,
                47_000,
                evidence(
                        "local-millis",
                        18,
                        "projected-millis",
                        580,
                        "round-trips",
                        49,
                        "assumption",
                        "a round trip takes 2 ms to the database and 80 ms to a public service")));
        all.add(finding(
                "log/system-out",
                Severity.MEDIUM,
                "com.example.shop.Debug",
                "print",
                12,
                "",
                "120 lines printed in requests",
                "Use a logger instead, as in log.info(\"…\")",
                1_204,
                5_000,
                evidence("lines", 1_204, "channel", "stdout")));
        all.add(with(
                finding(
                        "http/plain-http",
                        Severity.HIGH,
                        "com.example.shop.rates.BadRates",
                        "yesterday",
                        58,
                        "http://rates.example",
                        "1 call over plain HTTP",
                        "Call the service by https",
                        1,
                        90_000,
                        evidence("bytes", 410)),
                State.SUSPECTED,
                Status.OPEN));
        all.add(with(
                finding(
                        "http/localhost-endpoint",
                        Severity.BLOCKER,
                        "com.example.shop.Old",
                        "call",
                        7,
                        "http://localhost:8081",
                        "3 calls to localhost",
                        "Read the base URL from configuration",
                        3,
                        90_000,
                        Map.of()),
                State.CONFIRMED,
                Status.BASELINE));
        all.add(with(
                finding(
                        "jdbc/privileged-login",
                        Severity.HIGH,
                        "com.example.shop.Old",
                        "login",
                        9,
                        "jdbc:postgresql://db:5432/shop",
                        "The application logs in as postgres",
                        "Create a login",
                        3,
                        90_000,
                        evidence("retracted", "the login turned out to have few rights")),
                State.RESOLVED,
                Status.OPEN));
        return all;
    }

    /** So many findings, of the rules that there are. */
    public static List<Finding> many(int count) {
        return many(count, catalogue());
    }

    /** The same of these rules alone. */
    public static List<Finding> many(int count, List<RuleCard> rules) {
        List<Finding> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RuleCard rule = rules.get(i % rules.size());
            all.add(finding(
                    rule.id(),
                    Severity.values()[i % 5],
                    "com.example.generated.module" + i % 37 + ".SomeServiceImplementation" + i,
                    "handleRequest" + i,
                    i + 1,
                    "jdbc:postgresql://db-" + i + ".internal:5432/shop",
                    i + " connections were opened and closed within 3 s, each used once",
                    rule.fix(),
                    i + 1L,
                    i * 90L,
                    evidence("opens", i, "single-use", i, "mean-connect-ms", 3.25)));
        }
        return all;
    }

    /** Texts that must stay texts, everywhere, and names that do not end. */
    public static List<Finding> hostile() {
        String endless = "x".repeat(100_000);
        List<Finding> all = new ArrayList<>();
        int i = 0;
        for (String text : List.of(
                Hostile.TEXT,
                "</title></style></script></textarea><img src=x onerror=alert(1)>",
                "\" onfocus=alert(1) autofocus x=\"' onclick='alert(2)",
                "javascript:alert(document.domain)",
                "{{style}}{{{style}}}{{#topics}}",
                "[click](javascript:alert(1)) <b>**bold**</b> ![x](http://evil.example/x.png)",
                "\u202e\u2066gnp.exe\u2069\u200f\ufeff",
                endless)) {
            Place place = new Place("com.acme." + text, text, text, 1 + i);
            all.add(new Finding(
                    text,
                    i % 2 == 0 ? "http/plain-http" : text,
                    text,
                    text,
                    Severity.values()[i % 5],
                    i % 3 == 2 ? State.SUSPECTED : State.CONFIRMED,
                    i == 5 ? Status.SUPPRESSED : Status.OPEN,
                    text,
                    text,
                    text,
                    place,
                    List.of(place, place),
                    3,
                    START + i,
                    START + 5_000,
                    evidence(
                            text,
                            text,
                            "list",
                            List.of(text, text),
                            "map",
                            Map.of(text, text),
                            "local-millis",
                            1,
                            "projected-millis",
                            2,
                            "round-trips",
                            -5,
                            "assumption",
                            text)));
            i++;
        }
        return all;
    }

    static Finding with(Finding of, Map<String, Object> evidence) {
        return with(of, of.state(), of.status(), evidence);
    }

    public static Finding with(Finding of, State state, Status status) {
        return with(of, state, status, of.evidence());
    }

    private static Finding with(Finding of, State state, Status status, Map<String, Object> evidence) {
        return new Finding(
                of.id(),
                of.rule(),
                of.variant(),
                of.area(),
                of.severity(),
                state,
                status,
                of.message(),
                of.fix(),
                of.target(),
                of.location(),
                of.stack(),
                of.count(),
                of.firstSeen(),
                of.lastSeen(),
                evidence);
    }

    public static Map<String, Object> evidence(Object... namesAndValues) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            evidence.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return evidence;
    }

    private static Finding finding(
            String rule,
            Severity severity,
            String type,
            String method,
            int line,
            String target,
            String message,
            String fix,
            long count,
            long after,
            Map<String, Object> evidence) {
        Place place = new Place(type, method, type.substring(type.lastIndexOf('.') + 1) + ".java", line);
        return new Finding(
                rule.substring(rule.indexOf('/') + 1) + "-" + Integer.toHexString((type + method).hashCode()),
                rule,
                null,
                rule.substring(0, rule.indexOf('/')),
                severity,
                State.CONFIRMED,
                Status.OPEN,
                message,
                fix,
                target,
                place,
                List.of(place, new Place("com.example.shop.web.Dispatcher", "handle", "Dispatcher.java", 88)),
                count,
                START + after,
                START + after + 20_000,
                evidence);
    }
}
