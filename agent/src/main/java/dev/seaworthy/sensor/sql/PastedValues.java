package dev.seaworthy.sensor.sql;

import dev.seaworthy.context.RequestValues;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.ValueConcatenated;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds values of a request in one SQL text: as literals or parts of them, as words of it, or as all of it. Thread-safe. */
public final class PastedValues {

    private static final int MOST = 8_000;
    private static final int MOST_VALUES = 64;
    private static final int SHORTEST = 4;
    private static final int LONGEST = 4_000;
    private static final int MOST_WORDS = 16;
    private static final int SHORTEST_STATEMENT = 10;
    private static final String HOLE = "request_value_";
    private static final String OTHER = "\0";

    private final Surroundings surroundings;
    private final Observations observations;
    private final Late late;
    private final ConcurrentHashMap<Long, VaryingValue> known = new ConcurrentHashMap<>();
    private final Constants constants;
    /** Without it, a print of a short value could be looked up in a table. */
    private final long salt = System.nanoTime() * 0x9E3779B97F4A7C15L ^ System.identityHashCode(this);

    private record Value(String source, String key, String text, boolean number) {}

    public PastedValues(Surroundings surroundings, Observations observations, Late late) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.late = late;
        this.constants = new Constants(late);
    }

    /** @param place the line that runs it: what varies at one is no proof for another */
    public Look look(Shape shape, String sql, long place, String route, Database database) {
        return new Look(shape, sql, place, route, database);
    }

    /** One look at one execution. */
    public final class Look implements RequestValues.Visitor {
        private final Shape shape;
        private final String sql;
        private final String route;
        private final Database database;
        private final long place;

        private final List<Value> values = new ArrayList<>();
        private final Set<String> texts = new HashSet<>();
        /** All that came with the request, the longest first once it is complete. */
        private final List<String> brought = new ArrayList<>();

        private final Set<String> named = new HashSet<>();
        private int words;
        private @Nullable Shape masked;

        private Look(Shape shape, String sql, long place, String route, Database database) {
            this.shape = shape;
            this.sql = sql;
            this.place = place;
            this.route = route;
            this.database = database;
        }

        public void in(RequestValues request, boolean backslash) {
            request.each(this);
            if (values.isEmpty()) {
                return;
            }
            brought.sort(Comparator.comparing(String::length).reversed());
            Literals literals = Literals.read(sql, backslash);
            for (Value value : values) {
                literal(value, literals.all);
                if (!value.number) {
                    code(value, literals);
                }
            }
        }

        /** A value that two parts of the request share is the first one's. */
        @Override
        public void value(String source, String key, String given) {
            String text = given.strip();
            if (!text.isEmpty() && text.length() <= LONGEST && brought.size() < MOST_VALUES) {
                brought.add(text);
            }
            boolean number = isNumber(text);
            boolean fits = text.length() >= SHORTEST && text.length() <= LONGEST || number;
            if (fits && values.size() < MOST_VALUES && texts.add(text)) {
                String one = key;
                for (int i = 1; !named.add(one); i++) {
                    one = key + "#" + i;
                }
                values.add(new Value(source, one, text, number));
            }
        }

        private void literal(Value value, List<Literals.Literal> literals) {
            int[] places = new int[literals.size()];
            long[] rests = new long[literals.size()];
            int size = 0;
            for (int i = 0; i < literals.size(); i++) {
                Literals.Literal literal = literals.get(i);
                int at = value.number
                        ? literal.text().equals(value.text) ? 0 : -1
                        : literal.number() ? -1 : literal.text().indexOf(value.text);
                if (at >= 0) {
                    String before = rest(literal.text().substring(0, at));
                    String after = rest(literal.text().substring(at + value.text.length()));
                    rests[size] = print(before.stripTrailing()) * 31 + print(after.stripLeading());
                    places[size++] = i;
                }
            }
            long key = key(shape.key(), value);
            VaryingValue varying = size == 0 ? known.get(key) : varying(key);
            if (varying == null) {
                return;
            }
            if (size == 0) {
                if (!isInOtherCase(value.text, literals)) {
                    varying.refute();
                }
            } else if (varying.stays(places, rests, size)) {
                tell(varying, value, true, false);
            }
        }

        /** What is left of a literal without what else came with the request: two values in one do not refute each other. */
        private String rest(String around) {
            String rest = around;
            for (int i = 0; i < brought.size() && !rest.isEmpty(); i++) {
                rest = Words.hidden(rest, brought.get(i), OTHER);
            }
            return rest;
        }

        /** Then it may be the value, changed on the way, and says nothing for or against it. */
        private static boolean isInOtherCase(String text, List<Literals.Literal> literals) {
            String lower = text.toLowerCase(Locale.ROOT);
            for (Literals.Literal literal : literals) {
                if (literal.text().toLowerCase(Locale.ROOT).contains(lower)) {
                    return true;
                }
            }
            return false;
        }

        private void code(Value value, Literals literals) {
            String text = value.text;
            if (text.length() >= SHORTEST_STATEMENT
                    && text.indexOf(' ') > 0
                    && text.strip().equals(sql.strip())) {
                tell(varying(key(1, value)), value, false, true);
                return;
            }
            // Names of tables stand in paths, and what an application does with these is not pasting.
            boolean word = !value.source.equals("path");
            boolean quote = text.indexOf('\'') >= 0;
            for (int at = sql.indexOf(text); at >= 0 && words < MOST_WORDS; at = sql.indexOf(text, at + 1)) {
                int end = at + text.length();
                if (quote && !isDoubled(text)) {
                    words++;
                    // Unescaped it breaks the text, so that around it is what is left of others.
                    tell(varying(key(masked().key(), value)), value, true, false);
                } else if (word && Words.isOne(sql, at, end) && literals.isCode(at, end) && !isMachines(at)) {
                    words++;
                    tell(varying(key(around(at, end) + 1, value)), value, false, false);
                }
            }
        }

        private long around(int at, int end) {
            return SqlText.read(sql.substring(0, at) + HOLE + sql.substring(end))
                    .key();
        }

        /** A column of an alias that ends as no person's does, {@code i1_0.price}: a mapper knows the column. */
        private boolean isMachines(int at) {
            return at > 1
                    && sql.charAt(at - 1) == '.'
                    && (Character.isDigit(sql.charAt(at - 2)) || sql.charAt(at - 2) == '_');
        }

        private void tell(@Nullable VaryingValue varying, Value value, boolean literal, boolean whole) {
            long print = print(value.text);
            if (varying == null || !varying.isNews(print)) {
                return;
            }
            // The whole way to it counts, so no site that is known of the last line only.
            Origin origin = surroundings.at(surroundings.sites().walk());
            String said = whole ? "{}" : masked().text().replace(HOLE, "{}");
            // A word in a path may be a part of the route.
            String on = value.source.equals("path") ? route.replace("/" + value.text, "/{}") : route;
            if (value.number || whole) {
                varying.seen(seen(origin, on, said, value, literal, false, print), observations);
                return;
            }
            // Which constants the program has is read from its classes, beside the request.
            late.later(() -> {
                constants.learn(origin.site());
                boolean listed = constants.holds(value.text, origin.site());
                varying.seen(seen(origin, on, said, value, literal, listed, print), observations);
            });
        }

        private ValueConcatenated seen(
                Origin origin, String on, String said, Value value, boolean literal, boolean listed, long print) {
            return new ValueConcatenated(
                    origin, database, on, said, value.source, value.number, literal, listed, print);
        }

        /** The statement without literals, and without anything else that came with the request. */
        private Shape masked() {
            Shape known = masked;
            if (known == null) {
                String text = sql;
                for (Value value : values) {
                    // Words of a path are told with the route.
                    boolean shown = value.number || value.source.equals("path") && value.text.indexOf('\'') < 0;
                    text = shown ? text : Words.hidden(text, value.text, HOLE);
                }
                known = SqlText.read(text);
                masked = known;
            }
            return known;
        }

        private long key(long of, Value value) {
            // A word in a path makes a route of its own.
            int on = value.source.equals("path") ? 0 : route.hashCode();
            return ((of * 31 + value.key.hashCode()) * 31 + place) * 0x9E3779B97F4A7C15L + on;
        }
    }

    /** Whether each quote in it is doubled, as in text that was escaped before. */
    private static boolean isDoubled(String text) {
        return text.replace("''", "").indexOf('\'') < 0;
    }

    static boolean isNumber(String text) {
        int length = text.length();
        if (length == 0 || length > 18) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && !(c == '.' && i > 0 && i < length - 1)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable VaryingValue varying(long key) {
        VaryingValue there = known.get(key);
        if (there != null) {
            return there;
        }
        if (known.size() >= MOST) {
            observations.dropped("jdbc.concatenation", 1);
            return null;
        }
        return known.computeIfAbsent(key, any -> new VaryingValue());
    }

    private long print(String text) {
        long hash = salt;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 1099511628211L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
