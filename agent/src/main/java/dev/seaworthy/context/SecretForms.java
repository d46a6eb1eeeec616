package dev.seaworthy.context;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what has the form of a secret: a plain search for its beginning, which is then read forwards once, so that
 * no text makes it slow. Allocates only where a beginning was found.
 */
final class SecretForms {

    /** A secret's kind, and where in the text it stands. */
    record Span(String kind, int start, int end) {}

    private static final int FORMS = 7;

    private static final int LONGEST_RUN = 8192; // of a text made of nothing but beginnings
    private static final int LONGEST_TOKEN = 255;

    private SecretForms() {}

    /** The first secret of any form. */
    static @Nullable Span first(String text) {
        for (int form = 0; form < FORMS; form++) {
            Span span = next(form, text, 0);
            if (span != null) {
                return span;
            }
        }
        return null;
    }

    /** Whether the text is one secret of such a form and nothing else, so that it is recognised wherever it stands. */
    static boolean isWhole(String text) {
        Span span = first(text);
        return span != null && span.start() == 0 && span.end() == text.length();
    }

    static int forms() {
        return FORMS;
    }

    /** The first secret of one form at or after {@code from}. */
    static @Nullable Span next(int form, String text, int from) {
        return switch (form) {
            case 0 -> privateKey(text, from);
            case 1 -> webToken(text, from);
            case 2 -> awsKey(text, from);
            case 3 -> prefixed(text, from);
            case 4 -> authorization(text, from);
            case 5 -> NamedPasswords.next(text, from);
            default -> userInfo(text, from);
        };
    }

    /** A PEM block with at least its first line: the heading alone is what error messages quote. */
    private static @Nullable Span privateKey(String text, int from) {
        for (int at = text.indexOf("-----BEGIN ", from); at >= 0; at = text.indexOf("-----BEGIN ", at + 1)) {
            int heading = text.indexOf("-----", at + 11);
            if (heading < 0 || heading > at + 60 || !text.startsWith("PRIVATE KEY", heading - 11)) {
                continue;
            }
            int body = heading + 5;
            while (body < text.length() && (text.charAt(body) <= ' ' || text.startsWith("\\n", body))) {
                body += text.charAt(body) == '\\' ? 2 : 1;
            }
            boolean encrypted = text.startsWith("Proc-Type", body);
            if (!encrypted && run(text, body, "+/=") - body < 32) {
                continue;
            }
            int end = text.indexOf("-----END ", body);
            int close = end < 0 ? -1 : text.indexOf("-----", end + 9);
            return new Span("private key", at, close < 0 ? text.length() : close + 5);
        }
        return null;
    }

    private static @Nullable Span webToken(String text, int from) {
        for (int at = text.indexOf("eyJ", from); at >= 0; at = text.indexOf("eyJ", at + 1)) {
            if (at > 0 && isUrlBase64(text.charAt(at - 1)) && !isColor(text, at - 1)) {
                continue;
            }
            int header = run(text, at, "-_");
            int payload = dotted(text, header);
            int signature = payload < 0 ? -1 : dotted(text, payload);
            if (signature - payload > 16
                    && isJson(text.substring(at, header), "\"alg\"")
                    && isJson(text.substring(header + 1, payload), "")) {
                return new Span("JWT", at, signature);
            }
        }
        return null;
    }

    private static @Nullable Span awsKey(String text, int from) {
        for (int at = text.indexOf("IA", from); at >= 0; at = text.indexOf("IA", at + 1)) {
            int start = at - 2;
            if (start < from || !text.startsWith("AK", start) && !text.startsWith("AS", start)) {
                continue;
            }
            int end = run(text, start, "", 21);
            if (end - start == 20
                    && isFresh(text, start)
                    && isUpper(text, start, end)
                    && isRandom(text, start, end)
                    && text.indexOf("EXAMPLE", start) != end - 7) {
                return new Span("AWS access key id", start, end);
            }
        }
        return null;
    }

    /** Tokens that say whose they are: GitHub's, Stripe's, Slack's. */
    private static @Nullable Span prefixed(String text, int from) {
        for (int at = text.indexOf('_', from); at >= 0; at = text.indexOf('_', at + 1)) {
            if (at >= 3 && text.startsWith("gh", at - 3) && "posur".indexOf(text.charAt(at - 1)) >= 0) {
                Span span = token("GitHub token", text, at - 3, at + 1, "", 30);
                if (span != null) {
                    return span;
                }
            } else if (at >= 6 && text.startsWith("github_pat_", at - 6) && !text.startsWith("github_", at + 5)) {
                Span span = token("GitHub token", text, at - 6, at + 5, "_", 40);
                if (span != null) {
                    return span;
                }
            } else if (at >= 2 && (text.startsWith("sk_live_", at - 2) || text.startsWith("rk_live_", at - 2))) {
                Span span = token("Stripe key", text, at - 2, at + 6, "", 16);
                if (span != null) {
                    return span;
                }
            }
        }
        for (int at = text.indexOf("xox", from); at >= 0; at = text.indexOf("xox", at + 1)) {
            if (at + 4 < text.length() && "baprs".indexOf(text.charAt(at + 3)) >= 0 && text.charAt(at + 4) == '-') {
                Span span = token("Slack token", text, at, at + 5, "-", 16);
                if (span != null) {
                    return span;
                }
            }
        }
        return null;
    }

