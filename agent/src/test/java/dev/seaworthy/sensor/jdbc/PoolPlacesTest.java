package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ConnectionConfigured;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionRefused;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import fixture.jdbc.Atoll;
import fixture.reef.Reef;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the work stands that pools do on threads of their own. */
class PoolPlacesTest implements Observations, Late {

    private static final String URL = "jdbc:postgresql://db/shop";

    private final List<Observation> told = Collections.synchronizedList(new ArrayList<>());
    private final Surroundings surroundings =
            new Surroundings(key -> key.equals("app.packages") ? "fixture.jdbc" : null);
    private final Jdbc jdbc = new Jdbc(new Receiver() {}, surroundings, this, this);
    private final Object driver = new Object();
    private final List<Reef> alive = new ArrayList<>();

    @Override
    public void add(Observation seen) {
        told.add(seen);
    }

    @Override
    public void count(String sense, long more) {}

    @Override
    public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

    @Override
    public void later(Runnable task) {
        task.run();
    }

    /** On a thread of its own, in code of the pool. */
    private static void onPoolsThread(Runnable work) throws InterruptedException {
        Thread thread = new Thread(() -> Reef.works(work));
        thread.start();
        thread.join();
    }

    private void refused() throws InterruptedException {
        onPoolsThread(() -> {
            jdbc.enter(Hooks.OPEN, driver, URL, new Properties());
            jdbc.thrown(Hooks.OPEN, new SQLException("too many clients", "53300"), driver, null, null);
        });
    }

    private void opened() throws InterruptedException {
        onPoolsThread(() -> {
            jdbc.enter(Hooks.OPEN, driver, URL, new Properties());
            jdbc.exit(Hooks.OPEN, Fakes.of(Connection.class), driver, null, null);
        });
    }

    private void built() {
        built(URL);
    }

    private void built(String url) {
        Reef reef = new Reef(url);
        alive.add(reef);
        Atoll.runs(() -> jdbc.exit(Hooks.BUILD_UNKNOWN, null, reef, null, null));
    }

    private void lends(Object pool) {
        Atoll.runs(() -> {
            jdbc.enter(Hooks.BORROW, pool, null, null);
            jdbc.exit(Hooks.BORROW, Fakes.lent(), pool, null, null);
        });
    }

    private <T extends JdbcObservation> List<T> told(Class<T> type) {
        synchronized (told) {
            return told.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    private static @Nullable String method(JdbcObservation seen) {
        Place place = seen.origin().site().place();
        return place == null ? null : place.className() + "." + place.method();
    }

    private void later() {
        jdbc.places.look(System.currentTimeMillis() + 6_000, false);
    }

    @Test
    void work_on_a_pools_own_thread_stands_where_the_pool_was_built() throws InterruptedException {
        built();
        opened();
        refused();

        assertThat(told(ConnectionRefused.class))
                .singleElement()
                .satisfies(one -> assertThat(method(one)).isEqualTo("fixture.jdbc.Atoll.runs"))
                .satisfies(one -> assertThat(one.holders().keySet())
                        .singleElement()
                        .asString()
                        .startsWith("fixture.jdbc.Atoll.runs("));
        assertThat(told(ConnectionOpened.class))
                .singleElement()
                .satisfies(one -> assertThat(method(one)).isEqualTo("fixture.jdbc.Atoll.runs"))
                .satisfies(one -> assertThat(one.origin().site().stack())
                        .as("who opened it")
                        .anyMatch(frame -> frame.className().equals(Reef.class.getName())));
        assertThat(told(ConnectionConfigured.class))
                .singleElement()
                .satisfies(one -> assertThat(method(one)).isEqualTo("fixture.jdbc.Atoll.runs"));
    }

    @Test
    void or_where_it_was_first_borrowed_from_even_if_that_comes_later() throws InterruptedException {
        Reef reef = new Reef(URL);
        refused();
        assertThat(told(ConnectionRefused.class)).isEmpty();
        lends(reef);
        jdbc.places.look(System.currentTimeMillis(), false);

        assertThat(told(ConnectionRefused.class))
                .singleElement()
                .satisfies(one -> assertThat(method(one)).isEqualTo("fixture.jdbc.Atoll.runs"));
    }

    @Test
    void or_nowhere_once_nothing_is_known_for_seconds() throws InterruptedException {
        refused();
        later();

        assertThat(told(ConnectionRefused.class))
                .singleElement()
                .satisfies(one -> assertThat(method(one)).isNull());
    }

    @Test
    void or_nowhere_if_two_places_built_pools_for_that_database() throws InterruptedException {
        built();
        Reef other = new Reef(URL);
        jdbc.places.add(other, elsewhere(), true);
        refused();
        assertThat(other.getMaxSize()).isPositive();
        later();

        assertThat(told(ConnectionRefused.class))
                .singleElement()
                .satisfies(one -> assertThat(method(one)).isNull());
    }

    private Site elsewhere() {
        Site[] site = new Site[1];
        Atoll.runs(() -> site[0] = surroundings.sites().walk());
        Place place = site[0].place();
        assertThat(place).isNotNull();
        return new Site(new Place("fixture.jdbc.Other", "runs", null, -1), true, site[0].stack());
    }

    @Test
    void a_pool_for_another_database_is_not_meant() throws InterruptedException {
        built("jdbc:postgresql://db/other");
        refused();
        later();

        assertThat(told(ConnectionRefused.class))
                .singleElement()
                .satisfies(one -> assertThat(method(one)).isNull());
    }

    @Test
    void no_line_is_negative() {
        assertThat(new Place("a.B", "c", "B.java", -2).line()).isZero();
        assertThat(new Place("a.B", "c", "B.java", -1)).hasToString("a.B.c(B.java)");
    }
}
