package dev.seaworthy.rule.http;

import dev.seaworthy.context.Hosts;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Answer;
import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.Limit;
import dev.seaworthy.observation.Limits;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Target;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Rule;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A call as a rule sees it, changed step by step, and what the rule said. */
final class Seen {

    private final URI uri;
    private Phase phase = Phase.REQUEST;
    private String client = "HttpURLConnection";
    private Set<String> credentials = Set.of();
    private boolean ownPort;
    private long connect = 1_000;
    private long read = 1_000;
    private Limit whole = Limit.NOTHING_KNOWN;
    private boolean bounded;
    private boolean headOnly;
    private Outcome outcome = Outcome.ANSWERED;
    private int status = 200;
    private String location = "";
    private boolean streaming;
    private long calls = 1;
    private long millis = 12;
    private final List<Place> between = new ArrayList<>();
    private final List<Place> around = new ArrayList<>();

    private Seen(String uri) {
        this.uri = URI.create(uri);
    }

    static Seen to(String uri) {
        return new Seen(uri);
    }

    Seen phase(Phase other) {
        phase = other;
        return this;
    }

    Seen client(String other) {
        client = other;
        return this;
    }

    Seen with(String... kinds) {
        credentials = Set.of(kinds);
        return this;
    }

    Seen ownPort() {
        ownPort = true;
        return this;
    }

    /** A limit for the call as a whole. */
    Seen whole(long milliseconds) {
        whole = new Limit(milliseconds, Limit.By.REQUEST);
        return this;
    }

    /** 0 = unlimited, negative = unknown. */
    Seen timeouts(long connectMillis, long readMillis) {
        connect = connectMillis;
        read = readMillis;
        return this;
    }

    Seen bounded() {
        bounded = true;
        return this;
    }

    /** The limit for the call as a whole ends with the head of the answer. */
    Seen headOnly() {
        headOnly = true;
        return this;
    }

    Seen ended(Outcome how) {
        outcome = how;
        return this;
    }

    Seen answered(int code, String redirect) {
        status = code;
        location = redirect;
        return this;
    }

    Seen streaming() {
        streaming = true;
        return this;
    }

    Seen calls(long number) {
        calls = number;
        return this;
    }

    Seen took(long measured) {
        millis = measured;
        return this;
    }

    /** A library's frame between the hook and the application's line. */
    Seen through(String className, String method) {
        between.add(new Place(className, method, null, 1));
        return this;
    }

    /** A frame that called the application. */
    Seen inside(String className) {
        around.add(new Place(className, "run", null, 1));
        return this;
    }

    CallSent call() {
        Place place = new Place("com.acme.Shop", "order", "Shop.java", 31);
        List<Place> stack = new ArrayList<>(between);
        stack.add(place);
        stack.addAll(around);
        Origin origin = new Origin(1_000, phase, Unit.NONE, new Site(place, between.isEmpty(), stack), 1);
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        String host = uri.getHost().replace("[", "").replace("]", "");
        return new CallSent(
                origin,
                client,
                "GET",
                new Target(uri.getScheme(), host, port, Hosts.classify(uri.getHost()), ownPort),
                credentials,
                new Limits(limit(connect), limit(read), whole, Limit.NOTHING_KNOWN, bounded, headOnly),
                new Answer(outcome, status, location, streaming, millis * 1_000_000, 1),
                calls);
    }

    private static Limit limit(long set) {
        return set == 0
                ? new Limit(Limit.UNLIMITED, Limit.By.DEFAULT)
                : set < 0 ? Limit.NOTHING_KNOWN : new Limit(set, Limit.By.CLIENT);
    }

    /** What a rule says about this call. */
    List<Found> judgedBy(Rule<? super CallSent> rule) {
        Noted noted = new Noted();
        rule.inspect(call(), noted);
        return noted.found;
    }

    /** Surroundings with two settings. */
    static Surroundings surroundings(String environment, String mesh) {
        return new Surroundings(key -> switch (key) {
            case "environment" -> environment;
            case "mesh" -> mesh;
            default -> null;
        });
    }
}
