package dev.seaworthy.sensor.sql;

import dev.seaworthy.context.ClassFile;
import dev.seaworthy.context.ClassFiles;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Late;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which texts the way to a statement holds as constants: a word of a request that is one of them was most likely compared
 * with it, or looked up in a list, before it came there. Read from the class files of the classes on the way, and of those
 * in the application's packages that these name, such as an enum: what another part of the application compares with says
 * nothing. Of the constants only prints are kept, of what is asked for nothing. Agent's thread, and the one that reads
 * them.
 */
final class Constants {

    private static final int LONGEST = 64;
    private static final int MOST = 400_000;
    private static final int MOST_CLASSES = 5_000;
    /** All loaded classes are looked through no more often than this, unless a class on the stack is new. */
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final Late late;
    /** By the print of a class's name. */
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    private final AtomicInteger kept = new AtomicInteger();
    private final Set<String> read = new HashSet<>();
    private long lookedNanos = System.nanoTime() - PAUSE_NANOS;

    /** Prints of the texts that one class holds, and of the names of the classes that it names; sorted. */
    private record Known(long[] texts, long[] named) {
        boolean holds(long text) {
            return Arrays.binarySearch(texts, text) >= 0;
        }
    }

    Constants(Late late) {
        this.late = late;
    }

    /** Whether it is one of those that were read on the way there, or is but for its case. */
    boolean holds(String text, Site site) {
        if (text.length() > LONGEST) {
            return false;
        }
        // Names of an enum's values are often given in lower case.
        return holds(Shapes.print(text), site)
                || holds(Shapes.print(text.toUpperCase(Locale.ROOT)), site)
                || holds(Shapes.print(text.toLowerCase(Locale.ROOT)), site);
    }

    private boolean holds(long text, Site site) {
        for (Place frame : site.stack()) {
            Known on = known.get(Shapes.print(frame.className()));
            if (on == null) {
                continue;
            }
            if (on.holds(text)) {
                return true;
            }
            for (long name : on.named) {
                Known there = known.get(name);
                if (there != null && there.holds(text)) {
                    return true;
                }
            }
        }
        return false;
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
                    && !isPlatform(type)
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

    private static boolean isPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
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
                    read(type.getName(), file);
                }
            }
        }
    }

    private void read(String name, ClassFile file) {
        long[] texts = file.strings().stream()
                .filter(text -> text.length() <= LONGEST)
                .mapToLong(Shapes::print)
                .sorted()
                .toArray();
        long[] named = file.classes().stream()
                .mapToLong(one -> Shapes.print(one.replace('/', '.')))
                .toArray();
        if (kept.addAndGet(texts.length + named.length) <= MOST) {
            known.put(Shapes.print(name), new Known(texts, named));
        }
    }
}
