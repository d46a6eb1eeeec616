package dev.seaworthy.observation;

import org.jspecify.annotations.Nullable;

/**
 * What a JDBC URL names, without its parameters and without any secret.
 *
 * @param url the URL without parameters and credentials, {@code jdbc:postgresql://db:5432/shop}
 * @param product lower-case sub-protocol: {@code postgresql}, {@code mysql}, {@code h2} …
 * @param host host name as written, null for in-process databases or where the URL has none
 * @param port port, 0 where the URL has none
 * @param name database name, null where unknown
 * @param user login, null where unknown
 * @param embedded whether the database runs inside this process
 * @param memory whether it keeps its data in memory only
 * @param readOnly whether the URL opens it read-only
 * @param dialect product whose dialect an embedded database imitates ({@code MODE=PostgreSQL}), null where none
 */
public record Database(
        String url,
        String product,
        @Nullable String host,
        int port,
        @Nullable String name,
        @Nullable String user,
        boolean embedded,
        boolean memory,
        boolean readOnly,
        @Nullable String dialect) {

    /** One of which nothing is known. */
    public static final Database UNKNOWN = new Database("", "", null, 0, null, null, false, false, false, null);
}
