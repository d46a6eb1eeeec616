package dev.seaworthy.harness;

/** Libraries of {@code it-libs} that only run together, for {@link Voyage#with}. */
public final class ClassPath {

    public static final String[] HIKARI = {"HikariCP", "slf4j-api"};

    public static final String[] DBCP = {"commons-dbcp2", "commons-pool2", "commons-logging", "jakarta.transaction-api"
    };

    public static final String[] C3P0 = {"c3p0", "mchange-commons-java"};

    public static final String[] SPRING_JDBC = {"spring-jdbc", "spring-core", "spring-beans", "spring-tx", "spring-jcl"
    };

    public static final String[] TOMCAT_9 = {"tomcat-embed-core-9", "tomcat-annotations-api-9"};

    public static final String[] TOMCAT_11 = {"tomcat-embed-core-11", "tomcat-annotations-api-11"};

    public static final String[] JETTY = {
        "jetty-ee10-servlet", "jetty-server", "jetty-http", "jetty-io", "jetty-util", "jetty-session", "jetty-security"
    };

    public static final String[] UNDERTOW = {
        "undertow-core",
        "undertow-servlet",
        "xnio-api",
        "xnio-nio",
        "jboss-threads",
        "jboss-logging",
        "smallrye-common-annotation",
        "smallrye-common-constraint",
        "smallrye-common-cpu",
        "smallrye-common-function",
        "wildfly-client-config",
        "wildfly-common",
        "jakarta.annotation-api"
    };

    public static final String[] LOGBACK = {"logback-classic", "logback-core", "slf4j-api"};

    private ClassPath() {}
}
