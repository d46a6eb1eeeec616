package dev.seaworthy.sensor.sql;

import dev.seaworthy.context.Authority;
import dev.seaworthy.context.MadeUpNames;
import dev.seaworthy.observation.Database;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JDBC URLs of all products, known or not: what is named, never the parameters, never a credential. */
public final class JdbcUrls {

    /** Sub-protocols of drivers that only pass on: what follows is the URL proper. */
    private static final String[] WRAPPERS = {
        "p6spy:", "log4jdbc:", "otel:", "aws-wrapper:", "tracing:", "datasource-proxy:", "sniffy:", "apm:", "perfmon:"
    };

    private JdbcUrls() {}

    public static Parsed parse(String url) {
        String rest = url.startsWith("jdbc:") ? url.substring(5) : url;
        for (int i = 0; i < WRAPPERS.length; i++) {
            if (rest.startsWith(WRAPPERS[i])) {
                rest = rest.substring(WRAPPERS[i].length());
                i = -1;
            }
        }
        int colon = rest.indexOf(':');
        String product = (colon < 0 ? rest : rest.substring(0, colon)).toLowerCase(Locale.ROOT);
        String body = colon < 0 ? "" : rest.substring(colon + 1);
        return new Parsed(product, body);
    }

    /** One URL taken apart. */
    public static final class Parsed {
        private final String product;
        private final Map<String, String> parameters = new HashMap<>();
        private String shown;
        private @Nullable String host;
        private int port;
        private @Nullable String name;
        private @Nullable String user;
        private @Nullable String password;

        Parsed(String product, String body) {
            this.product = product;
            // user/password@//host: what a password holds is no parameter, and none of it is shown.
            int login = body.startsWith("//") ? -1 : body.lastIndexOf("@//");
            String path = parameters(body.substring(login + 1));
            path = product.equals("oracle") ? oracle(body.substring(0, login + 1) + path) : path;
            int authority = path.indexOf("//");
            if (authority >= 0) {
                path = authority(path, authority);
            } else if (product.equals("mysql") || !Embedded.isProduct(product)) {
                int at = path.lastIndexOf('@');
                path = at >= 0 && !product.equals("oracle") ? path.substring(at + 1) : path;
                name = name == null ? after(path, ':') : name;
            } else {
                name = path.substring(path.indexOf(':') + 1);
            }
            shown = "jdbc:" + product + ":" + (Embedded.isProduct(product) ? MadeUpNames.withoutUuid(path) : path);
        }

        /** Cuts off and reads what follows the first {@code ?} or {@code ;}. */
        private String parameters(String body) {
            int end = body.length();
            for (int i = 0; i < body.length(); i++) {
                char c = body.charAt(i);
                if (c == ';' || c == '?' || c == '&') {
                    end = i;
                    break;
                }
            }
            // DB2 and Informix: //host:50000/db:user=…;password=…;
            int slash = body.indexOf('/', Math.max(0, body.indexOf("//") + 2));
            int equals = body.indexOf('=');
            if (slash > 0 && equals > slash && equals < end && body.startsWith("//")) {
                int colon = body.lastIndexOf(':', equals);
                end = colon > slash ? colon : end;
            }
            int from = end + 1;
            while (from < body.length()) {
                int to = from;
                while (to < body.length() && body.charAt(to) != ';' && body.charAt(to) != '&') {
                    to++;
                }
                int is = body.indexOf('=', from);
                if (is > from && is < to) {
                    parameters.put(
                            body.substring(from, is).trim().toLowerCase(Locale.ROOT),
                            body.substring(is + 1, to).trim());
                } else if (to > from && (is < 0 || is > to)) {
                    // jdbc:postgresql://db/shop?ssl
                    parameters.put(body.substring(from, to).trim().toLowerCase(Locale.ROOT), "true");
                }
                from = to + 1;
            }
            return body.substring(0, end);
        }

