package dev.seaworthy.rule.file;

import dev.seaworthy.context.Words;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Upload;

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
        "reload",
        "resource",
        "parse",
        "copy",
        "transfer",
        "get file",
        "to string",
        "to byte array",
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
        "to file",
        "to path",
        "extract",
        "unzip",
        "unpack",
        "export",
        "overwrite",
        "rewrite",
        "restore",
        "render",
        "convert",
        "marshal"
    };

    /** What methods are called that put what the caller has into a file of the caller's choice, however they do it. */
    private static final String[] KEEPING = {
        "write", "save", "export", "print", "to file", "to path", "extract", "unzip", "unpack"
    };

    /** What methods or classes are called that keep files of their own for callers who asked for something else. */
    private static final String[] ITS_OWN = {
        "log ",
        "logs ",
        "logger",
        "logging",
        "logback",
        "log4j",
        "syslog",
        "append",
        "publish",
        "roll ",
        "rolls ",
        "rolling",
        "rollover",
        "cache",
        "ehcache",
        "commit",
        "flush",
        "compile",
        "checkpoint",
        "merge"
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
        return isBetween(site, HANDING_ON) || isAsked(site);
    }

    /**
     * Whether the application asked one library to put something into a file, whatever the methods are called that this
     * takes: {@code ObjectMapper.writeValue} has a generator made that opens the file. Not if the library had called the
     * application before, which then only says what a file of the library's own is to hold.
     */
    private static boolean isAsked(Site site) {
        Place place = site.place();
        int end = place == null ? -1 : site.stack().indexOf(place);
        Place asked = null;
        for (Place frame : site.stack().subList(0, Math.max(0, end))) {
            if (!isPlatform(frame)) {
                if (isKeptByItself(frame) || asked != null && !isOfOneLibrary(frame, asked)) {
                    return false;
                }
                asked = frame;
            }
        }
        return asked != null && Words.anyBegins(asked.method(), KEEPING) && !isPassed(site, end, asked);
    }

    private static boolean isKeptByItself(Place frame) {
        String type = frame.className();
        return Words.anyBegins(frame.method(), ITS_OWN)
                || Words.anyBegins(type.substring(type.lastIndexOf('.') + 1), ITS_OWN);
    }

    private static boolean isOfOneLibrary(Place one, Place other) {
        return home(one.className()).equals(home(other.className()));
    }

    /** The package, up to its third segment. */
    private static String home(String className) {
        int end = -1;
        for (int segments = 0; segments < 3; segments++) {
            int dot = className.indexOf('.', end + 1);
            if (dot < 0) {
                break;
            }
            end = dot;
        }
        return className.substring(0, Math.max(0, end));
    }

    /** Whether the same library called the application's line. */
    private static boolean isPassed(Site site, int end, Place library) {
        for (Place frame : site.stack().subList(end, site.stack().size())) {
            if (isOfOneLibrary(frame, library)) {
                return true;
            }
        }
        return false;
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
            if (!isPlatform(frame) && !isAny(frame.method(), verbs) && !isWriterMade(frame)) {
                return false;
            }
        }
        return false; // the application's line lies deeper than what was kept
    }

    /** {@code DataFileWriter.create}, and not a file that some writer makes on the way. */
    private static boolean isWriterMade(Place frame) {
        String type = frame.className();
        return frame.method().equals("create") && (type.endsWith("Writer") || type.endsWith("OutputStream"));
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
        return Words.anyBegins(method, verbs) || method.startsWith("access$");
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
