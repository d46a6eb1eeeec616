package dev.seaworthy.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that people can copy out of the text of a rule's page or fix: a setting, a call, a statement.
 *
 * @param rule the name of the rule's class
 * @param before what stands before it in its line
 * @param advice whether it stands where the page says what to do
 */
public record InlineCode(String rule, Kind kind, String text, String before, boolean advice) {

    /** Who has to know it, and by which a test looks it up. */
    public enum Kind {
        SPRING("(spring|server|logging)\\.[a-z].*|(debug|trace)=.*"),
        QUARKUS("quarkus\\..*"),
        MAIL("mail\\.smtp\\..*"),
        PERSISTENCE("(jakarta\\.persistence|hibernate)\\.[a-z_.-]+(=.*)?"),
        OURS("(suppress|rules|severity\\.\\S+|mesh|replicas(\\.surge)?|db\\.max-connections"
                + "|calls\\.show-limits)=.*"),
        JVM("-D\\S+=.*"),
        DRIVER("[a-zA-Z_.]+=[^ ]+"),
        QUERY("SELECT .+|LIMIT .+|WHERE .+|show .+"),
        CALL("([A-Z]\\w+\\.)?set[A-Z]\\w+(\\(.*\\))?"),
        /** What is wrong on purpose, a line of another language, or compiled by the page's own test. */
        OTHER(".*");

        private final Pattern shape;

        Kind(String shape) {
            this.shape = Pattern.compile(shape);
        }

        static Kind of(String text) {
            for (Kind kind : values()) {
                if (kind.shape.matcher(text).matches()) {
                    return kind;
                }
            }
            return OTHER;
        }
    }

    private static final Pattern BLOCK = Pattern.compile("(?ms)^\\s*```.*?```");
    private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");
    /** A setting in a text of a rule, which has no quotes around it. */
    private static final Pattern NAMED = Pattern.compile(
            "(?<![\\w.$\"/-])((?:spring|quarkus|mail\\.smtp|hibernate|flyway|sslmode|sslMode|encrypt|useCursorFetch)"
                    + "\\b[.=](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9])?(?:=[\\w.-]*\\w)?)");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    /** All of the pages, and those that a text in the rules' code names. */
    public static List<InlineCode> all() {
        List<InlineCode> all = new ArrayList<>();
        Path rules = Libraries.repository().resolve("agent/src/main/java/dev/seaworthy/rule");
        try (Stream<Path> files = Files.walk(rules)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                String rule = name.substring(0, Math.max(0, name.indexOf('.')));
                if (name.endsWith(".md")) {
                    all.addAll(of(rule, Files.readString(file)));
                } else if (name.endsWith(".java")) {
                    addNamed(rule, Files.readString(file), all);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }

    /** All of a page outside its blocks. */
    public static List<InlineCode> of(String rule, String page) {
        List<InlineCode> all = new ArrayList<>();
        boolean advice = false;
        for (String line : BLOCK.matcher(page).replaceAll("").split("\n")) {
            advice = line.startsWith("## ") ? line.equals("## How to fix it") : advice;
            Matcher quoted = QUOTED.matcher(line);
            while (quoted.find()) {
                String text = quoted.group(1).strip();
                all.add(new InlineCode(rule, Kind.of(text), text, line.substring(0, quoted.start()), advice));
            }
        }
        return all;
    }

    private static void addNamed(String rule, String source, List<InlineCode> all) {
        Matcher literal = LITERAL.matcher(source);
        while (literal.find()) {
            boolean sentence = literal.group(1).indexOf(' ') >= 0;
            Matcher named = NAMED.matcher(literal.group(1));
            while (sentence && named.find()) {
                String before = literal.group(1).substring(0, named.start());
                all.add(new InlineCode(rule, Kind.of(named.group(1)), named.group(1), before, true));
            }
        }
    }

    /** The name before the value. */
    public String name() {
        int equals = text.indexOf('=');
        return equals < 0 ? text : text.substring(0, equals);
    }

    /** What it is set to, empty if it is only named. */
    public String value() {
        int equals = text.indexOf('=');
        return equals < 0 ? "" : text.substring(equals + 1);
    }

    @Override
    public String toString() {
        return rule + " names a " + kind.name().toLowerCase(Locale.ROOT) + ": " + text;
    }
}
