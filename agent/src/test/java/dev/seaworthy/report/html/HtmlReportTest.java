package dev.seaworthy.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.report.Report;
import dev.seaworthy.report.SourceLinks;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Section;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final String SECRET = "hunter2-hunter2";

    @Test
    void tells_of_each_finding_where_it_is_what_was_seen_and_what_to_do() {
        String page = Samples.page(Samples.report(Samples.shop()));

        assertThat(page)
                .contains(
                        "8 hazards on the way to production", "4 blockers, 2 high and 2 medium", "1 more is suspected")
                .contains("BadOrders.report", "BadOrders.java:56", "jdbc:postgresql://db.shop.internal:5432/shop")
                .contains("5 connections were opened within 3 s", "<dt>mean connect<dd>3.3 ms</div>")
                .contains("Create one pooled DataSource (such as HikariCP) at startup")
                .contains("Why it hurts in production", "a new server process")
                .contains("suppress=jdbc/unpooled-connection@com.example.shop.orders.BadOrders#report")
                .contains("severity.jdbc/unpooled-connection=low", "--update-baseline")
                .contains("com.example.shop.web.Dispatcher.handle(Dispatcher.java:88)");
    }

    @Test
    void the_most_urgent_comes_first_whatever_order_the_report_has() {
        List<Finding> turned = new ArrayList<>(Samples.shop());
        Collections.reverse(turned);
        String page = Samples.page(Samples.report(turned));

        assertThat(page.indexOf("<h2 id=\"section-3\"")).isPositive().isLessThan(page.indexOf("<h2 id=\"section-1\""));
        assertThat(page.indexOf("BadOrders.report")).isLessThan(page.indexOf("BadRates.today"));
        assertThat(page.lastIndexOf("BadRates.today")).isLessThan(page.lastIndexOf("BadRates.yesterday"));
    }

    @Test
    void findings_stand_in_the_section_of_the_article() {
        String page = Samples.page(Samples.report(Samples.shop()));

        for (Section section : Section.values()) {
            assertThat(page).contains(section.title());
        }
        int database = page.indexOf("<h2 id=\"section-3\" class=\"topic\">Database");
        int networking = page.indexOf("<h2 id=\"section-1\" class=\"topic\">Networking");
        assertThat(database).isPositive();
        assertThat(page.indexOf("id=\"rule-http-no-timeout\"")).isGreaterThan(networking);
    }

    @Test
    void advice_for_the_framework_that_is_there_comes_first_and_the_rest_unfolds() {
        Finding one = Samples.shop().get(0);
        String boot = Samples.page(Samples.report(List.of(one), "a.B", List.of("Spring Boot")));
        String plain = Samples.page(Samples.report(List.of(one), "a.B", List.of()));

        assertThat(boot).contains("How to fix it · Spring Boot", "Built with something else: Plain Java, Quarkus");
        assertThat(boot.indexOf("spring-boot-starter-jdbc")).isLessThan(boot.indexOf("new HikariDataSource"));
        assertThat(plain).contains("How to fix it · Plain Java");
        assertThat(plain.indexOf("new HikariDataSource")).isLessThan(plain.indexOf("spring-boot-starter-jdbc"));
    }

    @Test
    void what_needs_no_attention_is_folded_with_its_reason() {
        String page = Samples.page(Samples.report(Samples.shop()));

        assertThat(page)
                .contains("<summary>2 findings need no attention</summary>")
                .contains("http/localhost-endpoint: in the baseline.")
                .contains("jdbc/privileged-login: it proved harmless: the login turned out to have few rights.");
        assertThat(page).doesNotContain("id=\"rule-http-localhost-endpoint\"");
    }

    @Test
    void says_what_was_not_judged_and_what_the_agent_cost() {
        String page = Samples.page(Samples.report(List.of()));

        assertThat(page)
                .contains("No hazard seen", "rules were judged.", "no file was written in a request")
                .contains("2 of 3 hooks are installed; 1 is not", "server.undertow", "its class was not loaded")
                .contains("<dd>92 ms</dd>", "740 ms (0.4 % of one CPU)", "late-refused")
                .contains("check it yourself", "backups are made");
    }

    @Test
    void a_page_without_confirmed_findings_does_not_say_that_all_is_well() {
        Finding suspected = Samples.with(Samples.shop().get(0), State.SUSPECTED, Status.OPEN);

        assertThat(Samples.page(Samples.report(List.of(suspected))))
                .contains("Nothing proven yet", "1 more is suspected")
                .contains("BadOrders.report");
    }

    @Test
    void pictures_say_in_words_what_they_show() {
        String page = Samples.page(Samples.report(Samples.shop()));

        assertThat(page)
                .contains("<title>Findings by severity</title><desc>4 blockers, 2 high and 2 medium</desc>")
                .contains("<desc>18 ms here, 580 ms in production, because of 49 round trips</desc>")
                .contains("Assumed: a round trip takes 2 ms to the database")
                .contains("Pools of 40 in 3 replicas and 1 more during a deploy need 160 connections; the database has "
                        + "100 (the default; 3 reserved; 97 usable). 2 replicas fit.");
    }

    @Test
    void evidence_is_named_in_words_and_a_rule_by_its_id() {
        Finding of = Samples.many(1).get(0);
        Evidence evidence =
                Evidence.of(Samples.with(of, Samples.evidence("jdbc/too-many-clients", "refused", "single-use", 3)));

        assertThat(evidence.numbers())
                .extracting(Evidence.Fact::name)
                .containsExactly("jdbc/too-many-clients", "single use");
    }

    @Test
    void odd_evidence_makes_no_picture_and_no_failure() {
        for (Map<String, Object> odd : List.of(
                Samples.evidence("local-millis", "soon", "projected-millis", 5),
                Samples.evidence("local-millis", 9, "projected-millis", 0),
                Samples.evidence("local-millis", Double.NaN, "projected-millis", 5),
                Samples.evidence("usable", 0, "pool-sum", 0, "replicas", 0),
                Samples.evidence("usable", -1, "pool-sum", 1e300, "replicas", 1e300))) {
            Finding of = Samples.shop().get(0);
            Finding strange = new Finding(
                    of.id(),
                    of.rule(),
                    "v",
                    of.area(),
                    of.severity(),
                    of.state(),
                    of.status(),
                    of.message(),
                    of.fix(),
                    "",
                    null,
                    List.of(),
                    1,
                    Long.MIN_VALUE / 2,
                    Long.MAX_VALUE / 2,
                    odd);

            assertThat(Samples.page(Samples.report(List.of(strange))))
                    .doesNotContain("<figure>")
                    .contains("The whole process", "suppress=jdbc/unpooled-connection</pre>");
        }
        Finding full = Samples.with(Samples.shop().get(4), State.CONFIRMED, Status.OPEN);
        assertThat(PoolBar.of(full).blocks())
                .extracting(PoolBar.Block::kind)
                .containsExactly("fits", "fits", "over", "over");
    }

    @Test
    void a_page_for_ten_findings_is_small() {
        assertThat(Samples.page(Samples.report(Samples.many(10))).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(100_000);
    }

    /** Of forty-seven rules, as many as the demo's shop breaks. */
    @Test
    void a_page_for_three_hundred_is_no_burden() {
        List<Finding> findings = Samples.many(300, Samples.catalogue().subList(0, 47));
        assertThat(Samples.page(Samples.report(findings)).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(400_000);
    }

    @Test
    void two_thousand_findings_are_made_quickly_and_stay_readable() {
        Report report = Samples.report(Samples.many(2_000));
        Samples.page(report);
        long best = Long.MAX_VALUE;
        String page = "";
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            page = Samples.page(report);
            best = Math.min(best, System.nanoTime() - start);
        }

        assertThat(best / 1_000_000).as("milliseconds").isLessThan(1_000);
        assertThat(page.length()).isLessThan(2_200_000);
        assertThat(page.split("<article ", -1).length - 1).isLessThanOrEqualTo(Topics.MOST_CARDS);
        assertThat(page).contains("SomeServiceImplementation1999");
    }

    @Test
    void ever_more_findings_make_no_ever_larger_page() {
        String page = Samples.page(Samples.report(Samples.many(12_000)));

        assertThat(page.length()).isLessThan(2_500_000);
        assertThat(page).contains("in the JSON report");
    }

    @Test
    void hostile_text_stays_text() {
        String page = Samples.page(Samples.report(Samples.hostile()));

        assertThat(page)
                .doesNotContain("<script", "<img", "\u001b", "\u009b", "\u2028", "\u202e", "\u2066", "\u0000", "\ufeff")
                .doesNotContain("href=\"javascript", "<b>**", "evil.example/x.png\"")
                .contains("&lt;script&gt;alert(&#39;x&quot;&#39;)&lt;/script&gt;&amp;", "{{style}}");
        assertThat(page.split("</html>", -1)).hasSize(2);
        assertThat(page.split("</title>", -1).length).isEqualTo(page.split("<title>", -1).length);
        assertThat(page.length()).isLessThan(150_000);
    }

    @Test
    void secrets_that_became_known_are_nowhere() throws IOException {
        Ledger ledger = Books.ledger("");
        ledger.add(Found.confirmed(
                        Books.PLAIN_HTTP, Books.at("com.acme.Dao", "m", 1), "http://x/?t=" + SECRET, "saw " + SECRET, 1)
                .evidence("said", SECRET)
                .evidence("list", List.of(SECRET)));
        StringWriter page = new StringWriter();
        new HtmlReport()
                .write(
                        page,
                        new Report(
                                Samples.report(List.of()).process(),
                                1,
                                List.of(),
                                List.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                ledger.snapshot()),
                        Books.cards());

        assertThat(page.toString()).contains("saw ***").doesNotContain(SECRET);
    }

    @Test
    void a_rule_that_this_version_does_not_know_is_shown_all_the_same() {
        Finding of = Samples.shop().get(4);
        assertThat(Samples.page(Samples.report(List.of(of))))
                .contains("<h3 id=\"rule-jdbc-pool-exceeds-db-limit\">")
                .contains("severity.jdbc/pool-exceeds-db-limit=low");
    }

    @Test
    void a_file_has_no_links_that_only_the_endpoint_could_follow() throws IOException {
        Report report = Samples.report(Samples.shop());
        StringWriter live = new StringWriter();
        HtmlReport.live(Narrowed.NOT, SourceLinks.NONE).write(live, report, Samples.catalogue());

        assertThat(Samples.page(report)).doesNotContain("href=\"/");
        assertThat(live.toString()).contains("href=\"/findings\"", "href=\"/metrics\"");
    }

    @Test
    void severities_of_one_kind_fill_the_bar() {
        Severities one = Severities.of(List.of(Samples.shop().get(0)));

        assertThat(one.bar()).singleElement().satisfies(part -> {
            assertThat(part.severity()).isEqualTo(Severity.BLOCKER.label());
            assertThat(part.width()).isEqualTo(1_000);
        });
        assertThat(one.told()).isEqualTo("1 blocker");
    }
}
