package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says whether an appender writes lines of plain text, by the pattern of its layout, encoder or formatter. What has no pattern
 * that can be read may write anything. Agent's thread.
 */
final class Layouts {

    private static final Getter ENCODER = new Getter("getEncoder");
    private static final Getter LAYOUT = new Getter("getLayout", "getFormatter");
    private static final Getter PATTERN = new Getter("getPattern", "getConversionPattern");

    /** Without a level, the message may be all that is written, and an object of JSON. */
    private static final Pattern LEVEL = Pattern.compile("%[-.0-9]*(?:p|le|level|priority)\\b");

    private static final Pattern KEY_AND_VALUE = Pattern.compile("[\\w.]=[\"']?%");
    private static final int ENOUGH_KEYS = 2;

    private Layouts() {}

    static boolean isPlain(Object appender) {
        Object encoder = ENCODER.read(appender);
        Object writer = encoder == null ? appender : encoder;
        String pattern = PATTERN.text(writer);
        return isPlain(pattern == null ? PATTERN.text(LAYOUT.read(writer)) : pattern);
    }

    /** A pattern of a text: neither an object of JSON nor pairs of keys and values. */
    static boolean isPlain(@Nullable String pattern) {
        return pattern != null
                && LEVEL.matcher(pattern).find()
                && !pattern.stripLeading().startsWith("{")
                && KEY_AND_VALUE.matcher(pattern).results().count() < ENOUGH_KEYS;
    }
}
