package dev.seaworthy.rule.file;

import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Upload;
import java.util.Locale;

/**
 * Tells whether the application chose to write or read a file, by what stands between its line and the disk: nothing but the JDK,
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
    private static final String[] NOT_PLATFORM = {
        "java.util.logging.", "java.util.prefs.", "javax.servlet.", "jdk.jfr.", "com.sun.management.", "com.sun.tools."
    };

    /** What methods are called that bring data from a place of the caller's choice. */
    private static final String[] READING = {
        "read",
        "load",
        "open",
        "stream",
        "source",
        "parse",
        "copy",
        "transfer",
        "getfile",
        "tostring",
        "tobytearray",
        "lines",
        "input",
        "reader",
        "create"
    };

    /** What methods are called that hand a request on to whatever serves it. */
    private static final String[] SERVING = {
        "doFilter",
        "service",
        "doGet",
        "doPost",
        "handle",
        "handleRequest",
        "next",
        "proceed",
        "filter",
        "dispatch",
        "doDispatch",
        "forward",
        "include"
    };

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
        "unpack",
        "export",
        "render",
        "convert",
        "marshal"
    };

    /** Names that say nothing either way. */
    private static final String[] NEUTRAL = {
        "<init>", "<clinit>", "accept", "apply", "call", "run", "invoke", "perform", "get"
    };

    private Author() {}

    /** Whether the application chose to read a file: what lies between only brings its content. */
    static boolean isReader(Site site) {
        return isBetween(site, READING);
    }

    /** Whether the application chose to write a file. */
    static boolean isApplication(Site site) {
        return isBetween(site, HANDING_ON);
    }

    /**
     * Whether the application chose to keep an upload: itself, or by a library that it called whatever the methods in
     * between are called, where the file's own name shows that it is the upload. What a library keeps in a cache is its own.
     */
    static boolean isKeeper(Site site, Upload upload, String path) {
        return isApplication(site)
                || upload.isNamed() && site.place() != null && !isServed(site) && !Directory.isCache(path);
    }

    /** Whether a server's own handler did it, to which a line of the application handed the request on. */
    static boolean isServed(Site site) {
        Place place = site.place();
        for (Place frame : site.stack()) {
            if (frame.equals(place)) {
                return false;
            }
            for (String method : SERVING) {
                if (frame.method().equals(method)) {
                    return true;
                }
            }
        }
        return true;
    }

    private static boolean isBetween(Site site, String[] verbs) {
        Place place = site.place();
        if (place == null) {
            return false;
        }
        for (Place frame : site.stack()) {
            if (frame.equals(place)) {
                return true;
            }
            if (!isPlatform(frame) && !isAny(frame.method(), verbs)) {
                return false;
            }
        }
        return false; // the application's line lies deeper than what was kept
    }

    private static boolean isPlatform(Place frame) {
        return startsWithAny(frame.className(), PLATFORM) && !startsWithAny(frame.className(), NOT_PLATFORM);
    }

    private static boolean isAny(String method, String[] verbs) {
        for (String neutral : NEUTRAL) {
            if (method.equals(neutral)) {
                return true;
            }
        }
        String name = method.toLowerCase(Locale.ROOT);
        for (String verb : verbs) {
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
