package dev.seaworthy.finding;

import static dev.seaworthy.finding.Books.confirmed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final String URL = "jdbc:postgresql://db:5432/shop";

    @TempDir
    Path directory;

    private final Ledger ledger = Books.ledger("");
    private final List<String> events = new ArrayList<>();

    LedgerTest() {
        ledger.listen((finding, event) -> events.add(event + " " + finding.rule() + " " + finding.count()));
    }

    @Test
    void the_same_thing_again_is_the_same_finding() {
        ledger.add(confirmed(Books.UNPOOLED, URL, "5 connections")
                .evidence("opens", 5)
                .occurrences(5));
        ledger.add(Found.confirmed(
                        Books.UNPOOLED, Books.at("com.acme.OrderDao", "find", 99), URL, "12 connections", 2_000_000)
                .evidence("opens", 12)
                .occurrences(7));
        Finding finding = only(ledger);
        assertThat(finding.count()).isEqualTo(12);
        assertThat(finding.message()).isEqualTo("12 connections");
        assertThat(finding.firstSeen()).isEqualTo(1_000_000);
        assertThat(finding.lastSeen()).isEqualTo(2_000_000);
        assertThat(finding.evidence()).containsEntry("opens", 12L);
        assertThat(finding.fix()).isEqualTo("Create one pooled DataSource at start-up.");
        assertThat(events).containsExactly("CONFIRMED jdbc/unpooled-connection 5");
    }

    @Test
    void its_unit_of_work_stands_in_the_evidence_of_what_was_said_in_it() {
        ledger.add(confirmed(Books.UNPOOLED, URL, "a").seenIn("GET /hunter2-hunter2/{}"));
        assertThat(only(ledger).evidence()).isEqualTo(Map.of("route", "GET /***/{}"));
        ledger.add(confirmed(Books.UNPOOLED, URL, "b").evidence("opens", 5));
        assertThat(only(ledger).route()).isEqualTo("GET /***/{}");
        assertThat(only(ledger).evidence()).containsEntry("opens", 5L);
        ledger.add(confirmed(Books.UNPOOLED, URL, "c").seenIn("GET /orders"));
        assertThat(only(ledger).route()).isEqualTo("GET /orders");
        ledger.add(confirmed(Books.UNPOOLED, URL, "d")
                .evidence("route", "POST /own")
                .seenIn("GET /orders"));
        assertThat(only(ledger).route()).isEqualTo("POST /own");
    }

    @Test
    void another_variant_method_or_target_is_another_finding() {
        ledger.add(confirmed(Books.UNPOOLED, URL, "a"));
        ledger.add(confirmed(Books.UNPOOLED, URL + "2", "a"));
        ledger.add(confirmed(Books.UNPOOLED, URL, "a").variant("pool-per-request"));
        ledger.add(Found.confirmed(Books.UNPOOLED, Books.at("com.acme.OrderDao", "save", 31), URL, "a", 1));
        assertThat(ledger.snapshot()).hasSize(4).extracting(Finding::id).doesNotHaveDuplicates();
    }

    @Test
    void ids_are_stable_and_know_neither_line_nor_message_nor_a_proxy_s_number() {
        ledger.add(confirmed(Books.UNPOOLED, URL, "a"));
        String id = only(ledger).id();
        assertThat(id).matches("unpooled-connection-[0-9a-f]{12}");
        for (String type :
                List.of("com.acme.OrderDao", "com.acme.OrderDao$$SpringCGLIB$$0", "com.acme.OrderDao$$Lambda/0x7f")) {
            Ledger other = Books.ledger("");
            other.add(Found.confirmed(Books.UNPOOLED, Books.at(type, "find", 77), URL, "other", 5));
            assertThat(only(other).id()).isEqualTo(id);
        }
    }

    @Test
    void what_has_one_cause_is_one_finding_with_its_places() throws IOException {
        ledger.add(everywhere("com.acme.OrderDao", 5));
        ledger.add(everywhere("com.acme.CartDao", 3));
        Finding one = only(ledger);
        assertThat(one.count()).isEqualTo(8);
        assertThat(String.valueOf(one.location())).contains("OrderDao");
        assertThat((Map<?, ?>) one.evidence().get("places")).hasSize(2);

        Ledger later = Books.ledger("");
        later.add(everywhere("com.acme.CartDao", 3));
        assertThat(only(later).id()).isEqualTo(one.id());

        Ledger before = Books.ledger("");
        before.add(confirmed(Books.UNPOOLED, URL, "a"));
        Path baseline =
                Files.writeString(directory.resolve("before.txt"), only(before).id() + " 1\n");
        Ledger based = Books.ledger("baseline=" + baseline);
        based.add(everywhere("com.acme.OrderDao", 1));
        assertThat(only(based).status()).isEqualTo(Status.BASELINE);

        Ledger hushed = Books.ledger("suppress=jdbc/unpooled-connection@com.acme.OrderDao");
        hushed.add(everywhere("com.acme.OrderDao", 5));
        hushed.add(everywhere("com.acme.CartDao", 3));
        assertThat(hushed.snapshot())
                .extracting(Finding::status)
                .containsExactlyInAnyOrder(Status.SUPPRESSED, Status.OPEN);
    }

    private static Found everywhere(String type, long times) {
        return Found.confirmed(Books.UNPOOLED, Books.at(type, "find", 31), URL, "opened", 1)
                .anywhere()
                .occurrences(times);
    }

    @Test
    void evidence_is_that_of_the_message() {
        ledger.add(confirmed(Books.UNPOOLED, URL, "worse").evidence("sql", "a").evidence("rows", 3));
        ledger.add(
                confirmed(Books.UNPOOLED, URL, "milder").severity(Severity.LOW).evidence("sql", "b"));
        assertThat(only(ledger).evidence()).containsEntry("sql", "a").containsKey("rows");
        ledger.add(confirmed(Books.UNPOOLED, URL, "as bad").evidence("sql", "c"));
        assertThat(only(ledger).evidence()).containsEntry("sql", "c").doesNotContainKey("rows");
    }

    @Test
    void suspected_grows_to_confirmed_and_never_back() {
        ledger.add(Found.suspected(Books.UNPOOLED, Books.dao(), URL, "seen once", 1)
                .severity(Severity.MEDIUM));
        assertThat(only(ledger).state()).isEqualTo(State.SUSPECTED);
        assertThat(only(ledger).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(events).isEmpty();
        ledger.add(confirmed(Books.UNPOOLED, URL, "5 times"));
        ledger.add(Found.suspected(Books.UNPOOLED, Books.dao(), URL, "seen once", 3));
        assertThat(only(ledger).state()).isEqualTo(State.CONFIRMED);
        assertThat(only(ledger).severity()).isEqualTo(Severity.BLOCKER);
        assertThat(only(ledger).message()).isEqualTo("5 times");
        assertThat(only(ledger).count()).isEqualTo(3);
    }

    @Test
    void the_worst_that_was_said_stays() {
        ledger.add(confirmed(Books.UNPOOLED, URL, "bad").severity(Severity.HIGH));
        ledger.add(confirmed(Books.UNPOOLED, URL, "mild").severity(Severity.LOW));
        assertThat(only(ledger).message()).isEqualTo("bad");
        ledger.add(confirmed(Books.UNPOOLED, URL, "worse").severity(Severity.BLOCKER));
        assertThat(only(ledger).message()).isEqualTo("worse");
        assertThat(events).hasSize(2).allMatch(event -> event.startsWith("CONFIRMED"));
    }

    @Test
    void is_told_again_at_ten_hundred_and_thousand_times_its_count() {
        ledger.add(confirmed(Books.PLAIN_HTTP, "http://a", "m").occurrences(2));
        for (int i = 0; i < 10_000; i++) {
            ledger.add(confirmed(Books.PLAIN_HTTP, "http://a", "m").occurrences(2));
        }
        assertThat(events)
                .containsExactly(
                        "CONFIRMED http/plain-http 2",
                        "REPEATED http/plain-http 20",
                        "REPEATED http/plain-http 200",
                        "REPEATED http/plain-http 2000");
    }

    @Test
    void a_leap_in_the_count_is_told_once() {
        ledger.add(confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        ledger.add(confirmed(Books.PLAIN_HTTP, "http://a", "m").occurrences(5_000));
        ledger.add(confirmed(Books.PLAIN_HTTP, "http://a", "m").occurrences(0));
        assertThat(events).containsExactly("CONFIRMED http/plain-http 1", "REPEATED http/plain-http 5001");
        assertThat(only(ledger).count()).isEqualTo(5_001);
    }

    @Test
    void a_retracted_finding_is_resolved_and_told_once() {
        ledger.add(confirmed(Books.UNPOOLED, URL, "m"));
        ledger.resolve(confirmed(Books.UNPOOLED, URL, "was returned after all"));
        ledger.resolve(confirmed(Books.UNPOOLED, URL, "was returned after all"));
        ledger.resolve(confirmed(Books.PLAIN_HTTP, "http://nowhere", "never seen"));
        assertThat(only(ledger).state()).isEqualTo(State.RESOLVED);
        assertThat(only(ledger).evidence()).containsEntry("retracted", "was returned after all");
        assertThat(events)
                .containsExactly("CONFIRMED jdbc/unpooled-connection 1", "RESOLVED jdbc/unpooled-connection 1");
    }

    @Test
    void a_finding_that_comes_and_goes_is_told_three_times_at_most() {
        for (int i = 0; i < 20; i++) {
            ledger.add(confirmed(Books.UNPOOLED, URL, "m").occurrences(0));
            ledger.resolve(confirmed(Books.UNPOOLED, URL, "gone"));
        }
        assertThat(events).filteredOn(event -> event.startsWith("CONFIRMED")).hasSize(3);
    }

    @Test
    void the_user_s_severity_wins_over_the_finding_s_over_the_rule_s() {
        assertThat(severity("", false, null)).isEqualTo(Severity.BLOCKER);
        assertThat(severity("", false, Severity.MEDIUM)).isEqualTo(Severity.MEDIUM);
        assertThat(severity("severity.jdbc/unpooled-connection=info", false, Severity.MEDIUM))
                .isEqualTo(Severity.INFO);
    }

    @Test
    void on_a_developer_s_machine_it_is_one_step_milder_unless_user_or_rule_say_no() {
        assertThat(severity("", true, null)).isEqualTo(Severity.HIGH);
        assertThat(severity("", true, Severity.INFO)).isEqualTo(Severity.INFO);
        assertThat(severity("severity.jdbc/unpooled-connection=blocker", true, null))
                .isEqualTo(Severity.BLOCKER);
        Ledger book = new Ledger(Books.settings(""), Books.cards(), true, text -> text);
        book.add(confirmed(new SampleRule.LocalhostEndpoint(), "http://localhost", "m"));
        assertThat(only(book).severity()).isEqualTo(Severity.BLOCKER);
    }

    @Test
    void no_secret_gets_in_or_out() {
        Found found = confirmed(
                        Books.PLAIN_HTTP,
                        "http://joe:hunter2@a.com?token=hunter2",
                        "sent hunter2-hunter2, password=hunter2")
                .variant("v?secret=hunter2")
                .fix("Remove hunter2-hunter2")
                .evidence("url hunter2-hunter2", "https://x:hunter2@b")
                .evidence("list", List.of("hunter2-hunter2"));
        ledger.add(found);
        assertThat(only(ledger).toString()).doesNotContain("hunter2");
    }

    @Test
    void a_secret_that_becomes_known_later_does_not_get_out() {
        AtomicBoolean known = new AtomicBoolean();
        Ledger book = new Ledger(
                Books.settings(""),
                Books.cards(),
                false,
                text -> known.get() ? text.replace("later-secret", "***") : text);
        book.add(confirmed(Books.PLAIN_HTTP, "http://a/later-secret", "saw later-secret")
                .evidence("k", "later-secret"));
        known.set(true);
        assertThat(only(book).toString()).doesNotContain("later-secret");
    }

    @Test
    void the_embedded_database_speaks_for_its_login_and_softens_its_connections() {
        String h2 = "jdbc:h2:mem:shop";
        ledger.add(confirmed(new SampleRule.PrivilegedLogin(), h2 + " as sa", "m"));
        ledger.add(confirmed(new SampleRule.PrivilegedLogin(), URL, "m"));
        ledger.add(confirmed(Books.UNPOOLED, h2, "m"));
        ledger.add(confirmed(new SampleRule.EmbeddedDatabase(), h2, "m"));
        Finding embedded = of(ledger, "jdbc/embedded-database", h2);
        Finding muted = of(ledger, "jdbc/privileged-login", h2 + " as sa");
        assertThat(muted.state()).isEqualTo(State.RESOLVED);
        assertThat(muted.evidence()).containsEntry(Finding.FOLDED_INTO, embedded.id());
        assertThat(of(ledger, "jdbc/privileged-login", URL).state()).isEqualTo(State.CONFIRMED);
        assertThat(of(ledger, "jdbc/unpooled-connection", h2).severity()).isEqualTo(Severity.LOW);
        events.clear();
        ledger.add(confirmed(new SampleRule.PrivilegedLogin(), h2, "m"));
        assertThat(events).isEmpty();
        ledger.resolve(confirmed(new SampleRule.EmbeddedDatabase(), h2, "only a cache"));
        assertThat(of(ledger, "jdbc/privileged-login", h2).state()).isEqualTo(State.CONFIRMED);
        assertThat(of(ledger, "jdbc/unpooled-connection", h2).severity()).isEqualTo(Severity.BLOCKER);
    }

    @Test
    void a_suspected_dominator_mutes_nothing() {
        ledger.add(confirmed(new SampleRule.NoTimeout(), "http://localhost:80", "m"));
        ledger.add(Found.suspected(new SampleRule.LocalhostEndpoint(), Books.dao(), "http://localhost:80", "m", 1));
        assertThat(of(ledger, "http/no-timeout", "http://localhost:80").state()).isEqualTo(State.CONFIRMED);
        ledger.add(confirmed(new SampleRule.LocalhostEndpoint(), "http://localhost:80", "m"));
        ledger.add(confirmed(Books.PLAIN_HTTP, "http://localhost:80", "m"));
        ledger.add(confirmed(Books.PLAIN_HTTP, "http://localhost:8080", "m"));
        assertThat(of(ledger, "http/no-timeout", "http://localhost:80").state()).isEqualTo(State.RESOLVED);
        assertThat(of(ledger, "http/plain-http", "http://localhost:80").state()).isEqualTo(State.RESOLVED);
        assertThat(of(ledger, "http/plain-http", "http://localhost:8080").state())
                .isEqualTo(State.CONFIRMED);
    }

    @Test
    void a_full_database_is_evidence_of_connections_without_a_pool() {
        ledger.add(confirmed(Books.UNPOOLED, URL, "m"));
        ledger.add(confirmed(new SampleRule.TooManyClients(), URL, "refused 4 times"));
        assertThat(of(ledger, "jdbc/unpooled-connection", URL).evidence())
                .containsEntry("jdbc/too-many-clients", "refused 4 times");
        assertThat(of(ledger, "jdbc/too-many-clients", URL).state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void of_several_variants_the_most_severe_names_the_finding() {
        ledger.add(confirmed(Books.UNPOOLED, URL, "m").severity(Severity.MEDIUM));
        ledger.add(confirmed(Books.UNPOOLED, URL, "m").variant("pool-per-request"));
        List<Finding> all = ledger.snapshot();
        assertThat(all.get(0).variant()).isEqualTo("pool-per-request");
        assertThat(all.get(0).evidence()).containsEntry("also", List.of("jdbc/unpooled-connection"));
        assertThat(all.get(1).state()).isEqualTo(State.RESOLVED);
        assertThat(all.get(1).evidence())
                .containsEntry(Finding.FOLDED_INTO, all.get(0).id());
    }

    @Test
    void suppressed_and_known_findings_stay_in_the_report() throws IOException {
        ledger.add(confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        String id = only(ledger).id();
        Path baseline = Files.writeString(directory.resolve("baseline.txt"), "# known\n" + id + " 3 # OrderDao 2026\n");
        Ledger based = Books.ledger("baseline=" + baseline);
        based.add(confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        based.add(confirmed(Books.PLAIN_HTTP, "http://b", "m"));
        assertThat(of(based, "http/plain-http", "http://a").status()).isEqualTo(Status.BASELINE);
        assertThat(of(based, "http/plain-http", "http://b").status()).isEqualTo(Status.OPEN);
        assertThat(based.tally()).hasSize(1);
        Ledger hushed = Books.ledger("suppress=http/plain-http@com.acme.*");
        hushed.add(confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        assertThat(only(hushed).status()).isEqualTo(Status.SUPPRESSED);
        assertThat(only(hushed).isOpen()).isFalse();
    }

    @Test
    void a_baseline_from_when_each_target_had_a_finding_holds_the_one_for_all() throws IOException {
        ledger.add(confirmed(Books.PLAIN_HTTP, "/srv/ann", "m"));
        String former = only(ledger).id();
        Path baseline = Files.writeString(directory.resolve("b.txt"), former + " 1 # ann, 2026-11-24 # till May\n");
        Ledger based = Books.ledger("baseline=" + baseline);
        based.add(confirmed(Books.PLAIN_HTTP, "/srv/bob", "m").forAnyTarget());
        assertThat(only(based).status()).isEqualTo(Status.OPEN);
        String id = only(based).id();
        based.add(confirmed(Books.PLAIN_HTTP, "/srv/ann", "m").forAnyTarget());
        assertThat(only(based).status()).isEqualTo(Status.BASELINE);
        assertThat(only(based).reason()).isEqualTo("till May");
        assertThat(only(based).target()).isEqualTo("/srv/bob");
        assertThat(only(based).count()).isEqualTo(2);
        assertThat(only(based).ids()).hasSize(3).startsWith(id).endsWith(former);

        Ledger turned = Books.ledger("");
        turned.add(confirmed(Books.PLAIN_HTTP, "/srv/ann", "m").forAnyTarget());
        turned.add(confirmed(Books.PLAIN_HTTP, "/srv/bob", "m").forAnyTarget());
        assertThat(only(turned).id()).as("whichever comes first").isEqualTo(id).isNotEqualTo(former);
        turned.resolve(confirmed(Books.PLAIN_HTTP, "/srv/eve", "m").forAnyTarget());
        assertThat(only(turned).state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void why_a_finding_is_quiet_is_said_with_it() throws IOException {
        ledger.add(confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        String id = only(ledger).id();
        assertThat(only(ledger).reason()).isNull();
        Path baseline = Files.writeString(
                directory.resolve("b.txt"),
                id + " 3 # com.acme.OrderDao.find http://a, 2026-11-24 # till May hunter2-hunter2\n");
        Ledger based = Books.ledger("baseline=" + baseline);
        based.add(confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        assertThat(only(based).reason()).isEqualTo("till May ***");
        Files.writeString(baseline, id + " 3 # com.acme.OrderDao.find http://a, 2026-11-24\n");
        Ledger silent = Books.ledger("baseline=" + baseline);
        silent.add(confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        assertThat(only(silent).status()).isEqualTo(Status.BASELINE);
        assertThat(only(silent).reason()).isNull();
        Path quiet =
                Files.writeString(directory.resolve("q.txt"), "http/plain-http@com.acme.OrderDao#find # the mesh\n");
        Ledger hushed = Books.ledger("suppress=file:" + quiet);
        hushed.add(confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        assertThat(only(hushed).reason()).isEqualTo("the mesh");
        assertThat(hushed.staleSuppressions(rule -> true)).isEmpty();
    }

    @Test
    void a_baseline_line_counts_again_from_its_day_on() throws IOException {
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        String id = ledger.snapshot().get(0).id();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (int days : new int[] {0, 1}) {
            Path baseline =
                    Files.writeString(directory.resolve("b.txt"), id + " 1 until " + today.plusDays(days) + " # x\n");
            Ledger based = Books.ledger("baseline=" + baseline);
            based.add(Books.confirmed(Books.PLAIN_HTTP, "http://a", "m"));
            Finding finding = based.snapshot().get(0);
            assertThat(finding.status()).isEqualTo(days == 0 ? Finding.Status.OPEN : Finding.Status.BASELINE);
            assertThat(finding.reason()).isEqualTo(days == 0 ? null : "until " + today.plusDays(1) + ": x");
        }
    }

    @Test
    void a_bad_baseline_line_is_one_warning() throws IOException {
        Path baseline =
                Files.writeString(directory.resolve("b.txt"), "# x\n\nplain-http-12 3\nplain-http-0123456789ab x\n");
        assertThat(Books.ledger("baseline=" + baseline).warnings())
                .hasSize(2)
                .first()
                .asString()
                .contains("line 3 is not a finding", "an id and a count");
    }

    @Test
    void a_variant_in_the_baseline_hides_none_that_is_new() throws IOException {
        ledger.add(confirmed(Books.UNPOOLED, URL, "m"));
        Path baseline =
                Files.writeString(directory.resolve("b.txt"), only(ledger).id() + " 1\n");
        Ledger based = Books.ledger("baseline=" + baseline);
        based.add(confirmed(Books.UNPOOLED, URL, "m"));
        based.add(
                confirmed(Books.UNPOOLED, URL, "m").variant("pool-per-request").severity(Severity.HIGH));
        assertThat(based.snapshot()).extracting(Finding::isOpen).containsExactly(false, true);
        assertThat(based.snapshot()).extracting(Finding::state).containsOnly(State.CONFIRMED);
    }

    @Test
    void says_what_is_wrong_with_files_and_rule_names() {
        Ledger book = Books.ledger("baseline=/no/such,suppress=file:/no/such,rules=-log/nothing,severity.a/b=low");
        assertThat(book.warnings()).hasSize(4).allMatch(warning -> warning.contains("setting '"));
        assertThat(ledger.warnings()).isEmpty();
    }

    @Test
    @Timeout(20)
    void hostile_files_are_bounded_and_told_once() throws IOException {
        Path line = Files.writeString(directory.resolve("line.txt"), "a".repeat(1 << 20) + "\nhttp/*\n");
        List<String> long1 = Books.ledger("suppress=file:" + line).warnings();
        assertThat(long1).singleElement().asString().hasSizeLessThan(500).contains("line 1", "1048576 characters");
        Path other = Files.writeString(directory.resolve("other.txt"), "some text of others\n".repeat(400_000));
        assertThat(Books.ledger("suppress=file:" + other).warnings()).hasSize(10);
        Path many = Files.writeString(directory.resolve("many.txt"), "http/*\n".repeat(20_000));
        assertThat(Books.ledger("suppress=file:" + many).warnings())
                .singleElement()
                .asString()
                .contains("more than 10000 entries");
        String id = "a-".repeat(400_000) + "0123456789ab";
        Path base = Files.writeString(directory.resolve("base.txt"), id + "\n" + id + " 3 # x\n");
        assertThat(Books.ledger("baseline=" + base).warnings()).hasSize(2).allMatch(warning -> warning.length() < 500);
        assertThat(Books.ledger("rules=-" + "a".repeat(60_000)).warnings())
                .singleElement()
                .asString()
                .hasSizeLessThan(2_000);
        assertThat(Books.ledger("severity." + "a".repeat(60_000) + "=low").warnings())
                .singleElement()
                .asString()
                .hasSizeLessThan(2_000);
    }

    @Test
    void a_rule_that_is_off_finds_nothing() {
        Ledger book = Books.ledger("rules=-http/*");
        book.add(confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        assertThat(book.snapshot()).isEmpty();
        assertThat(book.isOn("http/plain-http")).isFalse();
        assertThat(book.isOn("jdbc/unpooled-connection")).isTrue();
    }

    @Test
    void is_bounded_and_confirmed_findings_find_room() {
        for (int i = 0; i < Ledger.MOST + 10; i++) {
            ledger.add(Found.suspected(Books.PLAIN_HTTP, Site.UNKNOWN, "http://" + i, "m", 1));
        }
        assertThat(ledger.snapshot()).hasSize(Ledger.MOST);
        assertThat(ledger.dropped()).isEqualTo(10);
        ledger.add(confirmed(Books.UNPOOLED, URL, "m"));
        assertThat(ledger.snapshot()).hasSize(Ledger.MOST);
        assertThat(ledger.snapshot().get(0).rule()).isEqualTo("jdbc/unpooled-connection");
        assertThat(ledger.dropped()).isEqualTo(11);
    }

    @Test
    void confirmed_come_first_then_the_worst() {
        ledger.add(Found.suspected(Books.UNPOOLED, Books.dao(), URL, "m", 1));
        ledger.add(confirmed(Books.PLAIN_HTTP, "http://a", "m").severity(Severity.LOW));
        ledger.add(confirmed(Books.PLAIN_HTTP, "http://b", "m"));
        assertThat(ledger.snapshot()).extracting(Finding::target).containsExactly("http://b", "http://a", URL);
    }

    @Test
    void a_failing_listener_keeps_nobody_from_hearing() {
        Ledger book = Books.ledger("");
        List<String> heard = new ArrayList<>();
        book.listen((finding, event) -> {
            throw new IllegalStateException();
        });
        book.listen((finding, event) -> heard.add(finding.rule()));
        book.add(confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        assertThat(heard).containsExactly("http/plain-http");
        assertThat(book.errors()).isEqualTo(1);
    }

    @Test
    void may_be_read_while_it_grows() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(4);
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int worker = 0; worker < 4; worker++) {
            int number = worker;
            new Thread(() -> {
                        try {
                            for (int i = 0; i < 300; i++) {
                                ledger.add(confirmed(Books.PLAIN_HTTP, "http://" + i % 30, "m")
                                        .evidence("k" + number, i));
                                ledger.snapshot();
                                ledger.tally();
                            }
                        } catch (Throwable failed) {
                            failures.add(failed);
                        } finally {
                            done.countDown();
                        }
                    })
                    .start();
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
        assertThat(ledger.snapshot()).hasSize(30).allMatch(finding -> finding.count() == 40);
        assertThat(ledger.occurrences("http/plain-http", Severity.HIGH)).isEqualTo(1_200);
    }

    private static Severity severity(
            String arguments, boolean developer, @org.jspecify.annotations.Nullable Severity own) {
        Ledger book = new Ledger(Books.settings(arguments), Books.cards(), developer, text -> text);
        Found found = confirmed(Books.UNPOOLED, URL, "m");
        book.add(own == null ? found : found.severity(own));
        return only(book).severity();
    }

    private static Finding only(Ledger book) {
        assertThat(book.snapshot()).hasSize(1);
        return book.snapshot().get(0);
    }

    private static Finding of(Ledger book, String rule, String target) {
        return book.snapshot().stream()
                .filter(finding ->
                        finding.rule().equals(rule) && finding.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_finding_is_weighed_against_those_about_its_target_only() {
        Ledger crowded = Books.ledger("");
        for (int i = 0; i < Ledger.MOST; i++) {
            crowded.add(Books.confirmed(Books.PLAIN_HTTP, "http://host-" + i, "said"));
        }
        assertThat(crowded.snapshot()).hasSize(Ledger.MOST);
        assertThat(crowded.steps()).isLessThan(10L * Ledger.MOST);
    }
}
