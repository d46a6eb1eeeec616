package benchmark;

import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.OutputStreamAppender;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What an event of Log4j 2 costs with the agent and without it, by ordinary and by asynchronous loggers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Log4jCost {

    /** Events of one line in a second whose texts are searched, each of them, with room to spare. */
    private static final int SEARCHED = 1_000;

    /** A message of 240 characters once it is put together. */
    private static final String LONG =
            "order of {} was placed: 12 items in 3 parcels, by the north sea express to 221B Baker Street, London; payment by "
                    + "invoice within thirty days, confirmation=sent, total: 1 204.50 EUR, discount 7.5 %, next: pick, pack "
                    + "and ship before 17:30";

    private final LoggerContext context = new LoggerContext("ordinary");
    private final LoggerContext asynchronous = new AsyncLoggerContext("asynchronous");
    private final String customer = "customer-4711";
    private Logger log;
    private Logger async;

    @Setup
    public void prepare() {
        log = logger(context);
        async = logger(asynchronous);
    }

    private static Logger logger(LoggerContext of) {
        ConfigurationBuilder<BuiltConfiguration> builder = ConfigurationBuilderFactory.newConfigurationBuilder();
        of.start(builder.add(builder.newRootLogger(Level.INFO)).build(false));
        OutputStreamAppender appender = OutputStreamAppender.newBuilder()
                .setName("none")
                .setLayout(PatternLayout.newBuilder()
                        .withPattern("%level %logger %msg%n")
                        .build())
                .setTarget(OutputStream.nullOutputStream())
                .build();
        appender.start();
        of.getConfiguration().getRootLogger().addAppender(appender, null, null);
        return of.getLogger("com.acme.Shop");
    }

    @TearDown
    public void stop() {
        context.stop();
        asynchronous.stop();
    }

    @Benchmark
    public void log4jDisabled() {
        log.debug("order of {} was placed", customer);
    }

    @Benchmark
    public void log4jEnabled() {
        log.info("order of {} was placed, and all that it needs is in stock", customer);
    }

    @Benchmark
    public void log4jAsyncDisabled() {
        async.debug("order of {} was placed", customer);
    }

    @Benchmark
    public void log4jAsyncEnabled() {
        async.info("order of {} was placed, and all that it needs is in stock", customer);
    }

    @Benchmark
    @OperationsPerInvocation(SEARCHED)
    public void log4jSearched(Pace pace) {
        for (int i = 0; i < SEARCHED; i++) {
            log.info(LONG, customer);
        }
    }

    /** So many events, then none for longer than a second: a quiet service's, of which every text is searched. */
    @State(Scope.Benchmark)
    public static class Pace {

        private static final int HOT = 1_500_000;

        @Setup(org.openjdk.jmh.annotations.Level.Trial)
        public void compile(Log4jCost cost) {
            for (int i = 0; i < HOT; i++) {
                cost.log.info(LONG, cost.customer);
            }
        }

        @Setup(org.openjdk.jmh.annotations.Level.Invocation)
        public void wait(Log4jCost cost) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(2_200);
        }
    }
}
