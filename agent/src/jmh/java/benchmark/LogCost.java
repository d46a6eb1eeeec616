package benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a log event and a printed line cost with the agent and without it, on their way to a stream that drops them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogCost {

    private final PrintStream real = System.out;
    private Logger logback;
    private java.util.logging.Logger jdk;
    private final String customer = "customer-4711";

    /** Events of one line in a second whose texts are searched, each of them, with room to spare. */
    private static final int SEARCHED = 1_000;

    /** A message of 240 characters once it is put together. */
    private static final String LONG =
            "order of {} was placed: 12 items in 3 parcels, by the north sea express to 221B Baker Street, London; payment by "
                    + "invoice within thirty days, confirmation=sent, total: 1 204.50 EUR, discount 7.5 %, next: pick, pack "
                    + "and ship before 17:30";

    @Setup
    public void prepare() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %logger %msg%n");
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(OutputStream.nullOutputStream());
        appender.start();
        logback = context.getLogger("com.acme.Shop");
        context.getLogger("ROOT").setLevel(Level.INFO);
        context.getLogger("ROOT").addAppender(appender);
        jdk = java.util.logging.Logger.getLogger("com.acme.Shop");
        jdk.setUseParentHandlers(false);
        jdk.addHandler(new StreamHandler(OutputStream.nullOutputStream(), new Formatter() {
            @Override
            public String format(LogRecord record) {
                return formatMessage(record);
            }
        }));
    }

    @TearDown
    public void restore() {
        System.setOut(real);
    }

    @Benchmark
    public void logbackDisabled() {
        logback.debug("order of {} was placed", customer);
    }

    @Benchmark
    public void logbackEnabled() {
        logback.info("order of {} was placed, and all that it needs is in stock", customer);
    }

    @Benchmark
    @OperationsPerInvocation(SEARCHED)
    public void logbackSearched(Pace pace) {
        for (int i = 0; i < SEARCHED; i++) {
            logback.info(LONG, customer);
        }
    }

    /** So many events, then none for longer than a second: a quiet service's, of which every text is searched. */
    @State(Scope.Benchmark)
    public static class Pace {

        private static final int HOT = 1_500_000;

        @Setup(org.openjdk.jmh.annotations.Level.Trial)
        public void compile(LogCost cost) {
            for (int i = 0; i < HOT; i++) {
                cost.logback.info(LONG, cost.customer);
            }
        }

        @Setup(org.openjdk.jmh.annotations.Level.Invocation)
        public void wait(LogCost cost) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(2_200);
        }
    }

    @Benchmark
    public void jdkDisabled() {
        jdk.fine("order was placed");
    }

    @Benchmark
    public void jdkEnabled() {
        jdk.info("order was placed, and all that it needs is in stock");
    }

    @Benchmark
    public void println() {
        System.out.println("order was placed, and all that it needs is in stock");
    }
}
