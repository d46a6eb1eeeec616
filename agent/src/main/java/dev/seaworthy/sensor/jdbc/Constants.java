package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.ClassFile;
import dev.seaworthy.context.ClassFiles;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Late;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which texts the application holds as constants: a word of a request that is one of them was most likely compared with
 * it, or looked up in a list, before it came into a statement. Read from the class files of the classes on the way to the
 * statement, and of those in the application's packages. Of the constants only prints are kept, of what is asked for
 * nothing. Agent's thread, and the one that reads them.
 */
final class Constants {

    private static final int LONGEST = 64;
    private static final int MOST = 200_000;
    private static final int MOST_CLASSES = 5_000;
    /** All loaded classes are looked through no more often than this, unless a class on the stack is new. */
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final Late late;
    private final Set<Long> prints = ConcurrentHashMap.newKeySet();
    private final Set<String> read = new HashSet<>();
    private long lookedNanos = System.nanoTime() - PAUSE_NANOS;

    Constants(Late late) {
        this.late = late;
    }

    /** Whether it is one of those that were read, or is but for its case. */
    boolean holds(String text) {
        // Names of an enum's values are often given in lower case.
        return text.length() <= LONGEST
                && (prints.contains(Shapes.print(text))
                        || prints.contains(Shapes.print(text.toUpperCase(Locale.ROOT)))
                        || prints.contains(Shapes.print(text.toLowerCase(Locale.ROOT))));
    }

    /** Reads what was not read before of the classes that led there, and of the application's; agent's thread. */
    void learn(Site site) {
        Set<String> stack = new HashSet<>();
        boolean isNew = false;
        for (Place frame : site.stack()) {
            isNew |= stack.add(frame.className()) && !read.contains(frame.className());
        }
        long now = System.nanoTime();
        if (!isNew && now - lookedNanos < PAUSE_NANOS || read.size() >= MOST_CLASSES) {
            return;
        }
        lookedNanos = now;
        // Of those that are not found, or are the JDK's, nothing more can be known.
        read.addAll(stack);
        Place place = site.place();
        String root = place == null ? null : root(place.className());
        List<Class<?>> news = new ArrayList<>();
        for (Class<?> type : late.loaded()) {
            String name = type.getName();
            boolean wanted = stack.contains(name) || root != null && name.startsWith(root);
            if (wanted
                    && !Homes.isPlatform(type)
                    && read.size() < MOST_CLASSES
                    && read.add(name + "@" + System.identityHashCode(type.getClassLoader()))) {
                news.add(type);
            }
        }
        if (!news.isEmpty()) {
            // A disk may take its time.
            late.ask(() -> read(news));
        }
    }

    /** The first two segments of a class's package, or what there is of them. */
    private static @Nullable String root(String name) {
        int first = name.indexOf('.');
        int second = first < 0 ? -1 : name.indexOf('.', first + 1);
        return first < 0 ? null : name.substring(0, (second < 0 ? first : second) + 1);
    }

    private void read(List<Class<?>> types) {
        try (ClassFiles files = new ClassFiles()) {
            for (Class<?> type : types) {
                ClassFile file = files.of(type);
                if (file != null) {
                    read(file);
                }
            }
        }
    }

    private void read(ClassFile file) {
        for (String text : file.strings()) {
            if (text.length() <= LONGEST && prints.size() < MOST) {
                prints.add(Shapes.print(text));
            }
        }
    }
}
