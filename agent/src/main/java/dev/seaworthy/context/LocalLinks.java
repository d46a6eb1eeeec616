package dev.seaworthy.context;

import dev.seaworthy.observation.HostClass;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds links that lead back to this machine in what the application hands to others, by the name of the value that holds them. */
public final class LocalLinks {

    /** Characters of one text that are looked at. */
    public static final int LONGEST = 65_536;

    private static final int MOST = 8;

    /** What a value is called by which somebody else is to find the way back. */
    private static final String[] BACK = {
        "redirect",
        "callback",
        "webhook",
        "return",
        "success",
        "cancel",
        "notify",
        "notification",
        "failure",
        "postback"
    };

    /** How such a name ends, if it is not one of the words alone. */
    private static final String[] ADDRESS = {"url", "uri", "link", "href", "endpoint", "address", "target"};

    private static final Set<String> ALONE = Set.of("redirect", "callback", "webhook", "returnto", "hookurl", "ipnurl");

    /** This machine's own name, which nobody else can call. */
    private final String self;

    /**
     * A link.
     *
     * @param name of the value that holds it; empty in running text
     * @param host to which it leads, as it stands there
     * @param app whether it may be the loopback redirect of a program on a user's machine, which OAuth provides for
     */
    public record Link(String name, String host, boolean app) {}

    /** That of this machine; its class is loaded only when it is needed. */
    public static LocalLinks here() {
        return Here.LINKS;
    }

    private static final class Here {
        static final LocalLinks LINKS = new LocalLinks(System.getenv());
    }

    /** @param environment what a container names itself by */
    public LocalLinks(Map<String, String> environment) {
        self = environment.getOrDefault("HOSTNAME", "").toLowerCase(Locale.ROOT);
    }

    /** Whether it is worth to look at a text: few say anything that leads here. */
    public boolean isCandidate(String text) {
        return text.contains("localhost")
                || text.contains("127.0.0.1")
                || text.contains("0.0.0.0")
                || text.contains("[::1]")
                || text.contains(".local")
                || text.contains("%5B%3A%3A1%5D")
                || !self.isEmpty() && text.contains(self);
    }

    /** Those in a query or a form; null has none. */
    public List<Link> inQuery(@Nullable String query) {
        List<Link> links = new ArrayList<>();
        if (query == null || !isCandidate(query)) {
            return links;
        }
        boolean proves = query.contains("code_challenge=");
        for (String one : bounded(query).split("&")) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                add(links, decoded(one.substring(0, equals)), decoded(one.substring(equals + 1)), proves);
            }
        }
        return links;
    }

    /** Those in JSON, in members of any depth. */
    public List<Link> inJson(String json) {
        List<Link> links = new ArrayList<>();
        if (!isCandidate(json)) {
            return links;
        }
        String text = bounded(json);
        String name = "";
        for (int at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
            int end = end(text, at + 1);
            if (end < 0) {
                break;
            }
            String string = text.substring(at + 1, end).replace("\\/", "/");
            int next = end + 1;
            while (next < text.length() && text.charAt(next) <= ' ') {
                next++;
            }
            if (next < text.length() && text.charAt(next) == ':') {
                name = string;
            } else {
                add(links, name, string, false);
            }
            at = end + 1;
        }
        return links;
    }

    /** Where a string ends; -1 if it does not. */
    private static int end(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            i += c == '\\' ? 1 : 0;
        }
        return -1;
    }

    /** Those in running text, such as a mail. */
    public List<Link> inText(String mail) {
        List<Link> links = new ArrayList<>();
        if (!isCandidate(mail)) {
            return links;
        }
        String text = bounded(mail);
        for (int at = text.indexOf("://"); at >= 0 && links.size() < MOST; at = text.indexOf("://", at + 3)) {
            boolean web =
                    text.regionMatches(true, at - 4, "http", 0, 4) || text.regionMatches(true, at - 5, "https", 0, 5);
            String host = web ? host(text, at + 3) : "";
            if (leadsHere(host)) {
                links.add(new Link("", host, false));
            }
        }
        return links;
    }

    private void add(List<Link> links, String name, String value, boolean proves) {
        int scheme = value.startsWith("http://") ? 7 : value.startsWith("https://") ? 8 : -1;
        String host = scheme < 0 || links.size() >= MOST || !isWayBack(name) ? "" : host(value, scheme);
        if (leadsHere(host)) {
            boolean loopback = Hosts.classify(host) == HostClass.LOOPBACK;
            links.add(new Link(name, host, proves && loopback));
        }
    }

    private static boolean isWayBack(String name) {
        String plain = plain(name);
        if (ALONE.contains(plain)) {
            return true;
        }
        for (String end : ADDRESS) {
            if (plain.endsWith(end) || plain.endsWith(end + "s")) {
                for (String word : BACK) {
                    if (plain.contains(word)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Letters only, in lower case. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), 80); i++) {
            if (Character.isLetter(name.charAt(i))) {
                plain.append(Character.toLowerCase(name.charAt(i)));
            }
        }
        return plain.toString();
    }

    /** The host that begins there, without user and port. */
    private static String host(String text, int from) {
        int end = from;
        while (end < text.length() && "/?#\"'<>\\ \t\r\n)".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(from, end);
        authority = authority.substring(authority.lastIndexOf('@') + 1);
        if (authority.startsWith("[")) {
            return authority.indexOf(']') < 0 ? "" : authority.substring(0, authority.indexOf(']') + 1);
        }
        int colon = authority.indexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private boolean leadsHere(String host) {
        if (host.isEmpty()) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return Hosts.classify(name) == HostClass.LOOPBACK
                || name.endsWith(".local") && !name.endsWith(".cluster.local")
                || name.equals(self);
    }

    private static String bounded(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return text;
        }
    }
}
