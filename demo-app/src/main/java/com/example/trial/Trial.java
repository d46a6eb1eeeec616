package com.example.trial;

import com.example.shop.Endpoint;
import com.example.shop.Shows.Side;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sea trial: starts the shop with the agent, uses all good endpoints and then all bad ones, shows what the agent
 * says, and checks that it said all that it should and nothing else.
 */
public final class Trial {

    /** More often than any of the rules wants to see a thing before it speaks. */
    private static final int VISITS = 8;

    /** What a few rules need to be sure: a leak has to leave something in the pool, a limit is judged over many statements. */
    private static final Map<String, Integer> OTHER_VISITS = Map.of(
            "file/disk-fill", 110,
            "file/handle-leak", 60,
            "http/client-per-call", 60,
            "http/connection-not-reused", 30,
            "jdbc/connection-leak", 4,
            "jdbc/no-socket-timeout", 24,
            "jdbc/pool-exhausted", 1,
            "log/mdc-leak", 24);

    /** What shows only once many ask at the same time. */
    private static final Set<String> CROWDED = Set.of("http/pool-too-small", "jdbc/too-many-clients");

    /** What the agent is sure of only after a while, or at the end. */
    private static final Set<String> SLOW = Set.of("http/connection-not-reused");

    /** More than the database accepts connections. */
    private static final int CROWD = 40;

    private final Voyage voyage;
    private final PrintStream out;
    private final List<String> complaints = new ArrayList<>();
    private List<Endpoint> bad = List.of();
    private String metrics = "";

    private Trial(Voyage voyage, PrintStream out) {
        this.voyage = voyage;
        this.out = out;
    }

    /**
     * Arguments: the directory of the built module demo-app, and {@code --stay} to start the shop, use nothing and wait
     * for Ctrl-C. Exits with 1 where the agent missed or made up something.
     */
    public static void main(String[] args) throws InterruptedException {
        Voyage voyage = Voyage.of(Path.of(args[0]), Path.of(System.getProperty("java.home")), "demo");
        List<String> complaints;
        try {
            complaints = args.length > 1 && args[1].equals("--stay") ? stay(voyage) : run(voyage, System.out);
        } catch (IOException | IllegalStateException failure) {
            complaints = List.of(failure.toString());
        }
        complaints.forEach(complaint -> System.out.println("FAILED: " + complaint));
        System.exit(complaints.isEmpty() ? 0 : 1);
    }

    /** Runs the trial; returns what went wrong, one sentence each. */
    public static List<String> run(Voyage voyage, PrintStream out) throws IOException, InterruptedException {
        Trial trial = new Trial(voyage, out);
        try (RunningShop shop = RunningShop.start(voyage)) {
            trial.sail(shop);
        }
        return trial.complaints;
    }

    private static List<String> stay(Voyage voyage) throws IOException, InterruptedException {
        try (RunningShop shop = RunningShop.start(voyage)) {
            System.out.println("The shop: " + shop.address());
            System.out.println("The agent: " + shop.agentAddress());
            System.out.println("Its warnings: " + voyage.agentLog());
            System.out.println("Ctrl-C stops both.");
            shop.await();
        }
        return List.of();
    }

    private void sail(RunningShop shop) throws IOException, InterruptedException {
        out.println("Starting the shop with the agent ...");
        Traffic traffic = new Traffic(shop.address());
        Patience.until("the shop is healthy", Duration.ofSeconds(30), traffic::isHealthy);
        Optional<Path> prometheus = Prometheus.program();
        if (prometheus.isPresent()) {
            try (Prometheus watching = Prometheus.start(prometheus.get(), voyage, shop.agentAddress())) {
                sail(shop, traffic);
                isAlarmed(watching);
            }
        } else if (System.getenv("CI") != null) {
            complaints.add("no Prometheus is installed");
        } else {
            sail(shop, traffic);
        }
        land(shop);
    }

    private void isAlarmed(Prometheus prometheus) throws InterruptedException {
        List<String> alerts = new ArrayList<>();
        if (!Patience.within(Duration.ofSeconds(15), () -> alerts.addAll(prometheus.alerts()))) {
            complaints.add("Prometheus raised no alert");
        }
        show("Prometheus alerts:", alerts.stream().distinct().toList());
    }

    private void sail(RunningShop shop, Traffic traffic) throws IOException, InterruptedException {
        AgentPages agent = new AgentPages(shop.agentAddress());
        bad = traffic.endpoints(Side.BAD);

        out.println("Using the good endpoints ...");
        useGood(traffic);
        for (Finding finding : agent.report().findings()) {
            if (finding.isLoud()) {
                complaints.add("a good endpoint caused " + finding);
            }
        }
        out.println("Using the bad endpoints ...");
        useBad(traffic);
        shop.collectGarbage();
        if (!Patience.within(Duration.ofSeconds(30), () -> hasAllRules(agent.report()))) {
            out.println("Some rules have not reported yet; continuing.");
        }
        show("What the agent says:", lines(voyage.agentLog(), " WARN "));
        metrics = agent.metrics();
        show("What Prometheus sees:", FindingTable.nonZero(metrics));
    }

