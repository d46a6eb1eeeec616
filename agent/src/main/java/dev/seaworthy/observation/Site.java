package dev.seaworthy.observation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in the code something was seen: the stack as it was, and the application's own line in it. Which line that is, is
 * decided whenever it is asked, by what is known then of whose code each frame is: what is learned later counts for what
 * was seen before. Thread-safe; two sites are equal only if they are the same.
 */
public final class Site {

    /** Nothing is known. */
    public static final Site UNKNOWN = new Site(null, false, List.of());

    /** Finds the application's own line in a stack. Thread-safe and cheap: it is asked at every look. */
    public interface Owners {
        Line line();
    }

    /**
     * @param place the application's own line, null if no frame of the application was on the stack
     * @param direct whether the application itself made the call, with nothing but the JDK (or a language's own runtime)
     *     between its line and the hook
     */
    public record Line(@Nullable Place place, boolean direct) implements Owners {
        @Override
        public Line line() {
            return this;
        }
    }

    private final List<Place> stack;
    private final Owners owners;

    /** A site whose line is known once and for all. */
    public Site(@Nullable Place place, boolean direct, List<Place> stack) {
        this(stack, new Line(place, direct));
    }

    /**
     * @param stack the frames from the hook outwards
     * @param owners finds the application's line in it
     */
    public Site(List<Place> stack, Owners owners) {
        this.stack = stack;
        this.owners = owners;
    }

    /** The application's own line, by what is known now; null if no frame of the application is on the stack. */
    public @Nullable Place place() {
        return owners.line().place();
    }

    /** Whether nothing but the JDK stands between the application's line and the hook, by what is known now. */
    public boolean direct() {
        return owners.line().direct();
    }

    /** The frames from the hook outwards, at most 40, empty if the stack was not walked. */
    public List<Place> stack() {
        return stack;
    }

    /** Whether any frame's class name starts with {@code prefix}. */
    public boolean passes(String prefix) {
        for (Place frame : stack) {
            if (frame.className().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Who asked the library that holds the hook: the first frame that is neither the JDK's nor in the packages of the
     * hooked class, nor of a JDBC driver that passes on what {@code DriverManager} asks it for. Null where there is none.
     */
    public @Nullable Place factory() {
        String home = stack.isEmpty() ? "" : stack.get(0).home();
        for (int i = 0; i < stack.size(); i++) {
            Place frame = stack.get(i);
            String name = frame.className();
            if (!home.isEmpty() && name.startsWith(home) || isPlatform(name)) {
                continue;
            }
            if (!frame.method().equals("connect") || !isAskedByManager(i)) {
                return frame;
            }
            home = frame.home();
        }
        return null;
    }

    /** Whether {@code DriverManager} called the driver that has that frame, or one that passed the call on to it. */
    private boolean isAskedByManager(int frame) {
        int caller = frame;
        while (caller < stack.size() && stack.get(caller).method().equals("connect")) {
            String home = stack.get(caller).home();
            if (home.isEmpty()) {
                return false;
            }
            while (caller < stack.size() && stack.get(caller).className().startsWith(home)) {
                caller++;
            }
            if (caller < stack.size() && stack.get(caller).className().equals("java.sql.DriverManager")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlatform(String name) {
        return name.startsWith("java.")
                || name.startsWith("javax.sql.")
                || name.startsWith("jdk.")
                || name.startsWith("sun.")
                || name.startsWith("com.sun.proxy.");
    }

    /**
     * A hash of the way to the place: the lines in the stack that belong to the package of {@link #place} or to one below
     * it. 0 where there is no place.
     */
    public long way() {
        Place last = place();
        if (last == null) {
            return 0;
        }
        String name = last.className();
        int dot = name.lastIndexOf('.');
        String home = dot < 0 ? name : name.substring(0, dot + 1);
        long way = last.hashCode();
        for (Place frame : stack) {
            way = frame.className().startsWith(home) ? way * 31 + frame.hashCode() : way;
        }
        return way;
    }

    /** Whether a frame between the hook and the application's own line has a class name that starts with {@code prefix}. */
    public boolean goesThrough(String prefix) {
        Place last = place();
        for (Place frame : stack) {
            if (frame.equals(last)) {
                return false;
            }
            if (frame.className().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
