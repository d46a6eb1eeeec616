package dev.seaworthy.context;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells from a setting's name whether its value is a secret, and from a value whether it can be one. */
final class SecretNames {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 8192;

    /** The last word of a name that says it all. */
    private static final Set<String> LAST =
            setOf("password passwd passphrase secret secrets token apikey credential credentials");

    /** The last word, where another stands before it: {@code DB_PASS}, but not {@code PWD}. */
    private static final Set<String> LAST_OF_SEVERAL = setOf("pass pwd passcode pat");

    /** What makes a key a secret one: {@code API_KEY}, but not {@code MONKEY}, {@code PUBLIC_KEY} or {@code SORT_KEY}. */
    private static final Set<String> BEFORE_KEY =
            setOf("api access secret private encryption encrypt signing sign auth account master shared jwt "
                    + "hmac aes service app subscription license licence");

    /** Words that may follow without changing what the value is. */
    private static final Set<String> TAILS =
            setOf("value text plain base base64 old new current previous primary secondary prod production "
                    + "staging stage test dev live main default key 1 2 3");

    private static final String[] PARTS = {"pass", "secret", "token", "key", "cred", "pwd", "pat"};

    private static final String[] GLUED = {
        "password", "passwd", "passphrase", "secret", "token", "apikey", "secretkey", "accesskey", "privatekey"
    };

    /** What images, tutorials and installers come with, and words that are modes rather than secrets. */
    private static final Set<String> DEFAULTS =
            setOf("password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword "
                    + "postgres postgresql changeit changeme change-me change_me changethis changeme! 12345678 "
                    + "123456789 1234567890 87654321 11111111 00000000 qwertyuiop qwerty123 adminadmin admin123 "
                    + "admin1234 rootroot root1234 test1234 testtest testpass testpassword guestguest secret123 "
                    + "topsecret letmein1 welcome1 iloveyou sunshine princess football baseball superman "
                    + "trustno1 minioadmin rabbitmq elastic1 username localhost undefined disabled required "
                    + "optional redacted protected development production example1 examplepassword "
                    + "your-password yourpassword database application customer customers security internal "
                    + "inventory services keycloak superuser sonarqube wordpress placeholder notasecret "
                    + "not-a-secret dummydummy administrator anonymous anonymous@");

    private SecretNames() {}

    private static Set<String> setOf(String words) {
        return Set.of(words.split(" "));
    }

    /** Whether a setting of that name holds a secret. */
    static boolean isSecret(String name) {
        if (!isCandidate(name.toLowerCase(Locale.ROOT))) {
            return false;
        }
        String[] words = Words.of(name).split(" ");
        int last = words.length - 1;
        while (last > 0 && TAILS.contains(words[last]) && !endsAsSecret(words, last)) {
            last--;
        }
        return last >= 0 && endsAsSecret(words, last);
    }

    /** Leaves out nine names in ten before they are cut into words. */
    private static boolean isCandidate(String lower) {
        for (String part : PARTS) {
            if (lower.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value can be a secret at all: not short, not a well-known default, number, path, reference or class. */
    static boolean isPlausible(String value) {
        if (value.length() < SHORTEST || value.length() > LONGEST) {
            return false;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (DEFAULTS.contains(lower)
                || isPlaceholder(value)
                || isNumber(value)
                || isPath(value)
                || isClassName(value)) {
            return false;
        }
        return !SecretReferences.isReference(value);
    }

    /** Whether it is a well-known default, which nobody takes for a secret. */
    static boolean isDefault(String value) {
        return DEFAULTS.contains(value.toLowerCase(Locale.ROOT));
    }

    /** Whether a text stands in for a value that was taken out, or for one still to be put in. */
    static boolean isMasked(String value) {
        return isPlaceholder(value)
                || value.contains("...")
                || value.indexOf('<') >= 0
                || value.startsWith("$")
                || value.startsWith("{")
                || value.startsWith("%");
    }

    /** The same, where a generated password with odd characters must not be taken for one. */
    private static boolean isPlaceholder(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return value.contains("***")
                || value.indexOf('\u2022') >= 0
                || lower.contains("xxxx")
                || lower.contains("redacted")
                || lower.startsWith("your-")
                || lower.startsWith("your_")
                || value.startsWith("<") && value.endsWith(">")
                || value.startsWith("[") && value.endsWith("]")
                || value.startsWith("%") && value.endsWith("%")
                || isMonotonous(value);
    }

    private static boolean isMonotonous(String value) {
        char other = value.isEmpty() ? 0 : value.charAt(0);
        for (int i = 1; i < value.length(); i++) {
            if (value.charAt(i) != value.charAt(0)) {
                if (other != value.charAt(0) && other != value.charAt(i)) {
                    return false;
                }
                other = value.charAt(i);
            }
        }
        return true;
    }

    /** Whether a value is one word of letters: then it may be the name of something as well. */
    static boolean isPlainWord(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!Character.isLetter(value.charAt(i)) && value.charAt(i) != '-' && value.charAt(i) != '_') {
                return false;
            }
        }
        return value.length() <= 24;
    }

    /** Whether a plain word occurs in a setting that is no secret: a user, a database or a service of the same name. */
    static boolean occursIn(Map<String, String> settings, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (!isSecret(setting.getKey()) && namesWord(setting.getValue().toLowerCase(Locale.ROOT), lower)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the word stands there otherwise than as {@code password=word}, as it does in a command line. */
    private static boolean namesWord(String setting, String word) {
        for (int at = setting.indexOf(word); at >= 0; at = setting.indexOf(word, at + 1)) {
            int start = at - 1;
            while (start > 0
                    && (Character.isLetterOrDigit(setting.charAt(start - 1))
                            || "._-".indexOf(setting.charAt(start - 1)) >= 0)) {
                start--;
            }
            if (at == 0 || setting.charAt(at - 1) != '=' || !isSecret(setting.substring(start, at - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsAsSecret(String[] words, int last) {
        String word = words[last];
        if (LAST.contains(word) || last > 0 && LAST_OF_SEVERAL.contains(word)) {
            return true;
        }
        if (word.equals("key") || word.equals("keys")) {
            return last > 0 && (BEFORE_KEY.contains(words[last - 1]) || LAST.contains(words[last - 1]));
        }
        for (String ending : GLUED) {
            if (word.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != ',' && c != '-' && c != ':') {
                return false;
            }
        }
        return true;
    }

    /** {@code /run/secrets/db} and {@code C:\keys}; a Base64 value that happens to begin with a slash is none. */
    private static boolean isPath(String value) {
        if (value.length() > 2 && value.charAt(1) == ':' && (value.charAt(2) == '\\' || value.charAt(2) == '/')) {
            return true;
        }
        if (value.charAt(0) != '/') {
            return false;
        }
        int end = value.indexOf('/', 1);
        String first = value.substring(1, end < 0 ? value.length() : end);
        for (int i = 1; i < first.length(); i++) {
            if (!Character.isLowerCase(first.charAt(i)) && first.charAt(i) != '.' && first.charAt(i) != '-') {
                return false;
            }
        }
        return !first.isEmpty() && first.length() <= 16;
    }

    private static boolean isClassName(String value) {
        int dots = 0;
        boolean start = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '.') {
                dots++;
                start = true;
            } else if (start ? !Character.isJavaIdentifierStart(c) : !Character.isJavaIdentifierPart(c)) {
                return false;
            } else {
                start = false;
            }
        }
        int last = value.lastIndexOf('.');
        return dots >= 2
                && !start
                && Character.isUpperCase(value.charAt(last + 1))
                && Character.isLowerCase(value.charAt(0));
    }
}
