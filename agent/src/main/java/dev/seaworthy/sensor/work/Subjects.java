package dev.seaworthy.sensor.work;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Unit;
import java.lang.reflect.Method;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What messages and scheduled runs are about: a topic, a queue, a job. Read by public getters whose names messaging
 * libraries have in common, whatever their classes are called. Thread-safe, never throws.
 */
final class Subjects {

    private static final int MOST = 10_000;
    private static final int DEEPEST = 4;
    private static final int LONGEST = 120;
    private static final int MOST_DIGITS = 3;
    private static final int LONGEST_WORD = 40;

    /** The first that an object has leads on, until there is none: message, destination, name. */
    private static final Getter NEXT = new Getter(
            "topic",
            "getJMSDestination",
            "getMessageProperties",
            "getConsumerQueue",
            "getPhysicalName",
            "getQueueName",
            "getTopicName",
            "getJobDetail",
            "getKey",
            "getDestination",
            "getAddress",
            "getRoutingKey",
            "getMethod");

    /** Of what does not know itself what it is about. */
    private final WeakStates<String> names;

    Subjects(Drops drops) {
        names = new WeakStates<>(MOST, "work.subjects", drops);
    }

    /** That object, which has no getter for it, is about {@code subject}. */
    void name(@Nullable Object made, @Nullable Object subject) {
        String name = of(subject);
        if (made != null && !name.isEmpty()) {
            names.put(made, name);
        }
    }

    /** What it is about, without identifiers; empty if it does not say. Of several messages, what the first is about. */
    String of(@Nullable Object subject) {
        try {
            Object one = subject instanceof Iterable<?> all ? all.iterator().next() : subject;
            String known = one == null ? null : names.remove(one);
            return known != null ? known : plain(text(one));
        } catch (RuntimeException | LinkageError silent) {
            return "";
        }
    }

    /** More than one message at once is more than one piece of work: who counts repetitions in one must know. */
    static Unit.Kind kind(@Nullable Object subject) {
        if (subject instanceof Iterable<?> all) {
            Iterator<?> one = all.iterator();
            if (one.hasNext() && one.next() != null && one.hasNext()) {
                return Unit.Kind.BATCH;
            }
        }
        return Unit.Kind.MESSAGE;
    }

    private static String text(@Nullable Object subject) {
        Object at = subject;
        for (int depth = 0; depth < DEEPEST && at != null && !(at instanceof CharSequence); depth++) {
            if (at instanceof Method method) {
                return method.getDeclaringClass().getName() + "." + method.getName();
            }
            if (!NEXT.isIn(at.getClass())) {
                break;
            }
            at = NEXT.read(at);
        }
        return at == null || at == subject ? "" : at.toString();
    }

    /** Words that look like identifiers are {@code {}}, as a temporary queue's. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int end = Math.min(text.length(), LONGEST);
        for (int from = 0; from < end; ) {
            int to = from;
            int digits = 0;
            while (to < end && Character.isLetterOrDigit(text.charAt(to))) {
                digits += Character.isDigit(text.charAt(to++)) ? 1 : 0;
            }
            if (to == from) {
                plain.append(text.charAt(from++));
            } else {
                boolean word = digits <= MOST_DIGITS && to - from <= LONGEST_WORD;
                plain.append(word ? text.substring(from, to) : "{}");
                from = to;
            }
        }
        return plain.toString();
    }
}
