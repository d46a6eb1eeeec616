package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import org.jspecify.annotations.Nullable;

/** Where exceptions and statuses pass that say why a request or a job failed. */
final class FailurePoints {

    /**
     * What gets hold of the exceptions of requests: a stack trace is taken at entry, a message is read at exit; the rest gives
     * its exception at entry.
     */
    static final String EXCEPTIONS = """
            takes java/lang/Throwable getStackTrace()[Ljava/lang/StackTraceElement; this
            takes java/lang/Throwable printStackTrace(Ljava/io/PrintStream;)V this
            takes java/lang/Throwable printStackTrace(Ljava/io/PrintWriter;)V this
            reads java/lang/Throwable getMessage()Ljava/lang/String; this
            """;

    static final String HANDLERS = """
            handles java/util/concurrent/FutureTask setException(Ljava/lang/Throwable;)V 0,this
            handles? org/springframework/web/servlet/DispatcherServlet processHandlerException 3
            handles? org/glassfish/jersey/server/ServerRuntime$Responder process(Ljava/lang/Throwable;)V 0
            handles? org/jboss/resteasy/core/ExceptionHandler handleException 1
            handles? io/javalin/http/ExceptionMapper handle 1
            """;

    /** Where an application says which status its response has. */
    static final String ANSWERS = """
            fails? org/apache/catalina/connector/ResponseFacade setStatus,sendError 0
            fails? org/eclipse/jetty/server/Response setStatus,sendError 0
            fails? org/eclipse/jetty/ee10/servlet/ServletApiResponse setStatus,sendError 0
            fails? org/eclipse/jetty/ee11/servlet/ServletApiResponse setStatus,sendError 0
            fails? io/undertow/servlet/spec/HttpServletResponseImpl setStatus,sendError 0
            fails? sun/net/httpserver/HttpExchangeImpl sendResponseHeaders 0
            fails? org/springframework/http/ResponseEntity status 0
            fails? jakarta/ws/rs/core/Response status 0
            fails? javax/ws/rs/core/Response status 0
            """;

    /** Of Spring's and the JAX-RS API's objects for a status. */
    private static final Getter STATUS = new Getter("value", "getStatusCode");

    private static final int FIRST_ERROR = 500;

    private FailurePoints() {}

    /** Whether a status says that the server is to blame. */
    static boolean isError(@Nullable Object status) {
        Object value = status instanceof Number ? status : STATUS.read(status);
        return value instanceof Number code && code.intValue() >= FIRST_ERROR;
    }
}
