package dev.seaworthy.observation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The upload that a written file is, or was made of.
 *
 * @param parts files that the request brought, as far as is known; 0 = a raw body, or nobody read the parts
 * @param matches what ties the file to it, such as {@code size of a part}; null where nothing is known of what was sent
 * @param submitted the client's file name that is also this file's name, null where none is
 */
public record Upload(
        int parts, @Nullable String matches, @Nullable String submitted) {

    /** It is as long, but for a head or what encryption adds. */
    public static final String CLOSE = "about the size";

    /** It has no other likeness than that it is not much smaller. */
    public static final String ABOUT = "a similar size";

    /** It has the client's name, and more perhaps. */
    public static final String NAME = "name of a part";

    /** It is as long as a part, and its name has the same extension. */
    public static final String SIZE_AND_TYPE = "size and type of a part";

    /** It is as long as the body, and its name has the extension of the body's type. */
    public static final String BODY = "size and type of the body";

    /** It is a picture made of a picture, and the like. */
    public static final String KIND = "kind of a part";

    public static final String BODY_KIND = "kind of the body";

    private static final Set<String> NAMED = Set.of(NAME, SIZE_AND_TYPE, BODY, KIND, BODY_KIND);

    /** The client's name led out of the directory, and the file lies where it led. */
    public static final String LEAVES = "path of a part";

    /** Whether the file is surely what the client sent, or a picture made of it. */
    public boolean isCertain() {
        return matches != null && !matches.equals(ABOUT);
    }

    /** Whether the file's name shows what it is: the client's name, or its extension. No library's own spool file has that. */
    public boolean isNamed() {
        return matches != null && (NAMED.contains(matches) || leaves());
    }

    /** Whether the client's file name led out of the directory that the application chose. */
    public boolean leaves() {
        return LEAVES.equals(matches);
    }
}
