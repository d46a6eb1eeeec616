package dev.seaworthy.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text stands out from what is behind it by 4.5 to 1, pictures by 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11). */
class PaletteTest {

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void text_can_be_read(String mode) {
        Map<String, String> colours = colours(mode);
        for (String ground : List.of("bg", "card", "note", "code")) {
            for (String text : List.of("ink", "soft", "link", "fix-ink")) {
                assertContrast(colours, text, ground, 4.5);
            }
        }
        assertContrast(colours, "fix-ink", "fix", 4.5);
        for (String severity : List.of("blocker", "high", "medium", "low", "info")) {
            assertContrast(colours, severity, severity + "-bg", 4.5);
            assertContrast(colours, severity, "card", 4.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void pictures_can_be_seen(String mode) {
        Map<String, String> colours = colours(mode);
        for (String severity : List.of("blocker", "high", "medium", "low", "info")) {
            assertContrast(colours, severity + "-fill", "card", 3);
        }
    }

    private static void assertContrast(Map<String, String> colours, String one, String other, double least) {
        double light = luminance(colours.get(one));
        double dark = luminance(colours.get(other));
        double contrast = (Math.max(light, dark) + 0.05) / (Math.min(light, dark) + 0.05);

        assertThat(contrast).as(one + " on " + other).isGreaterThanOrEqualTo(least);
    }

    private static double luminance(String hex) {
        String full = hex.length() == 4 ? hex.replaceAll("([0-9a-f])", "$1$1") : hex;
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(full.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static Map<String, String> colours(String mode) {
        String css = Templates.style();
        int dark = css.indexOf("prefers-color-scheme:dark");
        String block = mode.equals("dark") ? css.substring(dark, css.indexOf('}', dark)) : css.substring(0, dark);
        Map<String, String> colours = new HashMap<>();
        Matcher colour = Pattern.compile("--([a-z-]+):(#[0-9a-f]{3,6})\\b").matcher(block);
        while (colour.find()) {
            colours.put(colour.group(1), colour.group(2));
        }
        assertThat(colours).as(mode).hasSizeGreaterThan(20);
        return colours;
    }
}
