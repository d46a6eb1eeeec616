package dev.seaworthy.context;

import java.util.Locale;

/** Tells values that say where a secret lies or what it is called from values that are one. */
final class SecretReferences {

    private static final String[] REFERENCES = {
        "${",
        "#{",
        "{{",
        "$(",
        "%env(",
        "enc(",
        "{cipher}",
        "vault:",
        "arn:",
        "sm://",
        "op://",
        "secretref:",
        "file:",
        "classpath:",
        "keyvault",
        "projects/",
        "alias/",
        "key/",
        "secret/",
        "secrets/",
        "~/",
        "./",
        "../",
        "@microsoft.keyvault"
    };

    private SecretReferences() {}

    /** Whether it leads to a secret, or is the name of one that no password looks like. */
    static boolean isReference(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        for (String reference : REFERENCES) {
            if (lower.startsWith(reference)) {
                return true;
            }
        }
        return value.contains("://") || isName(value);
    }

    /**
     * Whether a value says where a secret lies or what it is called, as {@code prod/shop/database}, {@code alias/orders},
     * {@code shop.database.main} and {@code registry-login-eu} do: words of small letters, most of them with a vowel, and at
     * most short numbers, with something between them.
     */
    private static boolean isName(String value) {
        return isWords(value) && (value.indexOf('/') > 0 || value.indexOf('.') > 0);
    }

    /**
     * Whether a setting that may hold a secret or say which one it is does the latter: {@code IMAGE_PULL_SECRETS} and
     * {@code TLS_SECRET}, but not {@code DB_PASSWORD}, whose words may be a pass phrase.
     */
    static boolean isNameOfSecret(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isWords(value) && !lower.contains("pass") && !lower.contains("pwd");
    }

    private static boolean isWords(String value) {
        int words = 0;
        int real = 0;
        int word = 0;
        int digits = 0;
        boolean vowel = false;
        for (int i = 0; i <= value.length(); i++) {
            char c = i < value.length() ? value.charAt(i) : '/';
            if (c >= 'a' && c <= 'z') {
                if (digits > 0) {
                    return false;
                }
                word++;
                vowel |= "aeiouy".indexOf(c) >= 0;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else if ("/.-_:".indexOf(c) >= 0) {
                boolean known = word == 0 ? digits > 0 && digits <= 2 && words > 0 : isWord(word, vowel, digits);
                if (!known) {
                    return false;
                }
                words += word > 0 ? 1 : 0;
                real += word > 2 && vowel ? 1 : 0;
                word = 0;
                digits = 0;
                vowel = false;
            } else {
                return false;
            }
        }
        return words >= 2 && real * 2 >= words;
    }

    private static boolean isWord(int letters, boolean vowel, int digits) {
        return letters <= 16 && digits <= 2 && (vowel || letters <= 3);
    }
}
