package dev.seaworthy.report;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON values as plain maps, lists, texts and numbers, which are written again as they were read. */
final class JsonText {

    private static final int LONGEST_SHOWN = 60;

    private JsonText() {}

    /** A text, {@code absent} for null. */
    static String text(JsonReader json, String absent) throws IOException {
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return absent;
        }
        return json.nextString();
    }

    /** The next object; gson bounds how deep it nests. */
    static Map<String, Object> object(JsonReader json) throws IOException {
        Map<String, Object> read = new LinkedHashMap<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            Object value = value(json);
            if (value != null) {
                read.put(name, value);
            }
        }
        json.endObject();
        return read;
    }

    static @Nullable Object value(JsonReader json) throws IOException {
        switch (json.peek()) {
            case BEGIN_OBJECT:
                return object(json);
            case BEGIN_ARRAY:
                List<Object> list = new ArrayList<>();
                json.beginArray();
                while (json.hasNext()) {
                    Object part = value(json);
                    if (part != null) {
                        list.add(part);
                    }
                }
                json.endArray();
                return list;
            case NUMBER:
                return number(json.nextString());
            case BOOLEAN:
                return json.nextBoolean();
            case NULL:
                json.nextNull();
                return null;
            default:
                return json.nextString();
        }
    }

    /** The number that prints as {@code text}. */
    private static Number number(String text) {
        try {
            long whole = Long.parseLong(text);
            if (Long.toString(whole).equals(text)) {
                return whole;
            }
        } catch (NumberFormatException fraction) {
            // as below
        }
        double value = Double.parseDouble(text);
        return Double.toString(value).equals(text) ? (Number) value : new BigDecimal(text);
    }

    /** Where it is by now; names in it may be anything. */
    static String path(JsonReader json) {
        return OneLine.of(shortened(json.getPath()));
    }

    static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
