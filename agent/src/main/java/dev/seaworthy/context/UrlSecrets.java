package dev.seaworthy.context;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds secrets in the queries of URLs, by parameters' names and by known values; gives out no value. */
public final class UrlSecrets {

    /** Characters of a query that are looked at. */
    private static final int LONGEST = 16_384;

    private static final int MOST = 16;
    private static final int SHORTEST = 8;

    /** Parameters that are called like secrets, and are not, or live for a moment only. */
    private static final Set<String> HARMLESS = Set.of(
            "token_type",
            "tokentype",
            "token_type_hint",
            "token_format",
            "nexttoken",
            "next_token",
            "pagetoken",
            "page_token",
            "nextpagetoken",
            "next_page_token",
            "continuationtoken",
            "continuation_token",
            "continuation",
            "synctoken",
            "sync_token",
            "nextsynctoken",
            "startpagetoken",
            "skiptoken",
            "$skiptoken",
            "scrolltoken",
            "scroll_token",
            "cursortoken",
            "cursor_token",
            "paginationtoken",
            "pagination_token",
            "resumetoken",
            "resume_token",
            "csrf",
            "csrf_token",
            "csrftoken",
            "_csrf",
            "_csrf_token",
            "xsrf_token",
            "authenticity_token",
            "csrfmiddlewaretoken",
            "__requestverificationtoken",
            "idempotency_token",
            "clientrequesttoken",
            "client_token",
            "clienttoken",
            "contenttoken",
            "design_token",
            "public_key",
            "publishable_key",
            "site_key",
            "sitekey");

    /** What stands in links that work once, and may only stand there. */
    private static final Set<String> ONCE = Set.of(
            "code",
            "confirmation_token",
            "confirmationtoken",
            "confirm_token",
            "verification_token",
            "verificationtoken",
            "verify_token",
            "activation_token",
            "activationtoken",
            "reset_token",
            "resettoken",
            "reset_password_token",
            "invite_token",
            "invitation_token",
            "invitationtoken",
            "unsubscribe_token",
            "magic_token",
            "login_token",
            "one_time_token",
            "ott",
            "ticket");

    /** Parameters that make a URL a signed one, which carries its proof by design. */
    private static final Set<String> SIGNATURES =
            Set.of("x-amz-signature", "x-goog-signature", "signature", "sig", "hdnts", "hdnea", "__token__", "policy");

    /** With one of these, a signature belongs to a signed URL. */
    private static final Set<String> SIGNED_WITH = Set.of(
            "x-amz-signature",
            "x-amz-credential",
            "x-goog-credential",
            "x-goog-signature",
            "googleaccessid",
            "key-pair-id",
            "awsaccesskeyid",
            "sv",
            "se",
            "skoid",
            "expires");

    private final SecretBook book;

    /**
     * A secret in a URL.
     *
     * @param kind what it is: {@code parameter}, or as {@link SecretBook.Hit} has it
     * @param name of the parameter, or what the known value is called
     * @param length characters
     * @param known whether the value itself is known to be secret
     * @param once whether it belongs to a link that works once, or to a signed one
     */
    public record Found(String kind, String name, int length, boolean known, boolean once) {}

    public UrlSecrets(SecretBook book) {
        this.book = book;
    }

    /**
     * The secrets in a query; for a thread that may take its time.
     *
     * @param query as it is sent, without its question mark; null has none
     */
    public List<Found> in(@Nullable String query) {
        List<Found> all = new ArrayList<>();
        if (query == null || query.isEmpty()) {
            return all;
        }
        String text = query.length() > LONGEST ? query.substring(0, LONGEST) : query;
        Set<String> names = new HashSet<>();
        List<String[]> parameters = new ArrayList<>();
        for (String one : text.split("&")) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                String name = decoded(one.substring(0, equals));
                parameters.add(new String[] {name, decoded(one.substring(equals + 1))});
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        boolean signed = isSigned(names);
        for (String[] one : parameters) {
            Found found = all.size() < MOST ? judge(one[0], one[1], signed) : null;
            if (found != null) {
                all.add(found);
            }
        }
        return all;
    }

    private @Nullable Found judge(String name, String value, boolean signed) {
        String lower = name.toLowerCase(Locale.ROOT);
        SecretBook.Hit hit = value.length() < SHORTEST ? null : book.find(value);
        if (hit != null && hit.known()) {
            return new Found(hit.kind(), hit.name().isEmpty() ? name : hit.name(), hit.length(), true, false);
        }
        if (HARMLESS.contains(lower) || value.length() < SHORTEST || SecretNames.isMasked(value)) {
            return null;
        }
        if (signed && SIGNED_WITH.contains(lower) && !SIGNATURES.contains(lower)) {
            return null; // who signed it, and for how long
        }
        if (ONCE.contains(lower) || signed && (SIGNATURES.contains(lower) || lower.endsWith("security-token"))) {
            return new Found("parameter", name, value.length(), false, true);
        }
        boolean secret = SecretNames.isSecret(name) && SecretNames.isPlausible(value);
        return secret || hit != null
                ? new Found(secret || hit == null ? "parameter" : hit.kind(), name, value.length(), false, false)
                : null;
    }

    private static boolean isSigned(Set<String> names) {
        for (String one : names) {
            if (SIGNATURES.contains(one)) {
                for (String other : names) {
                    if (SIGNED_WITH.contains(other)) {
                        return true;
                    }
                }
            }
        }
        return false;
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
