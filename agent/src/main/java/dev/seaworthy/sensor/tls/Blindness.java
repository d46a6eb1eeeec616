package dev.seaworthy.sensor.tls;

import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Says of trust managers and host-name verifiers whether they accept every peer, by what their code does. What they do
 * about clients does not matter. Agent's thread, or one that may wait for a disk; not thread-safe.
 */
final class Blindness {

    static final String CHAIN = "([Ljava/security/cert/X509Certificate;Ljava/lang/String;";
    static final String VERIFY = "(Ljava/lang/String;Ljavax/net/ssl/SSLSession;)Z";

    /** What HttpClient 3 and 4 ask within their own verifiers, which throw where they refuse. */
    static final String VERIFY_NAMES = "(Ljava/lang/String;[Ljava/lang/String;[Ljava/lang/String;)V";

    private Blindness() {}

    /**
     * Of a trust manager.
     *
     * @param manager null if it is gone, and only its class is known
     */
    static boolean ofManager(Acceptance code, Class<?> type, @Nullable Object manager) {
        String method = "checkServerTrusted";
        return X509ExtendedTrustManager.class.isAssignableFrom(type)
                ? code.accepts(type, manager, method, CHAIN + "Ljava/net/Socket;)V")
                        && code.accepts(type, manager, method, CHAIN + "Ljavax/net/ssl/SSLEngine;)V")
                : code.accepts(type, manager, method, CHAIN + ")V");
    }

    /** The same of a host-name verifier. */
    static boolean ofVerifier(Acceptance code, Class<?> type, @Nullable Object verifier) {
        return code.accepts(type, verifier, "verify", VERIFY) || isAskedWithin(code, type, verifier);
    }

    /** Whether what its library's own verifier asks it accepts everything, and it has not put another in its place. */
    private static boolean isAskedWithin(Acceptance code, Class<?> type, @Nullable Object verifier) {
        Class<?> asking = declaring(type, String.class, SSLSession.class);
        Class<?> asked = declaring(type, String.class, String[].class, String[].class);
        return asking != null
                && asked != null
                && asking != asked
                && asking.isAssignableFrom(asked)
                && code.accepts(type, verifier, "verify", VERIFY_NAMES);
    }

    /** The class that has a method {@code verify} for {@code type}; null if none has, or the JDK, or an interface. */
    static @Nullable Class<?> declaring(Class<?> type, Class<?>... parameters) {
        try {
            Class<?> owner = type.getMethod("verify", parameters).getDeclaringClass();
            return owner.isInterface() || Acceptance.isPlatform(owner) ? null : owner;
        } catch (NoSuchMethodException | LinkageError | RuntimeException absent) {
            return null;
        }
    }
}
