package dev.seaworthy.report;

import dev.seaworthy.observation.Place;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** Addresses of lines where the application's source can be read at this commit: the setting {@code source.url}. */
public final class SourceLinks {

    /** Without a setting there are none. */
    public static final SourceLinks NONE = new SourceLinks("", new SourceTree(new File(".")));

    private static final String PATH = "{path}";
    private static final String LINE = "{line}";
    private static final int LONGEST = 1_000;

    private final String template;
    private final SourceTree sources;

    /** @param template an address with <code>{path}</code> and <code>{line}</code>; what is not one links nothing */
    SourceLinks(String template, SourceTree sources) {
        this.template = isTemplate(template) ? template : "";
        this.sources = sources;
    }

    /** Links by what was asked for, from the folder that the process runs in. */
    static SourceLinks of(ReportOptions options) {
        return options.sourceUrl().isEmpty()
                ? NONE
                : new SourceLinks(options.sourceUrl(), new SourceTree(new File(System.getProperty("user.dir", "."))));
    }

    /** Whether a text is an address of http or https with a place for the path, and nothing that ends a link. */
    public static boolean isTemplate(String text) {
        if (text.length() > LONGEST
                || !text.startsWith("https://") && !text.startsWith("http://")
                || !text.contains(PATH)) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next <= ' ' || next >= 0x7f || "<>\"'`\\|^".indexOf(next) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** The address of a line, empty if there is none. */
    public String to(@Nullable Place place) {
        if (template.isEmpty() || place == null) {
            return "";
        }
        return template.replace(PATH, sources.of(place).uri())
                .replace(LINE, Integer.toString(Math.max(1, place.line())));
    }
}
