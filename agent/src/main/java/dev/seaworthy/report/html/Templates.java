package dev.seaworthy.report.html;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.seaworthy.report.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The templates and the style sheet, which lie beside this class. Compiled when asked for, and not kept: a page is asked
 * for seldom. Every {@code {{value}}} is one line of harmless text; {@code {{{value}}}} is markup of our own.
 */
final class Templates {

    /** All attributes stand in double quotes. */
    private static final Mustache.Escaper MARKUP = Escapers.simple(
            new String[] {"&", "&amp;"},
            new String[] {"<", "&lt;"},
            new String[] {">", "&gt;"},
            new String[] {"\"", "&quot;"},
            new String[] {"'", "&#39;"});

    private Templates() {}

    static Template page() {
        return compile("page.mustache");
    }

    static Template rule() {
        return compile("rule.mustache");
    }

    static Template rules() {
        return compile("rules.mustache");
    }

    static String style() {
        return text("page.css").trim();
    }

    private static Template compile(String name) {
        return Mustache.compiler()
                .withEscaper(text -> MARKUP.escape(OneLine.of(text)))
                .withLoader(part -> reader(part + ".mustache"))
                .emptyStringIsFalse(true)
                .zeroIsFalse(true)
                .nullValue("")
                .compile(text(name));
    }

    private static String text(String name) {
        try (Reader in = reader(name)) {
            StringBuilder text = new StringBuilder();
            char[] buffer = new char[8_192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                text.append(buffer, 0, read);
            }
            return text.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Reader reader(String name) {
        InputStream in = Templates.class.getResourceAsStream(name);
        if (in == null) {
            // the jar was replaced under a running JVM
            throw new IllegalStateException("no " + name);
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }
}
