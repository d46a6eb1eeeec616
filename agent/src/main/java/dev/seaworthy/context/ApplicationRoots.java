package dev.seaworthy.context;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The package roots of the application, as far as they are known: each is as short as can be without covering what others
 * publish. Reading takes no lock; bounded.
 */
final class ApplicationRoots {

    private static final int MOST = 512;
    private static final int USUAL_SEGMENTS = 2;

    private final Set<String> packages = new LinkedHashSet<>();
    private final Set<String> contested = new LinkedHashSet<>();
    private volatile String[] roots = {};

    /** A package of the application; whether that is news. */
    synchronized boolean add(String packageName) {
        if (packageName.isEmpty() || packages.size() >= MOST || !packages.add(packageName)) {
            return false;
        }
        return derive();
    }

    /** Others publish below that package's usual root, too; whether that changes anything. */
    synchronized boolean contest(String packageName) {
        String root = cut(packageName, USUAL_SEGMENTS);
        return contested.size() < MOST && contested.add(root) && derive();
    }

    /** A package was taken for the application's and is not; whether that changes anything. */
    synchronized boolean remove(String packageName) {
        return packages.remove(packageName) && derive();
    }

    private boolean derive() {
        Set<String> found = new LinkedHashSet<>();
        for (String one : packages) {
            String root = rootOf(one);
            if (!PublicRoots.isShared(root)) {
                found.add(root);
            }
        }
        String[] derived = found.toArray(new String[0]);
        boolean news = !List.of(derived).equals(List.of(roots));
        roots = derived;
        return news;
    }

    private String rootOf(String packageName) {
        int segments = USUAL_SEGMENTS;
        String library = PublicRoots.libraryOf(packageName + ".");
        if (library != null) {
            segments = segments(library) + 1;
        } else if (contested.contains(cut(packageName, segments)) || PublicRoots.isShared(cut(packageName, segments))) {
            segments++;
        }
        return cut(packageName, segments);
    }

    private static int segments(String root) {
        int segments = 0;
        for (int dot = root.indexOf('.'); dot >= 0; dot = root.indexOf('.', dot + 1)) {
            segments++;
        }
        return segments;
    }

    /** Whether a class lies below one of them. */
    boolean cover(String className) {
        for (String root : roots) {
            if (className.startsWith(root)) {
                return true;
            }
        }
        return false;
    }

    /** As they are now, without the dot behind; for people. */
    List<String> all() {
        List<String> all = new ArrayList<>();
        for (String root : roots) {
            all.add(root.substring(0, root.length() - 1));
        }
        return all;
    }

    /** The first segments of a package, so many at most, with the dot behind. */
    static String cut(String packageName, int segments) {
        int end = -1;
        for (int i = 0; i < segments; i++) {
            int next = packageName.indexOf('.', end + 1);
            if (next < 0) {
                return packageName + ".";
            }
            end = next;
        }
        return packageName.substring(0, end + 1);
    }
}
