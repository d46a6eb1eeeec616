package dev.seaworthy.context;

import dev.seaworthy.observation.Place;

/** Turns frames of a stack into places. */
final class Frames {

    private Frames() {}

    static Place place(StackWalker.StackFrame frame) {
        return new Place(
                frame.getClassName(),
                method(frame.getMethodName()),
                frame.getFileName(),
                Math.max(0, frame.getLineNumber()));
    }

    /**
     * A lambda's body is named after the method that it stands in: {@code lambda$main$0} (Java), {@code main$lambda$0}
     * (Kotlin) and {@code $anonfun$main$1} (Scala) are {@code main}.
     */
    static String method(String name) {
        if (name.startsWith("lambda$")) {
            int end = name.indexOf('$', 7);
            if (end > 7) {
                String host = name.substring(7, end);
                return host.equals("new") ? "<init>" : host.equals("static") ? "<clinit>" : host;
            }
        } else if (name.startsWith("$anonfun$")) {
            int end = name.indexOf('$', 9);
            return end > 9 ? name.substring(9, end) : name;
        } else {
            int kotlin = name.indexOf("$lambda$");
            return kotlin > 0 ? name.substring(0, kotlin) : name;
        }
        return name;
    }
}
