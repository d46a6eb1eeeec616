package dev.seaworthy.context;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands between {@code //} and the next slash of a URL, whatever is behind it: {@code user:password@host:port},
 * with more hosts after commas, or a description in brackets. Of several hosts it is the first.
 *
 * @param hosts as written, without the login
 * @param port 0 where there is none
 */
public record Authority(
        @Nullable String user,
        @Nullable String password,
        String hosts,
        @Nullable String host,
        int port) {

    public static Authority of(String text) {
        String user = null;
        String password = null;
        String hosts = text;
        int at = text.lastIndexOf('@');
        if (at >= 0) {
            String login = text.substring(0, at);
            int colon = login.indexOf(':');
            user = colon < 0 ? login : login.substring(0, colon);
            password = colon < 0 ? null : login.substring(colon + 1);
            hosts = text.substring(at + 1);
        }
        String first = hosts.startsWith("(") || hosts.startsWith("address=") ? hosts : hosts.split(",", 2)[0];
        if (first.contains("(")) {
            return new Authority(user, password, hosts, entry(first, "HOST"), number(entry(first, "PORT")));
        }
        int colon = first.lastIndexOf(':');
        boolean bare = colon < 0 || first.endsWith("]");
        String named = bare ? first : first.substring(0, colon);
        int instance = named.indexOf('\\');
        named = instance < 0 ? named : named.substring(0, instance);
        String host = named.isEmpty() ? null : named.replace("[", "").replace("]", "");
        return new Authority(user, password, hosts, host, bare ? 0 : number(first.substring(colon + 1)));
    }

    /** What a description in brackets says of that: {@code (HOST=db)}; null where it does not. */
    public static @Nullable String entry(String descriptor, String key) {
        int at = descriptor.toUpperCase(Locale.ROOT).indexOf(key);
        int from = at < 0 ? -1 : descriptor.indexOf('=', at);
        int to = from < 0 ? -1 : descriptor.indexOf(')', from);
        return to < 0 ? null : descriptor.substring(from + 1, to).trim();
    }

    /** A port; 0 where it is none. */
    public static int number(@Nullable String text) {
        int value = 0;
        for (int i = 0; text != null && i < text.length() && i < 5; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    @Override
    public String toString() {
        return "Authority of " + hosts; // there may be a password
    }
}
