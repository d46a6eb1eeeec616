package dev.seaworthy.sensor.log;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts a message and its arguments together where the library has not done so by now. Only what the JDK turns into text by itself is
 * put in: of the application's own objects and of collections, which may hold such, a mark stands there.
 */
final class PlainText {

    private static final int LONGEST = 1 << 16;
    private static final int MOST_ARGUMENTS = 32;

    private PlainText() {}

    /** Null if there is no message. */
    static @Nullable String of(@Nullable String message, Object[] arguments) {
        if (message == null || arguments.length == 0) {
            return message;
        }
        StringBuilder text = new StringBuilder(Math.min(LONGEST, message.length() + 32));
        int next = 0;
        int done = 0;
        for (int at = hole(message, 0); at >= 0 && text.length() < LONGEST; at = hole(message, done)) {
            text.append(message, done, at);
            int number = message.charAt(at + 1) - '0';
            boolean numbered = number >= 0 && number <= 9;
            int index = numbered ? number : next++;
            add(text, index < arguments.length ? arguments[index] : null);
            done = at + (numbered ? 3 : 2);
        }
        text.append(message, done, message.length());
        for (int i = next; next == 0 && i < arguments.length && i < MOST_ARGUMENTS; i++) {
            add(text.append(' '), arguments[i]); // of another style, as %s
        }
        return text.toString();
    }

    /** Where the next {@code {}} or {@code {0}} begins; negative if there is none. */
    private static int hole(String message, int from) {
        for (int at = message.indexOf('{', from); at >= 0; at = message.indexOf('{', at + 1)) {
            if (message.startsWith("}", at + 1)
                    || message.startsWith("}", at + 2) && Character.digit(message.charAt(at + 1), 10) >= 0) {
                return at;
            }
        }
        return -1;
    }

    private static void add(StringBuilder text, @Nullable Object argument) {
        if (argument instanceof String plain) {
            text.append(plain, 0, Math.min(plain.length(), LONGEST));
        } else if (argument == null || isPlain(argument)) {
            text.append(argument);
        } else {
            text.append("{…}");
        }
    }

    private static boolean isPlain(Object argument) {
        return argument instanceof Integer
                || argument instanceof Long
                || argument instanceof Boolean
                || argument instanceof Double
                || argument instanceof Float
                || argument instanceof Character
                || argument instanceof Short
                || argument instanceof Byte
                || argument instanceof UUID
                || argument.getClass() == BigDecimal.class
                || argument.getClass() == BigInteger.class
                || argument instanceof StringBuilder;
    }
}
