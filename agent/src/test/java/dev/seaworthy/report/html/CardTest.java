package dev.seaworthy.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.observation.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CardTest {

    private static final Place OWN = new Place("com.acme.shop.OrderDao", "find", "OrderDao.java", 31);
    private static final List<Place> STACK = List.of(
            new Place("org.db.Driver", "connect", "Driver.java", 7),
            OWN,
            new Place("org.spring.Proxy", "invoke", "Proxy.java", 8),
            new Place("com.acme.web.Orders", "show", "Orders.java", 12),
            new Place("org.server.Filters", "next", "Filters.java", 3),
            new Place("org.server.Filters", "next", "Filters.java", 3),
            new Place("org.server.Filters", "next", "Filters.java", 3),
            new Place("com.acme.web.Ids", "filter", "Ids.java", 14),
            new Place("org.server.Handler", "handle", "Handler.java", 9),
            new Place("org.server.Handler", "call", "Handler.java", 8),
            new Place("org.server.Worker", "run", "Worker.java", 10));

    @Test
    void what_is_below_the_application_s_line_in_a_row_is_counted() {
        assertThat(stack(OWN, STACK))
                .extracting(Card.Frame::text)
                .containsExactly(
                        "org.db.Driver.connect(Driver.java:7)",
                        "com.acme.shop.OrderDao.find(OrderDao.java:31)",
                        "org.spring.Proxy.invoke(Proxy.java:8)",
                        "com.acme.web.Orders.show(Orders.java:12)",
                        "… 3 more",
                        "com.acme.web.Ids.filter(Ids.java:14)",
                        "… 3 more");
        assertThat(stack(OWN, STACK)).filteredOn(Card.Frame::own).hasSize(1);
    }

    @Test
    void a_line_of_the_overview_begins_with_the_call_that_the_application_made() {
        List<Place> deep = new ArrayList<>(STACK);
        deep.add(0, new Place("org.db.Socket", "open", "Socket.java", 5));

        assertThat(Card.detail(finding(OWN, deep), "").stack())
                .extracting(Card.Frame::text)
                .startsWith(
                        "… 1 more",
                        "org.db.Driver.connect(Driver.java:7)",
                        "com.acme.shop.OrderDao.find(OrderDao.java:31)");
        assertThat(Card.detail(finding(OWN, List.of(OWN)), "").stack()).hasSize(1);
        assertThat(Card.detail(finding(null, STACK), "").stack())
                .extracting(Card.Frame::text)
                .startsWith("org.db.Driver.connect(Driver.java:7)");
    }

    @Test
    void one_without_the_application_is_whole() {
        assertThat(stack(null, STACK)).hasSize(STACK.size());
        assertThat(stack(new Place("Main", "main", null, 0), STACK)).hasSize(STACK.size());
    }

    private static List<Card.Frame> stack(@Nullable Place own, List<Place> stack) {
        return Card.of(finding(own, stack), "anchor", "", "").stack();
    }

    private static Finding finding(@Nullable Place own, List<Place> stack) {
        Finding of = Samples.shop().get(0);
        return new Finding(
                of.id(),
                of.rule(),
                of.variant(),
                of.area(),
                of.severity(),
                of.state(),
                of.status(),
                of.message(),
                of.fix(),
                of.target(),
                own,
                stack,
                of.count(),
                of.firstSeen(),
                of.lastSeen(),
                of.evidence());
    }
}
