package dev.seaworthy.sensor.tls;

import dev.seaworthy.sensor.tls.CompiledClass.Member;
import java.util.Set;

/** The calls that cannot refuse a peer: they log, print, put text together, or read a certificate's names. */
final class Harmless {

    private static final Set<String> TEXT = Set.of(
            "java/lang/Object",
            "java/lang/String",
            "java/lang/StringBuilder",
            "java/lang/StringBuffer",
            "java/lang/CharSequence",
            "java/lang/Boolean",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Class",
            "java/io/PrintStream",
            "java/util/logging/Level",
            "java/security/Principal",
            "javax/security/auth/x500/X500Principal");

    private static final Set<String> CERTIFICATES = Set.of(
            "java/security/cert/X509Certificate", "java/security/cert/X509Extension", "java/security/cert/Certificate");

    private static final Set<String> NAMES = Set.of(
            "getSubjectDN",
            "getSubjectX500Principal",
            "getIssuerDN",
            "getIssuerX500Principal",
            "getSerialNumber",
            "getNotBefore",
            "getNotAfter",
            "getType",
            "toString");

    private Harmless() {}

    static boolean contains(Member called) {
        String owner = called.owner();
        String name = called.name();
        if (TEXT.contains(owner)) {
            return !name.equals("wait") && !name.equals("forName");
        }
        if (CERTIFICATES.contains(owner)) {
            return NAMES.contains(name);
        }
        return switch (owner) {
            case "java/util/Arrays" -> name.equals("toString") || name.equals("asList");
            case "java/lang/System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
            // They refuse null alone, which no peer can bring about.
            case "java/util/Objects" -> name.equals("requireNonNull");
            case "kotlin/jvm/internal/Intrinsics" -> name.startsWith("check");
            default -> isLog(owner, called.descriptor());
        };
    }

    /** Whatever the library is: a logger's methods return nothing, or whether a level is on; and somebody returns the logger. */
    private static boolean isLog(String owner, String descriptor) {
        if (descriptor.endsWith("Logger;") || descriptor.endsWith("/Log;")) {
            return true;
        }
        boolean logger = owner.endsWith("Logger") || owner.endsWith("/Log") || owner.endsWith("$Log");
        return logger && (descriptor.endsWith(")V") || descriptor.endsWith(")Z"));
    }
}
