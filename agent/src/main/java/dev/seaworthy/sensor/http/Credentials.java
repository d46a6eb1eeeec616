package dev.seaworthy.sensor.http;

import dev.seaworthy.context.SecretBook;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/** Tells which kinds of credentials go along with a call, and hands their values to the secret book, off the application's path. */
final class Credentials {

    static final int USER_INFO = 8;
    private static final int AUTHORIZATION = 1;
    private static final int COOKIE = 2;
    private static final int API_KEY = 4;

    /** Schemes that prove the secret without sending it. */
    private static final String[] PROOFS = {
        "Digest ", "AWS4-", "AWS3-", "AWS ", "Hawk ", "Signature ", "HMAC", "OAuth ", "Negotiate ", "NTLM ", "SharedKey"
    };

    private static final Set<String> SECRET_PARAMETERS = Set.of(
            "password",
            "passwd",
            "pwd",
            "secret",
            "client_secret",
            "token",
            "access_token",
            "auth_token",
            "api_key",
            "apikey",
            "api-key");

    private final Surroundings surroundings;
    private final Late late;
    /** Hashes of values that were handed over, so that a repeated one costs nothing. */
    private final AtomicIntegerArray known = new AtomicIntegerArray(256);

    Credentials(Surroundings surroundings, Late late) {
        this.surroundings = surroundings;
        this.late = late;
    }

    /** Kind of the credential that a header carries, 0 where it carries none. */
    int look(String header, @Nullable String value) {
        int kind = kind(header);
        if (kind == 0 || value == null || value.isEmpty() || kind == AUTHORIZATION && isProof(value)) {
            return 0;
        }
        int hash = value.hashCode();
        if (kind != COOKIE && known.getAndSet(hash & 255, hash) != hash) {
            String name = kind == AUTHORIZATION ? "Authorization" : header;
            late.later(() -> learn(name, value));
        }
        return kind;
    }

    private void learn(String header, String value) {
        int space = value.indexOf(' ');
        String secret = space > 0 && header.equals("Authorization") ? value.substring(space + 1) : value;
        surroundings.secrets().learn(SecretBook.HTTP_CREDENTIAL, header, secret.trim());
    }

    private static int kind(String header) {
        if (header.equalsIgnoreCase("Authorization")) {
            return AUTHORIZATION;
        }
        if (header.equalsIgnoreCase("Cookie")) {
            return COOKIE;
        }
        int length = header.length();
        boolean token = ends(header, "-token")
                && !has(header, "csrf")
                && !has(header, "xsrf")
                && !has(header, "page")
                && !has(header, "continuation")
                && !has(header, "next")
                && !has(header, "sync")
                && !has(header, "metadata");
        return length > 4
                        && (token
                                || ends(header, "api-key")
                                || ends(header, "apikey")
                                || ends(header, "subscription-key")
                                || ends(header, "auth-key")
                                || ends(header, "access-key")
                                || ends(header, "-secret"))
                ? API_KEY
                : 0;
    }

    private static boolean isProof(String value) {
        for (String proof : PROOFS) {
            if (value.regionMatches(true, 0, proof, 0, proof.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean ends(String text, String end) {
        return text.regionMatches(true, text.length() - end.length(), end, 0, end.length());
    }

    private static boolean has(String text, String part) {
        for (int i = 0; i <= text.length() - part.length(); i++) {
            if (text.regionMatches(true, i, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }

    /** The kinds in words; agent's thread. */
    static Set<String> names(int kinds, @Nullable String query, Surroundings surroundings) {
        Set<String> names = new TreeSet<>();
        if ((kinds & AUTHORIZATION) != 0) {
            names.add("Authorization header");
        }
        if ((kinds & COOKIE) != 0) {
            names.add("Cookie header");
        }
        if ((kinds & API_KEY) != 0) {
            names.add("API key header");
        }
        if ((kinds & USER_INFO) != 0) {
            names.add("user info in the URL");
        }
        if (query != null && (hasSecretParameter(query) || isSecret(query, surroundings))) {
            names.add("secret in the query");
        }
        return names.isEmpty() ? Set.of() : names;
    }

    private static boolean isSecret(String query, Surroundings surroundings) {
        return surroundings.secrets().find(query) != null;
    }

    private static boolean hasSecretParameter(String query) {
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0
                    && parameter.length() - equals > 8
                    && SECRET_PARAMETERS.contains(parameter.substring(0, equals).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
