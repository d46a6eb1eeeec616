package dev.seaworthy.rule.file;

import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import java.util.Locale;

/**
 * Tells whether the application chose to write a file, by what stands between its line and the disk: nothing but the JDK,
 * or library methods that hand data on, such as {@code Part.write}, {@code transferTo}, {@code FileUtils.copyToFile}. A
 * container that parses a request, a logger, a database or a cache has other methods on the way and wrote a file of its own.
 */
final class Author {

    private static final String[] PLATFORM = {
        "java.",
        "javax.",
        "jdk.",
        "sun.",
        "com.sun.",
        "kotlin.",
        "scala.",
        "groovy.",
        "org.codehaus.groovy.",
        "clojure."
    };

    /** Parts of the JDK that write files of their own, and an API that is none of the JDK's despite its name. */
    private static final String[] NOT_PLATFORM = {"java.util.logging.", "java.util.prefs.", "javax.servlet."};

    /** What methods are called that bring data to a place of the caller's choice. */
    private static final String[] HANDING_ON = {
        "write",
        "transfer",
        "copy",
        "move",
        "rename",
        "save",
        "store",
        "upload",
        "stream",
        "sink",
        "open",
        "output",
        "tofile",
        "topath",
        "extract",
        "unzip",
        "unpack"
    };

    /** Names that say nothing either way. */
    private static final String[] NEUTRAL = {"<init>", "<clinit>", "accept", "apply", "call", "run", "invoke"};

    private Author() {}

    static boolean isApplication(Site site) {
        Place place = site.place();
        if (place == null) {
            return false;
        }
        for (Place frame : site.stack()) {
            if (frame.equals(place)) {
                return true;
            }
            if (!isPlatform(frame) && !isHandingOn(frame.method())) {
                return false;
            }
        }
        return false; // the application's line lies deeper than what was kept
    }

    private static boolean isPlatform(Place frame) {
        return startsWithAny(frame.className(), PLATFORM) && !startsWithAny(frame.className(), NOT_PLATFORM);
    }

    private static boolean isHandingOn(String method) {
        for (String neutral : NEUTRAL) {
            if (method.equals(neutral)) {
                return true;
            }
        }
        String name = method.toLowerCase(Locale.ROOT);
        for (String verb : HANDING_ON) {
            if (name.contains(verb)) {
                return true;
            }
        }
        return method.startsWith("access$");
    }

    private static boolean startsWithAny(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
