package dev.seaworthy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A forked test that expects no finding proves that there was something to see: a blind agent is silent, too. */
class SilenceTest {

    /** A method from its annotations to its end, in code as the formatter leaves it. */
    private static final Pattern METHOD =
            Pattern.compile("(?ms)^((?:    @[^\\n]*\\n)*)    [^\\s@/*}][^;={]*? (\\w+)\\([^;{]*\\{$(.*?)^    \\}$");

    private static final Pattern TEST = Pattern.compile("@(Test|EveryJdk|NewestJdk|ParameterizedTest)\\b");
    private static final Pattern FINDINGS = Pattern.compile("\\.(findings|confirmed|serious)\\(");
    private static final Pattern NOTHING = Pattern.compile("\\.(isEmpty\\(\\)|noneMatch\\()");
    private static final Pattern SOMETHING =
            Pattern.compile("\\.(hasSize\\(|contains\\w*\\(|isNotEmpty\\(|singleElement\\(|isEqualTo\\(|anyMatch\\()");
    /** That a rule is active means that it was given something; of a counter not only that it is not too high. */
    private static final Pattern SIGHT = Pattern.compile("(?s)\\.saw\\(|\\.theConfirmed\\(|\\.ruleState\\(.*\"active\""
            + "|\\.observations\\(.*\\.(isPositive|isEqualTo|isBetween|isGreaterThan\\w*)\\(");

    @Test
    void whoever_expects_silence_proves_sight() throws IOException {
        List<String> blind = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CatalogueTest.module().resolve("src/test/java/dev/seaworthy"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("IT.java")).toList()) {
                for (String method : blindIn(Files.readString(file))) {
                    blind.add(file.getFileName() + " " + method);
                }
            }
        }
        assertThat(blind)
                .as("tests that a blind agent would pass: call Logbook.saw")
                .isEmpty();
    }

    @Test
    void tells_blind_tests_from_others() {
        String text = """
            class SomeIT {
                @EveryJdk
                void blind(Jdk jdk) {
                    silent(run(jdk));
                }

                @EveryJdk
                void seeing(Jdk jdk) {
                    silent(run(jdk).saw("jdbc.statement", 3));
                }

                @Test
                void counting() {
                    Logbook log = run(jdk);
                    assertThat(log.observations("jdbc.borrow")).isPositive();
                    assertThat(log.serious()).isEmpty();
                }

                private static void silent(Logbook log) {
                    assertThat(log.findings("jdbc/toy-pool"))
                            .as(log.toString())
                            .isEmpty();
                }
            }
            """;

        assertThat(blindIn(text)).containsExactly("blind");
    }

    private static List<String> blindIn(String source) {
        Map<String, String> bodies = new LinkedHashMap<>();
        List<String> tests = new ArrayList<>();
        for (Matcher method = METHOD.matcher(source); method.find(); ) {
            bodies.merge(method.group(2), method.group(3), String::concat);
            if (TEST.matcher(method.group(1)).find()) {
                tests.add(method.group(2));
            }
        }
        tests.removeIf(test -> !isBlind(whole(test, bodies, new TreeSet<>())));
        return tests;
    }

    /** A method's body with those of the methods beside it that it calls. */
    private static String whole(String name, Map<String, String> bodies, TreeSet<String> taken) {
        StringBuilder text = new StringBuilder();
        if (taken.add(name)) {
            text.append(bodies.get(name));
            for (String other : bodies.keySet()) {
                if (Pattern.compile("(?<![.\\w])" + other + "\\(")
                        .matcher(bodies.get(name))
                        .find()) {
                    text.append(';').append(whole(other, bodies, taken));
                }
            }
        }
        return text.toString();
    }

    private static boolean isBlind(String body) {
        boolean silent = false;
        for (String statement : body.split(";\\s*\\n")) {
            boolean asks = FINDINGS.matcher(statement).find();
            if (SIGHT.matcher(statement).find()
                    || asks && SOMETHING.matcher(statement).find()) {
                return false;
            }
            silent |= asks && NOTHING.matcher(statement).find();
        }
        return silent;
    }
}
