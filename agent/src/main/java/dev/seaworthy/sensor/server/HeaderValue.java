package dev.seaworthy.sensor.server;

import dev.seaworthy.context.UploadParts;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the values of headers that have parameters, as strangely as clients write them. */
final class HeaderValue {

    private HeaderValue() {}

    /** What stands before the parameters, in lower case. */
    static String type(String value) {
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    /** The name that a client gives a file in a {@code Content-Disposition}; null if it gives none. */
    static @Nullable String fileName(String disposition) {
        String extended = parameter(disposition, "filename*");
        int charset = extended == null ? -1 : extended.indexOf("''");
        if (extended != null && charset > 0) {
            return Brought.decoded(extended.substring(charset + 2).replace("+", "%2B"));
        }
        return parameter(disposition, "filename");
    }

    /** The value of that parameter, without its quotation marks; null if there is none. */
    static @Nullable String parameter(String value, String name) {
        int at = value.indexOf(';');
        while (at >= 0 && at < value.length()) {
            int is = value.indexOf('=', at);
            if (is < 0) {
                return null;
            }
            String found = value.substring(at + 1, is).trim();
            int from = is + 1;
            while (from < value.length() && value.charAt(from) == ' ') {
                from++;
            }
            StringBuilder text = new StringBuilder();
            at = take(value, from, text);
            if (found.equalsIgnoreCase(name)) {
                return text.toString();
            }
        }
        return null;
    }

    /** Takes the value that begins there; where the semicolon is behind it, or the end. */
    private static int take(String value, int from, StringBuilder text) {
        if (from >= value.length() || value.charAt(from) != '"') {
            int semicolon = value.indexOf(';', from);
            int end = semicolon < 0 ? value.length() : semicolon;
            text.append(value.substring(Math.min(from, end), end).trim());
            return end;
        }
        int i = from + 1;
        while (i < value.length() && value.charAt(i) != '"') {
            // Old browsers send whole paths, in which a backslash stands for itself.
            boolean escapes = value.charAt(i) == '\\'
                    && i + 1 < value.length()
                    && (value.charAt(i + 1) == '"' || value.charAt(i + 1) == '\\');
            i += escapes ? 1 : 0;
            text.append(value.charAt(i++));
        }
        int semicolon = value.indexOf(';', i);
        return semicolon < 0 ? value.length() : semicolon;
    }

    /** The file that a part is whose head and length these are; null if it is a form's field, or a file that nobody chose. */
    static UploadParts.@Nullable Sent file(byte[] head, int length, long bytes) {
        String name = null;
        String type = "";
        for (String line : new String(head, 0, length, StandardCharsets.UTF_8).split("\n")) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? "" : line.substring(0, colon).trim();
            String value = line.substring(colon + 1).trim();
            if (field.equalsIgnoreCase("content-disposition")) {
                name = fileName(value);
            } else if (field.equalsIgnoreCase("content-type")) {
                type = type(value);
            }
        }
        boolean file = name == null ? Body.isFile(type) && bytes > 0 : !name.isEmpty() || bytes > 0;
        return file ? new UploadParts.Sent(name, type, bytes) : null;
    }
}
