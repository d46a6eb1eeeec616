package dev.seaworthy.sensor.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JBoss LogManager 2 and 3, as in WildFly and Quarkus: the JDK's loggers and records with more in them. */
final class JbossLogging extends JavaLogging {

    static final String POINTS = """
            around org/jboss/logmanager/Logger logRaw(Lorg/jboss/logmanager/ExtLogRecord;)V 0,this
            says org/jboss/logmanager/ExtLogRecord getFormattedMessage()Ljava/lang/String; this
            says? org/jboss/logmanager/ExtFormatter formatMessage(Ljava/util/logging/LogRecord;)Ljava/lang/String; 0
            levels org/jboss/logmanager/Logger setLevel(Ljava/util/logging/Level;)V this,0
            """;

    /** What a record copies are texts of the values, which may be the application's own objects. */
    private static final ThreadContexts CONTEXTS = new ThreadContexts("org.jboss.logmanager.MDC", "copyObject");

    @Override
    public String name() {
        return "jboss-logmanager";
    }

    @Override
    public boolean passes(LoggedEvent event) {
        return true;
    }

    @Override
    public @Nullable Map<?, ?> context(LoggedEvent event) {
        return CONTEXTS.of(event.b);
    }

    @Override
    public @Nullable Object source(LoggedEvent event) {
        return event.b;
    }
}
