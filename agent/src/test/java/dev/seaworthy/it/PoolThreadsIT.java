package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Atoll;

/** What pools are refused on threads of their own stands in the application's code. */
class PoolThreadsIT {

    private static final String RULE = "jdbc/too-many-clients";

    @NewestJdk
    void a_refusal_on_a_pools_own_thread_stands_where_the_pool_was_built_or_first_borrowed_from(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Atoll.class)
                .with(ClassPath.HIKARI)
                .agent("app.packages=fixture.jdbc")
                .run()
                .ended();

        assertThat(log.out()).contains("refused");
        assertThat(log.confirmed(RULE))
                .extracting(one -> one.target() + " " + one.method())
                .containsExactlyInAnyOrder("jdbc:shoal:hikari built", "jdbc:shoal:reef lends");
    }
}