    private static @Nullable Span authorization(String text, int from) {
        for (int at = text.indexOf("earer ", from); at >= 0; at = text.indexOf("earer ", at + 1)) {
            int start = at + 6;
            int end = run(text, start, "-._~+/=");
            if (at > 0
                    && (text.charAt(at - 1) | 0x20) == 'b'
                    && end - start >= 16
                    && isRandom(text, start, end)
                    && !isName(text, start, end)) {
                return new Span("bearer token", start, end);
            }
        }
        for (int at = text.indexOf("asic ", from); at >= 0; at = text.indexOf("asic ", at + 1)) {
            int start = at + 5;
            int end = run(text, start, "+/=");
            if (at > 0 && (text.charAt(at - 1) | 0x20) == 'b' && end - start >= 8 && isPair(text, start, end)) {
                return new Span("basic credentials", start, end);
            }
        }
        return null;
    }

    static @Nullable Span userInfo(String text, int from) {
        for (int at = text.indexOf("://", from); at >= 0; at = text.indexOf("://", at + 3)) {
            int sign = -1;
            int colon = -1;
            for (int i = at + 3; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c <= ' ' || c == '/' || c == '?' || c == '#' || c == '"' || c == '\'' || c == ',' || c == '<') {
                    break;
                }
                if (c == ':' && colon < 0) {
                    colon = i;
                } else if (c == '@') {
                    sign = i;
                }
            }
            if (colon > at + 2 && sign > colon + 3) {
                String password = text.substring(colon + 1, sign);
                String lower = password.toLowerCase(java.util.Locale.ROOT);
                if (!SecretNames.isMasked(password)
                        && !SecretNames.isDefault(password)
                        && !text.startsWith(password + ":", at + 3)
                        && !lower.equals("pass")
                        && !lower.equals("admin")
                        && !lower.equals("guest")
                        && !lower.equals("secret")) {
                    return new Span("password in URL", colon + 1, sign);
                }
            }
        }
        return null;
    }

    private static @Nullable Span token(String kind, String text, int start, int body, String also, int least) {
        int end = run(text, body, also, LONGEST_TOKEN);
        return isFresh(text, start) && end - body >= least && isRandom(text, body, end)
                ? new Span(kind, start, end)
                : null;
    }

    /** Letters and digits, of which there are many different ones: no placeholder, no word. */
    private static boolean isRandom(String text, int start, int end) {
        boolean digit = false;
        boolean letter = false;
        long seen = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digit |= c >= '0' && c <= '9';
            letter |= c >= 'A';
            seen |= 1L << (c & 63);
        }
        return digit && letter && Long.bitCount(seen) >= 6;
    }

    /** Of words with hardly a digit, as classes are named. */
    private static boolean isName(String text, int start, int end) {
        int digits = 0;
        int small = 0;
        int longest = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digits += c >= '0' && c <= '9' ? 1 : 0;
            small = c >= 'a' && c <= 'z' ? small + 1 : 0;
            longest = Math.max(longest, small);
        }
        return digits <= 2 && longest >= 7;
    }

    private static boolean isFresh(String text, int start) {
        return start == 0 || !isWord(text.charAt(start - 1)) || isColor(text, start - 1);
    }

    /** Whether that is the last character of a terminal's color code. */
    private static boolean isColor(String text, int last) {
        int at = text.charAt(last) == 'm' ? last - 1 : last;
        while (at > 0 && at < last && (Character.isDigit(text.charAt(at)) || text.charAt(at) == ';')) {
            at--;
        }
        return at > 0 && text.charAt(at) == '[' && text.charAt(at - 1) == 0x1b;
    }

    private static boolean isUpper(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int start, int end) {
        String pair = decoded(text.substring(start, end), Base64.getDecoder());
        int colon = pair.indexOf(':');
        return colon > 0 && colon < pair.length() - 3 && !SecretNames.isMasked(pair.substring(colon + 1));
    }

    private static boolean isJson(String part, String holding) {
        String json = decoded(part, Base64.getUrlDecoder()).trim();
        return json.startsWith("{") && json.endsWith("}") && json.contains(holding);
    }

    private static String decoded(String text, Base64.Decoder decoder) {
        try {
            return new String(decoder.decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static int dotted(String text, int dot) {
        return dot < text.length() && text.charAt(dot) == '.' ? run(text, dot + 1, "-_") : -1;
    }

    private static int run(String text, int start, String also) {
        return run(text, start, also, LONGEST_RUN);
    }

    private static int run(String text, int start, String also, int longest) {
        int end = start;
        int last = Math.min(text.length(), start + longest);
        while (end < last && (isWord(text.charAt(end)) || also.indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    private static boolean isUrlBase64(char c) {
        return isWord(c) || c == '-' || c == '_';
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
