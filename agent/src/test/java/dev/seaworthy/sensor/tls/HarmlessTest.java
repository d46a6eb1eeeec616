package dev.seaworthy.sensor.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.sensor.tls.CompiledClass.Member;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that might refuse a peer makes a trust manager one that checks: only these may be passed over. */
class HarmlessTest {

    @ParameterizedTest
    @CsvSource({
        "java/lang/StringBuilder, append, (Ljava/lang/String;)Ljava/lang/StringBuilder;",
        "java/io/PrintStream, println, (Ljava/lang/String;)V",
        "java/security/cert/X509Certificate, getSubjectX500Principal, ()Ljavax/security/auth/x500/X500Principal;",
        "java/util/Arrays, toString, ([Ljava/lang/Object;)Ljava/lang/String;",
        "org/slf4j/Logger, warn, (Ljava/lang/String;)V",
        "org/slf4j/Logger, isDebugEnabled, ()Z",
        "org/slf4j/LoggerFactory, getLogger, (Ljava/lang/Class;)Lorg/slf4j/Logger;",
        "org/apache/commons/logging/LogFactory, getLog, (Ljava/lang/Class;)Lorg/apache/commons/logging/Log;",
        "kotlin/jvm/internal/Intrinsics, checkNotNullParameter, (Ljava/lang/Object;Ljava/lang/String;)V"
    })
    void passes_over_what_logs_prints_and_reads_names(String owner, String name, String descriptor) {
        assertThat(Harmless.contains(new Member(owner, name, descriptor))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "java/security/cert/X509Certificate, checkValidity, ()V",
        "java/security/cert/X509Certificate, verify, (Ljava/security/PublicKey;)V",
        "javax/net/ssl/X509TrustManager, checkServerTrusted, ([Ljava/security/cert/X509Certificate;Ljava/lang/String;)V",
        "java/util/Arrays, equals, ([B[B)Z",
        "java/lang/Class, forName, (Ljava/lang/String;)Ljava/lang/Class;",
        "java/lang/Object, wait, ()V",
        "java/lang/System, exit, (I)V",
        "com/acme/Pins, check, (Ljava/security/cert/X509Certificate;)V",
        "com/acme/PinLogger, pinned, ()Ljava/lang/String;"
    })
    void leaves_whatever_may_refuse(String owner, String name, String descriptor) {
        assertThat(Harmless.contains(new Member(owner, name, descriptor))).isFalse();
    }
}
