package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.harness.Chromium;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Voyage;
import dev.seaworthy.report.html.RulePage;
import dev.seaworthy.report.html.Samples;
import fixture.log.PrintingServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The web page in a real browser: nothing runs, nothing is loaded, and everybody can read it. */
class PageIT {

    private static final String OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)";

    /** Where somebody who wants to look at the pages finds them. */
    private static final Path PICTURES = Path.of("target/pages");

    @TempDir
    static Path folder;

    private static final Map<String, URI> PAGES = new LinkedHashMap<>();
    private static Chromium chromium;
    private static String axe;

    @BeforeAll
    static void start() throws IOException {
        put("shop", Samples.page(Samples.report(Samples.shop())));
        put("none", Samples.page(Samples.report(List.of(), "", List.of())));
        put("many", Samples.page(Samples.report(Samples.many(2_000))));
        put("hostile", hostile());
        put("rule", RulePage.of(Samples.catalogue().get(0)));
        put("rules", RulePage.index(Samples.catalogue()));
        put("300", Samples.page(Samples.report(Samples.many(300))));
        put("27", Samples.page(Samples.report(Samples.many(27))));
        try (InputStream in =
                PageIT.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Files.createDirectories(PICTURES);
        chromium = Chromium.start(folder.resolve("chromium"));
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static String hostile() {
        List<Finding> findings = new ArrayList<>(Samples.hostile());
        String name = findings.get(1).message();
        return Samples.page(Samples.report(findings, name, List.of(name)));
    }

    private static void put(String name, String page) throws IOException {
        PAGES.put(name, Files.writeString(folder.resolve(name + ".html"), page).toUri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "none", "many", "hostile", "rule", "rules"})
    void nothing_runs_and_nothing_is_loaded(String name) {
        chromium.window(1280, 900).dark(false).visit(PAGES.get(name));
        chromium.evaluate(OPEN_ALL);

        assertThat(chromium.requests()).containsExactly(PAGES.get(name).toString());
        assertThat(chromium.complaints()).isEmpty();
        assertThat(number("document.scripts.length")).isZero();
        assertThat(
                        number(
                                "document.querySelectorAll('img,iframe,object,embed,form,input:not([type=radio]),base').length"))
                .isZero();
        assertThat(text("document.title")).endsWith("Seaworthy");
        assertThat(texts("[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
                        + ".filter(a => a.startsWith('on') || a === 'style')"))
                .isEmpty();
        assertThat(texts("[...document.links].map(a => a.getAttribute('href'))"))
                .allMatch(link -> link.startsWith("#") || name.startsWith("rule"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "none", "many", "hostile", "rule"})
    void nothing_sticks_out_on_a_phone_a_tablet_and_a_screen(String name) throws IOException {
        for (int width : name.equals("many") ? new int[] {320} : new int[] {320, 390, 1280}) {
            chromium.window(width, 800).dark(width == 390).visit(PAGES.get(name));
            if (!name.equals("many")) {
                Files.write(PICTURES.resolve(name + "-" + width + ".png"), chromium.picture());
            }
            chromium.evaluate(OPEN_ALL);
            assertThat(number("document.documentElement.scrollWidth"))
                    .as(name + " at " + width)
                    .isLessThanOrEqualTo(width);
            assertThat(texts("[...document.querySelectorAll('body *')].filter(e => {"
                            + "const r = e.getBoundingClientRect(); return r.width > 0 && r.right > innerWidth + 1})"
                            + ".slice(0, 5).map(e => e.outerHTML.slice(0, 200))"))
                    .as(name + " at " + width)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"shop,false", "shop,true", "hostile,true", "none,false", "rule,true", "rules,false"})
    void axe_finds_nothing_to_complain_of(String name, boolean dark) {
        chromium.window(dark ? 390 : 1280, 900).dark(dark).visit(PAGES.get(name));
        chromium.evaluate(OPEN_ALL);
        chromium.evaluate(axe);
        assertThat(
                        texts(
                                "axe.run(document, {resultTypes: ['violations', 'incomplete']}).then(r => r.violations"
                                        + ".concat(r.incomplete.filter(i => i.id === 'color-contrast'))"
                                        + ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 150) + n.failureSummary).join(' | ')))"))
                .as(name + (dark ? " in the dark" : ""))
                .isEmpty();
    }

    @Test
    void the_tab_key_reaches_everything_in_order_and_shows_where_it_is() {
        chromium.window(1280, 900).dark(false).visit(PAGES.get("shop"));
        chromium.evaluate("window.all = [...document.querySelectorAll('a[href], summary, input:checked')]"
                + ".filter(e => e.checkVisibility())");
        int all = number("all.length");
        assertThat(all).isGreaterThan(30);
        List<Integer> reached = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            chromium.press("Tab");
            reached.add(number("all.indexOf(document.activeElement)"));
            assertThat(text("getComputedStyle(document.activeElement).outlineStyle"))
                    .isEqualTo("solid");
            assertThat(bool("(r => r.left >= 0 && r.width > 0)(document.activeElement.getBoundingClientRect())"))
                    .as("seen on the screen: " + text("document.activeElement.outerHTML"))
                    .isTrue();
        }

        assertThat(reached).isSorted().doesNotHaveDuplicates().hasSize(all);
    }

    @Test
    void the_first_link_leads_past_the_head_and_a_fold_opens_by_key() {
        chromium.window(1280, 900).visit(PAGES.get("shop"));
        chromium.press("Tab");
        assertThat(text("document.activeElement.textContent")).isEqualTo("Skip to the report");
        chromium.press("Enter");
        assertThat(text("document.activeElement.id")).isEqualTo("main");
        chromium.evaluate("document.querySelector('summary').focus()");
        chromium.press("Enter");
        assertThat(bool("document.querySelector('details').open")).isTrue();
    }

    @Test
    void a_screen_reader_finds_landmarks_headings_and_a_name_for_each_thing() {
        chromium.window(1280, 900).visit(PAGES.get("shop"));
        chromium.evaluate(OPEN_ALL);
        TreeSet<String> roles = new TreeSet<>();
        List<String> nameless = new ArrayList<>();
        for (JsonElement one : chromium.call("Accessibility.getFullAXTree").getAsJsonArray("nodes")) {
            JsonObject node = one.getAsJsonObject();
            if (node.get("ignored").getAsBoolean()) {
                continue;
            }
            String role = node.getAsJsonObject("role").get("value").getAsString();
            String name =
                    node.has("name") ? node.getAsJsonObject("name").get("value").getAsString() : "";
            roles.add(role);
            if (List.of("link", "image", "img", "heading", "DisclosureTriangle", "navigation", "article", "RootWebArea")
                            .contains(role)
                    && name.isBlank()) {
                nameless.add(node.toString());
            }
        }

        assertThat(nameless).isEmpty();
        assertThat(roles).contains("banner", "main", "navigation", "contentinfo", "article", "heading", "rowheader");
        List<String> levels = texts("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => h.tagName)");
        assertThat(levels.get(0)).isEqualTo("H1");
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i).charAt(1) - levels.get(i - 1).charAt(1))
                    .as("from one heading to the next")
                    .isLessThanOrEqualTo(1);
        }
        assertThat(texts("[...document.querySelectorAll('svg[role=img]')].filter(s => !(s.querySelector('title')"
                        + "?.textContent && s.querySelector('desc')?.textContent)).map(s => s.outerHTML)"))
                .isEmpty();
        assertThat(text("document.documentElement.lang")).isEqualTo("en");
    }

    @Test
    void every_link_within_the_page_leads_somewhere() {
        for (String name : List.of("shop", "many", "hostile")) {
            chromium.window(1280, 900).visit(PAGES.get(name));
            assertThat(texts(
                            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
                                    + ".filter(id => document.querySelectorAll('[id=\"' + id + '\"]').length !== 1)"))
                    .as(name)
                    .isEmpty();
        }
    }

    /** What somebody sees who opens the page and does nothing. */
    @Test
    void the_first_screen_names_the_blockers() {
        for (String name : List.of("27", "300")) {
            chromium.window(1280, 900).dark(false).visit(PAGES.get(name));

            List<String> seen = texts("[...document.querySelectorAll('.lines>li')]"
                    + ".filter(e => e.getBoundingClientRect().bottom <= innerHeight)"
                    + ".map(e => e.querySelector('.sev').textContent)");
            assertThat(seen.size()).as(name).isGreaterThanOrEqualTo(10);
            assertThat(seen.subList(0, name.equals("27") ? 6 : 10)).as(name).containsOnly("blocker");
        }
    }

    @Test
    void each_finding_has_a_line_that_leads_to_it() {
        chromium.window(1280, 900).visit(PAGES.get("300"));
        chromium.evaluate(OPEN_ALL);

        assertThat(number("document.querySelectorAll('.lines>li').length")).isEqualTo(300);
        assertThat(
                        number(
                                "document.querySelectorAll('.lines a').length + document.querySelectorAll('.lines pre.copy').length"))
                .isEqualTo(300);
        assertThat(number("document.querySelectorAll('.stack b').length")).isEqualTo(300);
    }

    @Test
    void buttons_narrow_the_page_without_a_script() {
        chromium.window(1280, 900).visit(PAGES.get("shop"));
        String shown =
                "[...document.querySelectorAll('.lines>li, .card, .rule')].filter(e => e.checkVisibility()).length";
        int all = number(shown);

        chromium.evaluate("document.getElementById('s-blocker').click()");
        assertThat(texts("[...document.querySelectorAll('.lines>li')].filter(e => e.checkVisibility())"
                        + ".map(e => e.querySelector('.sev').textContent)"))
                .hasSize(4)
                .containsOnly("blocker");
        chromium.evaluate("document.getElementById('a-jdbc').click()");
        assertThat(texts("[...document.querySelectorAll('.rule h3')].filter(e => e.checkVisibility())"
                        + ".map(e => e.textContent)"))
                .containsExactly("Connections opened without a pool");
        chromium.evaluate("document.getElementById('s-any').click();document.getElementById('a-any').click()");
        assertThat(number(shown)).isEqualTo(all);
    }

    @Test
    void twenty_seven_findings_fit_on_twelve_sheets() throws IOException {
        chromium.window(1280, 900).dark(false).visit(PAGES.get("27"));
        byte[] pdf = Base64.getDecoder()
                .decode(chromium.call("Page.printToPDF", "printBackground", true)
                        .get("data")
                        .getAsString());
        Files.write(PICTURES.resolve("27.pdf"), pdf);

        assertThat(new String(pdf, StandardCharsets.ISO_8859_1).split("/Type */Page\\b", -1).length - 1)
                .isBetween(3, 12);
    }

    @NewestJdk
    void the_packed_agent_serves_the_page_and_writes_it(Jdk jdk) throws IOException {
        Voyage voyage = Voyage.of(jdk, PrintingServer.class)
                .with("slf4j-api", "slf4j-simple")
                .agent("http.port=0", "report=report.json,page.html")
                .limit(Duration.ofMinutes(4));
        Path file = voyage.directory().resolve("page.html");
        String secret = "tR9vaultQuince" + "7h2kLm0pQx4vZ8c1";
        try (Running running = voyage.start()) {
            for (int i = 0; i < 30; i++) {
                running.get("/print");
            }
            running.get("/secret?" + secret);
            running.awaitErr("log/system-out");
            URI live = running.agentUrl("/");
            chromium.window(1280, 900).visit(live);

            assertThat(text("document.querySelector('h1').textContent")).contains(PrintingServer.class.getName());
            assertThat(texts("[...document.querySelectorAll('article h4')].map(h => h.textContent)"))
                    .anyMatch(title -> title.startsWith("PrintingServer.print PrintingServer.java:"));
            assertThat(text("document.body.textContent")).contains("Why it hurts in production", "Plain Java");
            assertThat(chromium.requests()).containsExactly(live.toString());
            assertThat(chromium.complaints()).isEmpty();
            for (String link : texts("[...document.links].map(a => a.href)")) {
                assertThat(running.get(URI.create(link)).statusCode()).as(link).isEqualTo(200);
            }
            chromium.visit(running.agentUrl("/?rule=log/system-out&severity=medium"));
            assertThat(texts("[...document.querySelectorAll('.rule h3')].map(h => h.textContent)"))
                    .containsExactly("Output printed instead of logged");
            assertThat(text("document.querySelector('main').textContent"))
                    .contains("Only rule log/system-out, severity medium");
            chromium.visit(running.agentUrl("/?area=jdbc"));
            assertThat(text("document.querySelector('h1').textContent")).contains("Nothing of that kind");
            chromium.visit(running.agentUrl("/rules"));
            assertThat(texts("[...document.querySelectorAll('main a')].map(h => h.getAttribute('href'))"))
                    .hasSize(Samples.catalogue().size())
                    .contains("/rules/log/system-out");
            chromium.visit(running.agentUrl("/rules/log/system-out"));
            assertThat(text("document.querySelector('h1').textContent")).isEqualTo("Output printed instead of logged");
            assertThat(texts("[...document.querySelectorAll('h2')].map(h => h.textContent)"))
                    .contains("Why it hurts in production");
            assertThat(chromium.complaints()).isEmpty();
            running.get("/stop");
            running.finish().ended();
        }
        assertThat(file).content().contains("PrintingServer.print", "</html>").doesNotContain(secret);
        chromium.visit(file.toUri());
        assertThat(texts("[...document.querySelectorAll('dt')].map(d => d.textContent)"))
                .contains("CPU time of its own threads");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void it_is_dark_for_who_prefers_that() {
        chromium.window(1280, 900).dark(false).visit(PAGES.get("shop"));
        String light = text("getComputedStyle(document.body).backgroundColor");
        chromium.dark(true);
        String dark = text("getComputedStyle(document.body).backgroundColor");

        assertThat(brightness(light)).isGreaterThan(600);
        assertThat(brightness(dark)).isLessThan(120);
    }

    private static int brightness(String rgb) {
        int sum = 0;
        for (String part : rgb.replaceAll("[^0-9,]", "").split(",")) {
            sum += Integer.parseInt(part);
        }
        return sum;
    }

    private static int number(String expression) {
        return chromium.evaluate(expression).getAsInt();
    }

    private static String text(String expression) {
        return chromium.evaluate(expression).getAsString();
    }

    private static boolean bool(String expression) {
        return chromium.evaluate(expression).getAsBoolean();
    }

    private static List<String> texts(String expression) {
        List<String> texts = new ArrayList<>();
        chromium.evaluate(expression).getAsJsonArray().forEach(text -> texts.add(text.getAsString()));
        return texts;
    }
}
