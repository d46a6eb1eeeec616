package dev.seaworthy.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides which requests are answered at all. A {@code Host} that a web page could have chosen is answered with 403. */
final class Gate {

    private static final String TOKEN_NEEDED =
            "this path needs the token of the setting http.token: as Bearer, or as the password of any user";
    private static final String TOKEN_MISSING =
            "this address serves only /metrics and /health: set http.token to see the"
                    + " rest, and give the token as Bearer or as the password of any user";
    /** The second lets a browser ask its user. */
    private static final String SCHEMES =
            "WWW-Authenticate: Bearer\r\nWWW-Authenticate: Basic realm=\"Seaworthy\", charset=\"UTF-8\"";

    private final String bound;
    private final boolean loopback;
    private final byte @Nullable [] token;

    /**
     * @param bound address or name that the setting {@code http.host} says
     * @param loopback whether only this machine reaches it
     * @param token null if none is asked for
     */
    Gate(String bound, boolean loopback, @Nullable String token) {
        this.bound = bound.toLowerCase(Locale.ROOT);
        this.loopback = loopback;
        this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether anybody can read more than numbers: on this machine, or with the token. */
    boolean servesPages() {
        return loopback || token != null;
    }

    /** Why a request is not answered; null if it is. */
    @Nullable
    HttpResponse refusal(HttpRequest request) {
        if (request.wrong() != null) {
            return request.wrong();
        }
        if (request.host() == null || !isOurs(request.host())) {
            return HttpResponse.plain(403, "Host must be the bound address, localhost or an IP address");
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return HttpResponse.plain(405, "only GET and HEAD").with("Allow: GET, HEAD");
        }
        String path = request.path();
        if (path.equals("/health")) {
            return null;
        }
        if (token != null) {
            return carriesToken(request.authorization(), token)
                    ? null
                    : HttpResponse.plain(401, TOKEN_NEEDED).with(SCHEMES);
        }
        return servesPages() || path.equals("/metrics") ? null : HttpResponse.plain(403, TOKEN_MISSING);
    }

    private boolean isOurs(String header) {
        String host = withoutPort(header).toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals(bound) || isIpV4(host) || isIpV6(host);
    }

    private static String withoutPort(String header) {
        int port = header.startsWith("[") ? header.indexOf(']') + 1 : header.indexOf(':');
        if (port < 0 || port == header.length()) {
            return withoutBrackets(header);
        }
        // What is no port stays, so that the name is nobody's.
        return header.substring(port).matches(":[0-9]{0,5}") ? withoutBrackets(header.substring(0, port)) : header;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static boolean isIpV4(String host) {
        String[] parts = host.split("\\.", -1);
        for (String part : parts) {
            if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return parts.length == 4;
    }

    private static boolean isIpV6(String host) {
        return host.indexOf(':') >= 0 && host.matches("[0-9a-f:.]+(%[0-9a-z]+)?");
    }

    /** Takes the same time wherever the first difference is. */
    private static boolean carriesToken(@Nullable String authorization, byte[] token) {
        byte[] given = given(authorization == null ? "" : authorization);
        return given != null && MessageDigest.isEqual(token, given);
    }

    /** What a header gives as a token: by itself, or as the password of whichever user. */
    private static byte @Nullable [] given(String authorization) {
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            // Headers are read as ISO 8859-1: back to the bytes that were sent.
            return authorization.substring(7).trim().getBytes(StandardCharsets.ISO_8859_1);
        }
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            byte[] login = Base64.getDecoder().decode(authorization.substring(6).trim());
            for (int i = 0; i < login.length; i++) {
                if (login[i] == ':') {
                    return Arrays.copyOfRange(login, i + 1, login.length);
                }
            }
        } catch (IllegalArgumentException noBase64) {
            // as good as none
        }
        return null;
    }
}
