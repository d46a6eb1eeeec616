package dev.seaworthy.context;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Package roots of what is published for everybody: a fast path, so that most libraries are known without a look into
 * their archives. What is missing here is known by its archive's own marks.
 */
final class PublicRoots {

    /** Names under which many publishers stand beside each other: sharing one tells nothing. */
    private static final String[] SHARED = {
        "biz.",
        "ch.",
        "co.",
        "com.",
        "com.github.",
        "com.gitlab.",
        "com.googlecode.",
        "de.",
        "dev.",
        "edu.",
        "eu.",
        "fr.",
        "gov.",
        "io.",
        "io.github.",
        "io.gitlab.",
        "it.",
        "me.",
        "net.",
        "net.java.",
        "net.sf.",
        "net.sourceforge.",
        "nl.",
        "org.",
        "org.codehaus.",
        "org.github.",
        "ru.",
        "se.",
        "tech.",
        "uk.",
        "us."
    };

    private static final String[] LIBRARIES = {
        "akka.",
        "android.",
        "antlr.",
        "brave.",
        "cats.",
        "ch.qos.logback.",
        "co.elastic.",
        "com.alibaba.",
        "com.amazonaws.",
        "com.arjuna.",
        "com.atomikos.",
        "com.auth0.",
        "com.azure.",
        "com.caucho.",
        "com.codahale.",
        "com.ctc.wstx.",
        "com.datastax.",
        "com.fasterxml.",
        "com.github.benmanes.caffeine.",
        "com.google.common.",
        "com.google.gson.",
        "com.google.inject.",
        "com.google.protobuf.",
        "com.hazelcast.",
        "com.ibm.db2.",
        "com.ibm.msg.",
        "com.ibm.websphere.",
        "com.ibm.ws.",
        "com.ibm.wsspi.",
        "com.intellij.",
        "com.lmax.",
        "com.mchange.",
        "com.microsoft.azure.",
        "com.microsoft.sqlserver.",
        "com.mongodb.",
        "com.mysql.",
        "com.netflix.",
        "com.newrelic.",
        "com.nimbusds.",
        "com.opensymphony.",
        "com.oracle.",
        "com.rabbitmq.",
        "com.squareup.",
        "com.sun.",
        "com.thoughtworks.",
        "com.typesafe.",
        "com.vaadin.",
        "com.zaxxer.",
        "datadog.",
        "feign.",
        "fish.payara.",
        "freemarker.",
        "graphql.",
        "grails.",
        "io.agroal.",
        "io.dropwizard.",
        "io.ebean.",
        "io.grpc.",
        "io.helidon.",
        "io.javalin.",
        "io.jsonwebtoken.",
        "io.ktor.",
        "io.lettuce.",
        "io.micrometer.",
        "io.micronaut.",
        "io.netty.",
        "io.opentelemetry.",
        "io.opentracing.",
        "io.openliberty.",
        "io.projectreactor.",
        "io.prometheus.",
        "io.quarkus.",
        "io.r2dbc.",
        "io.reactivex.",
        "io.smallrye.",
        "io.swagger.",
        "io.undertow.",
        "io.vavr.",
        "io.vertx.",
        "io.zipkin.",
        "jakarta.",
        "javassist.",
        "javax.",
        "jdk.",
        "jersey.",
        "junit.",
        "kafka.",
        "liquibase.",
        "net.bytebuddy.",
        "net.sf.cglib.",
        "net.sf.ehcache.",
        "net.sourceforge.jtds.",
        "net.ttddyy.",
        "nl.altindag.",
        "ognl.",
        "okhttp3.",
        "okio.",
        "oracle.",
        "org.antlr.",
        "org.aopalliance.",
        "org.apache.",
        "org.aspectj.",
        "org.assertj.",
        "org.asynchttpclient.",
        "org.bouncycastle.",
        "org.checkerframework.",
        "org.codehaus.groovy.",
        "org.codehaus.jackson.",
        "org.codehaus.plexus.",
        "org.codehaus.mojo.",
        "org.eclipse.",
        "org.elasticsearch.",
        "org.firebirdsql.",
        "org.flywaydb.",
        "org.glassfish.",
        "org.glowroot.",
        "org.gradle.",
        "org.h2.",
        "org.hibernate.",
        "org.hsqldb.",
        "org.infinispan.",
        "org.jboss.",
        "org.jdbi.",
        "org.jetbrains.",
        "org.joda.",
        "org.jooq.",
        "org.json.",
        "org.jsoup.",
        "org.junit.",
        "org.keycloak.",
        "org.mariadb.",
        "org.mockito.",
        "org.mongodb.",
        "org.mortbay.",
        "org.mybatis.",
        "org.neo4j.",
        "org.netbeans.",
        "org.objectweb.asm.",
        "org.opensearch.",
        "org.osgi.",
        "org.ow2.",
        "org.picketlink.",
        "org.postgresql.",
        "org.primefaces.",
        "org.quartz.",
        "org.reactivestreams.",
        "org.redisson.",
        "org.slf4j.",
        "org.springframework.",
        "org.sqlite.",
        "org.testcontainers.",
        "org.testng.",
        "org.thymeleaf.",
        "org.tinylog.",
        "org.wildfly.",
        "org.xerial.",
        "org.xnio.",
        "org.yaml.",
        "p6spy.",
        "play.",
        "reactor.",
        "redis.clients.",
        "retrofit2.",
        "rx.",
        "sbt.",
        "software.amazon.",
        "spark.",
        "spray.",
        "sun.",
        "tools.jackson.",
        "weblogic.",
        "worker.org.gradle.",
        "zio."
    };

    static {
        Arrays.sort(LIBRARIES); // so that it may be written in any order
    }

    private PublicRoots() {}

    /** The root of a published library that the class lies below, with its dot; null if it lies below none of these. */
    static @Nullable String libraryOf(String className) {
        for (int dot = className.indexOf('.'); dot >= 0; dot = className.indexOf('.', dot + 1)) {
            String root = className.substring(0, dot + 1);
            if (Arrays.binarySearch(LIBRARIES, root) >= 0) {
                return root;
            }
        }
        return null;
    }

    /** Whether a library's packages were moved below somebody else's, as shading does it. */
    static boolean isRelocated(String className) {
        for (int dot = className.indexOf('.'); dot >= 0; dot = className.indexOf('.', dot + 1)) {
            String rest = className.substring(dot + 1);
            if (rest.startsWith("org.")
                    || rest.startsWith("com.")
                    || rest.startsWith("io.")
                    || rest.startsWith("net.")) {
                if (libraryOf(rest) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a package root, with its dot, is one below which many publishers stand beside each other. */
    static boolean isShared(String root) {
        return Arrays.binarySearch(SHARED, root) >= 0;
    }
}