        /** {@code thin:scott/tiger@//host:1521/service}, {@code thin:@host:1521:sid}, {@code thin:@(DESCRIPTION=…)}. */
        private String oracle(String path) {
            int at = path.lastIndexOf('@');
            if (at < 0) {
                return path;
            }
            String kind = path.substring(0, path.indexOf(':') + 1);
            String login = path.substring(kind.length(), at);
            int slash = login.indexOf('/');
            user = login.isEmpty() ? null : slash < 0 ? login : login.substring(0, slash);
            password = slash < 0 ? null : login.substring(slash + 1);
            String where = path.substring(at + 1);
            if (where.startsWith("(")) {
                host = Authority.entry(where, "HOST");
                port = Authority.number(Authority.entry(where, "PORT"));
                name = Authority.entry(where, "SERVICE_NAME");
                name = name == null ? Authority.entry(where, "SID") : name;
            } else if (!where.startsWith("//")) {
                String[] parts = where.split("[:/]");
                // A single word is an alias that only a file of Oracle's knows.
                host = parts[0].isEmpty() || parts.length == 1 ? null : parts[0];
                port = parts.length > 1 ? Authority.number(parts[1]) : 0;
                name = parts.length > 2
                        ? parts[2]
                        : parts.length == 1 ? parts[0] : parts.length > 1 && port == 0 ? parts[1] : null;
            }
            return kind + "@" + where;
        }

        private String authority(String path, int at) {
            int begin = at + 2;
            int end = path.indexOf('/', begin);
            String rest = end < 0 ? "" : path.substring(end);
            Authority authority = Authority.of(end < 0 ? path.substring(begin) : path.substring(begin, end));
            user = authority.user() == null ? user : authority.user();
            password = authority.user() == null ? password : authority.password();
            host = authority.host();
            port = authority.port();
            name = rest.length() > 1 ? rest.substring(1) : name;
            return path.substring(0, begin) + authority.hosts() + rest;
        }

        /** What only the DataSource knew. */
        public void fill(@Nullable String otherHost, int otherPort, @Nullable String otherName) {
            if (otherHost != null && shown.equals("jdbc:" + product + "://")) {
                shown = "jdbc:" + product + ":";
            }
            boolean bare = shown.equals("jdbc:" + product + ":");
            // Only the client half of a database that can run in-process has a server's name.
            if (bare && otherHost != null) {
                shown += "//" + otherHost + (otherPort > 0 ? ":" + otherPort : "")
                        + (otherName == null ? "" : "/" + otherName);
                host = otherHost;
                port = otherPort;
                name = otherName;
            } else if (bare && otherName != null) {
                shown += otherName;
                name = otherName;
            }
        }

        /** What follows the path, by lower-case name. */
        public Map<String, String> parameters() {
            return parameters;
        }

        public String product() {
            return product;
        }

        public @Nullable String host() {
            return host;
        }

        public @Nullable String user() {
            return user != null ? user : any("user", "username", "uid", "usr");
        }

        public @Nullable String password() {
            return password != null ? password : any("password", "pwd", "pass");
        }

        public Database database(@Nullable String login) {
            String path = shown.substring(("jdbc:" + product + ":").length());
            boolean embedded = Embedded.isInProcess(product, path);
            String known = name != null && !name.isEmpty() ? name : any("databasename", "database", "servicename");
            return new Database(
                    shown,
                    product,
                    embedded ? null : host,
                    embedded ? 0 : port,
                    known == null || embedded ? known : MadeUpNames.withoutUuid(known),
                    login,
                    embedded,
                    embedded && Embedded.isMemory(product, path, parameters),
                    embedded && Embedded.isReadOnly(product, path, parameters),
                    embedded ? dialect() : null);
        }

        private @Nullable String dialect() {
            String mode = product.equals("h2") ? parameters.get("mode") : null;
            if (mode == null && product.equals("hsqldb")) {
                for (Map.Entry<String, String> entry : parameters.entrySet()) {
                    // sql.syntax_pgs=true
                    if (entry.getKey().startsWith("sql.syntax_")
                            && entry.getValue().equals("true")) {
                        return entry.getKey().substring("sql.syntax_".length());
                    }
                }
            }
            return mode == null || mode.equalsIgnoreCase("REGULAR") ? null : mode;
        }

        private @Nullable String any(String... keys) {
            for (String key : keys) {
                String value = parameters.get(key);
                if (value != null && !value.isEmpty()) {
                    return value;
                }
            }
            return null;
        }

        private static @Nullable String after(String path, char mark) {
            String last = path.substring(path.lastIndexOf(mark) + 1);
            return last.isEmpty() ? null : last;
        }
    }
}
