package dev.seaworthy.report;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import java.util.List;
import java.util.Map;

/** Texts that must not do anything but be shown. */
public final class Hostile {

    /** A new line, an ANSI colour, C1's CSI, line separators, right-to-left override, HTML, quotes, half a pair, NUL. */
    public static final String TEXT =
            "a\nb\r\u001b[31mred\u009b31m\u2028\u2029\u0085\u202e<script>alert('x\"')</script>&\ud800\u0000z";

    /** What ends a place in some format: fences, CDATA, comments, tables, links, mentions, references, templates. */
    static final String MARKUP =
            "]]>--><!--`` ```\n```\n~~~|a|b|[x](javascript:alert(1))![i](http://evil.example/p.png)"
                    + "@everyone #1 GH-1 <b>bold</b> *_~ {0} ${jndi:ldap://x} &amp; &#64; \\ %0a ::error::x \ufffe\uffff \u0000";

    static final String HUGE = "Huge".repeat(25_000);

    private Hostile() {}

    /** A report full of them, in every field that the application has a say in. */
    static Report report() {
        Ledger ledger = Books.ledger("suppress=http/plain-http@com.acme.quiet");
        fill(ledger);
        return Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS);
    }

    static void fill(Ledger ledger) {
        for (String text : List.of(TEXT, MARKUP, HUGE, "../../etc/passwd", "")) {
            Place place = new Place("com.acme." + text, text, text, 7);
            Site site = new Site(place, true, List.of(place, place));
            ledger.add(Found.confirmed(Books.PLAIN_HTTP, site, text, text, 1_000_000)
                    .fix(text)
                    .variant(text)
                    .evidence(text, text)
                    .evidence("list", List.of(text, Map.of(text, text))));
            ledger.add(Found.suspected(Books.UNPOOLED, site, text + "s", text, 1_000_000));
        }
        ledger.add(Found.confirmed(Books.PLAIN_HTTP, Books.at("com.acme.quiet.A", "b", 1), "q", "quiet", 1_000_000));
        ledger.add(Found.confirmed(Books.UNPOOLED, Site.UNKNOWN, "t", "the whole process", 1_000_000));
    }
}