    /** What an endpoint that shows how an error is handled has to answer. */
    private static int expected(Endpoint endpoint) {
        return endpoint.rule().equals("log/error-swallowed") ? 500 : 200;
    }

    private void land(RunningShop shop) throws IOException, InterruptedException {
        out.println("Stopping the shop ...");
        Instant stopped = Instant.now();
        int status = shop.stop();
        if (status != 128 + 15) {
            complaints.add("after SIGTERM the shop ended with status " + status);
        }
        Report report = Report.parse(Files.readString(voyage.report()));
        if (report.writtenAt().isBefore(stopped)) {
            complaints.add("the last report was written at " + report.writtenAt() + ", and SIGTERM came at " + stopped);
        }
        show("The findings:", FindingTable.of(report));
        out.println("Report: " + voyage.report());
        out.println("Log of the shop: " + voyage.shopLog());
        out.println("Log of the agent: " + voyage.agentLog());

        complaints.addAll(new Expectation(bad).complaints(report));
        complaints.addAll(OtherReports.complaints(voyage.output(), Expectation.RULES));
        keepsTheSecret();
        if (complaints.isEmpty()) {
            out.println("All " + Expectation.RULES.size()
                    + " rules reported, each at its own line, and nothing at the good endpoints.");
        }
    }

    private void useGood(Traffic traffic) throws IOException, InterruptedException {
        for (Endpoint endpoint : traffic.endpoints(Side.GOOD)) {
            List<Integer> statuses = new ArrayList<>(traffic.call(endpoint, VISITS));
            if (CROWDED.contains(endpoint.rule())) {
                statuses.addAll(traffic.callAtOnce(endpoint, CROWD));
            }
            if (statuses.stream().anyMatch(status -> status != expected(endpoint))) {
                complaints.add(endpoint.path() + " answered " + statuses);
            }
        }
    }

    private void useBad(Traffic traffic) throws IOException, InterruptedException {
        for (Endpoint endpoint : bad) {
            List<Integer> statuses = traffic.call(endpoint, OTHER_VISITS.getOrDefault(endpoint.rule(), VISITS));
            if (statuses.stream().anyMatch(status -> status != expected(endpoint))) {
                complaints.add(endpoint.path() + " answered " + statuses);
            }
        }
        // Each takes a second connection while others work: then the pool can come to a standstill.
        List<Integer> nested = traffic.callBeside(of("jdbc/pool-exhausted"), 5, of("jdbc/nested-connection"), 3);
        if (nested.stream().anyMatch(status -> status != 200)) {
            complaints.add("a small crowd was answered " + nested);
        }
        // The agent warns while everything still works ...
        if (!Patience.within(
                Duration.ofSeconds(15),
                () -> !lines(voyage.agentLog(), "jdbc/unpooled-connection").isEmpty())) {
            complaints.add("no warning of jdbc/unpooled-connection before the crowd came");
        }
        // ... and then the crowd comes.
        CROWDED.forEach(rule -> traffic.callAtOnce(of(rule), CROWD));
        if (lines(voyage.shopLog(), "FATAL: sorry, too many clients already").isEmpty()) {
            complaints.add("the database refused no connection");
        }
    }

    private Endpoint of(String rule) {
        return bad.stream()
                .filter(endpoint -> endpoint.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static boolean hasAllRules(Report report) {
        return Expectation.RULES.stream()
                .filter(rule -> !SLOW.contains(rule))
                .allMatch(rule -> report.findings().stream()
                        .anyMatch(finding -> finding.rule().equals(rule) && finding.isConfirmed()));
    }

    private void keepsTheSecret() throws IOException {
        StringBuilder all = new StringBuilder(metrics)
                .append(Files.readString(voyage.report()))
                .append(RunningShop.read(voyage.agentLog()));
        for (String name : OtherReports.NAMES) {
            all.append(RunningShop.read(voyage.output().resolve(name)));
        }
        if (all.indexOf(voyage.apiKey()) >= 0) {
            complaints.add("the agent repeated the API key");
        }
    }

    private void show(String title, List<String> lines) {
        out.println();
        out.println(title);
        lines.forEach(out::println);
        out.println();
    }

    private static List<String> lines(Path file, String part) throws IOException {
        return RunningShop.read(file)
                .lines()
                .filter(line -> line.contains(part))
                .toList();
    }
}
