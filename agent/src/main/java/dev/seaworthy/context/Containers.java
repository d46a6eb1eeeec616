package dev.seaworthy.context;

/**
 * Whether a class is of a kind that containers call: a servlet, a filter, a listener, a bundle's activator, an HTTP
 * handler. Goes by supertypes, which are loaded with the class, so that the question loads nothing.
 */
final class Containers {

    private static final String[] APIS = {"jakarta.", "javax.", "org.osgi.framework."};
    /** Of these, what transaction managers and resource adapters implement, and no application. */
    private static final String[] PROVIDED = {
        "javax.transaction.", "jakarta.transaction.", "javax.resource.", "jakarta.resource."
    };

    private static final String HANDLERS = "com.sun.net.httpserver.";
    private static final int DEEPEST = 16;

    private Containers() {}

    static boolean call(Class<?> type) {
        try {
            Class<?> each = type;
            for (int i = 0; each != null && i < DEEPEST; i++) {
                if (i > 0 && isApi(each) || implementsApi(each, DEEPEST)) {
                    return true;
                }
                each = each.getSuperclass();
            }
        } catch (LinkageError | RuntimeException unknown) {
            return false;
        }
        return false;
    }

    private static boolean implementsApi(Class<?> type, int deep) {
        for (Class<?> one : type.getInterfaces()) {
            if (isApi(one) || deep > 0 && implementsApi(one, deep - 1)) {
                return true;
            }
        }
        return false;
    }

    /** {@code javax.sql.DataSource} is the JDK's and implemented by every driver; {@code javax.servlet.Filter} is not. */
    private static boolean isApi(Class<?> type) {
        String name = type.getName();
        if (name.startsWith(HANDLERS)) {
            return true;
        }
        for (String provided : PROVIDED) {
            if (name.startsWith(provided)) {
                return false;
            }
        }
        for (String api : APIS) {
            if (name.startsWith(api)) {
                ClassLoader loader = type.getClassLoader();
                return loader != null && loader != ClassLoader.getPlatformClassLoader();
            }
        }
        return false;
    }
}
