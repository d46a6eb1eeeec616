package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.OutputsSet;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the outputs of a framework are read: of one whose loggers have parents and handlers. */
class OutputsTest {

    private static final List<LoggerLog> NOBODY = List.of();
    private static final List<LoggerLog> OWN = List.of(new LoggerLog("com.acme.Orders"));

    private final List<Observation> seen = new ArrayList<>();
    private final Surroundings surroundings = new Surroundings(key -> key.equals("app.packages") ? "com.acme" : null);
    private final Outputs outputs = new Outputs(surroundings, new Observations() {
        @Override
        public void add(Observation observation) {
            seen.add(observation);
        }

        @Override
        public void count(String sense, long more) {}
    });
    private final Root root = new Root();

    /** A root logger. */
    public static final class Root {
        private String level = "INFO";
        private final List<Object> handlers = new ArrayList<>(List.of(new ConsoleHandler()));

        public Object getParent() {
            return null;
        }

        public List<Object> getHandlers() {
            return handlers;
        }

        public String getLevel() {
            return level;
        }
    }

    /** Writes plain text. */
    public static final class ConsoleHandler {
        public String getPattern() {
            return "%level %msg%n";
        }
    }

    @BeforeEach
    void serve() {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true, "GET /orders");
        surroundings.units().end();
        outputs.tick(NOBODY, false);
        outputs.tick(NOBODY, false);
    }

    private List<OutputsSet> told() {
        return seen.stream().map(OutputsSet.class::cast).toList();
    }

    @Test
    void reads_a_framework_in_the_round_after_its_first_event() {
        outputs.seen("any", root);
        outputs.tick(OWN, false);
        assertThat(told()).singleElement().satisfies(one -> {
            assertThat(one.used()).isTrue();
            assertThat(one.outputs()).allMatch(OutputsSet.Output::plain).hasSize(1);
        });
        outputs.tick(OWN, false);
        outputs.tick(OWN, true);
        assertThat(seen).hasSize(1);
    }

    @Test
    void says_in_the_next_round_that_the_application_uses_it() {
        outputs.seen("any", root);
        outputs.tick(NOBODY, false);
        outputs.tick(OWN, false);
        assertThat(told()).extracting(OutputsSet::used).containsExactly(false, true);
    }

    @Test
    void knows_the_outputs_of_a_framework_that_was_shut_down_before_anything_was_read() {
        outputs.seen("any", root);
        outputs.stops();
        root.handlers.clear();
        root.level = "OFF";
        outputs.tick(OWN, true);
        assertThat(told())
                .singleElement()
                .satisfies(one -> assertThat(one.outputs()).hasSize(1));
    }

    @Test
    void believes_a_framework_that_has_no_outputs_while_the_service_runs() {
        root.handlers.clear();
        outputs.seen("any", root);
        outputs.tick(OWN, false);
        assertThat(told())
                .singleElement()
                .satisfies(one -> assertThat(one.outputs()).isEmpty());
    }
}
