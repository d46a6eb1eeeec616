package dev.seaworthy.sensor.tls;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Watches the JDK's TLS: handshakes, certificates, and who decides whether a peer is trusted. */
public final class TlsSensor extends LazySensor<Tls> {

    private static final int SHAKEN = 0;
    private static final int FINISHED = 1;
    private static final int CONTEXT = 2;
    private static final int FOREIGN = 3;
    private static final int CONNECTION = 4;
    private static final int CHAIN = 5;
    private static final int KEYS = 6;
    private static final int VERIFIER = 7;
    private static final int ASKED = 8;
    private static final int CLIENT = 9;
    private static final int ENGINE = 10;
    private static final int STORE = 11;

    private static final String TLS = "http.tls";
    private static final String VERIFIERS = "http.verifier";
    private static final String JSSE = "sun/security/ssl/";
    private static final String MANAGERS =
            "([Ljavax/net/ssl/KeyManager;[Ljavax/net/ssl/TrustManager;Ljava/security/SecureRandom;)V";
    private static final String CHECKED = "([Ljava/security/cert/X509Certificate;Ljava/lang/String;";
    private static final String TAKES = "(Ljavax/net/ssl/HostnameVerifier;)";

    private final Surroundings surroundings;
    private final Observations observations;
    private final Late late;

    public TlsSensor(Surroundings surroundings, Observations observations, Late late) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.late = late;
    }

    @Override
    public void hooks(HookTable table) {
        table.add(jsse("SSLSocketImpl", "startHandshake", "(Z)V", SHAKEN, Hook.SELF)
                .atExit());
        table.add(jsse("TransportContext", "finishHandshake", null, FINISHED, Hook.SELF)
                .atExit());
        String transport = "(Lsun/security/ssl/SSLContextImpl;Lsun/security/ssl/SSLTransport;"
                + "Lsun/security/ssl/SSLConfiguration;Lsun/security/ssl/InputRecord;"
                + "Lsun/security/ssl/OutputRecord;Z)V";
        table.add(jsse("TransportContext", "<init>", transport, CONNECTION, Hook.SELF, 0, 1)
                .atExit());
        table.add(jsse("SSLContextImpl", "engineInit", MANAGERS, CONTEXT, Hook.SELF, 1)
                .atEntry());
        table.add(hook(TLS, "javax/net/ssl/SSLContext", "init", MANAGERS, FOREIGN, Hook.SELF, 1)
                .atExit());
        String[] peers = {"Ljava/net/Socket;Z)V", "Ljavax/net/ssl/SSLEngine;Z)V"};
        for (String peer : peers) {
            String checked = CHECKED.concat(peer);
            table.add(jsse("X509TrustManagerImpl", "checkTrusted", checked, CHAIN, 0, 2, 3)
                    .atExit()
                    .atThrow());
        }
        String store = "(Ljava/security/KeyStore;[C)V";
        table.add(
                jsse("SunX509KeyManagerImpl", "<init>", store, KEYS, Hook.SELF).atExit());
        table.add(jsse("X509KeyManagerImpl", "<init>", "(Ljava/util/List;)V", KEYS, Hook.SELF)
                .atExit());
        table.add(hook(TLS, "java/security/KeyStore", "load", "(Ljava/io/InputStream;[C)V", STORE, 1)
                .atEntry());
        String url = "javax/net/ssl/HttpsURLConnection";
        table.add(
                hook(TLS, url, "setDefaultHostnameVerifier", null, VERIFIER, 0).atEntry());
        table.add(hook(TLS, url, "setHostnameVerifier", null, VERIFIER, 0).atEntry());
        String https = "sun/net/www/protocol/https/HttpsClient";
        table.add(hook(TLS, https, "checkURLSpoofing", TAKES.concat("V"), ASKED, 0)
                .atExit());
        String connection = "jdk/internal/net/http/AbstractAsyncSSLConnection";
        table.add(hook(TLS, connection, "createEngine", null, ENGINE).give().atExit());
        clients(table);
    }

    /** What libraries take a verifier by; those of others are found by what they do. */
    private void clients(HookTable table) {
        String okhttp = "okhttp3/OkHttpClient$Builder";
        table.add(hook(VERIFIERS, okhttp, "hostnameVerifier", null, CLIENT, 0).atEntry());
        String old = "com/squareup/okhttp/OkHttpClient";
        table.add(hook(VERIFIERS, old, "setHostnameVerifier", null, CLIENT, 0).atEntry());
        String factory = "(Ljavax/net/ssl/SSLSocketFactory;[Ljava/lang/String;[Ljava/lang/String;"
                + "Ljavax/net/ssl/HostnameVerifier;)V";
        String apache4 = "org/apache/http/conn/ssl/SSLConnectionSocketFactory";
        table.add(hook(VERIFIERS, apache4, "<init>", factory, CLIENT, 3).atExit());
        String apache5 = "org/apache/hc/client5/http/ssl/SSLConnectionSocketFactory";
        table.add(hook(VERIFIERS, apache5, "<init>", factory, CLIENT, 3).atExit());
    }

    private Hook jsse(String owner, String method, @Nullable String descriptor, int op, int... gives) {
        return hook(TLS, JSSE.concat(owner), method, descriptor, op, gives);
    }

    private Hook hook(String name, String owner, String method, @Nullable String descriptor, int op, int... gives) {
        return Hook.on(name, owner, method, descriptor, this, op).give(gives).optional();
    }

    @Override
    public void at(int point, @Nullable Object outcome, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (point == ENTER + STORE) {
            if (a instanceof char[] password) {
                surroundings.secrets().learn("key store password", "key store", new String(password));
            }
            return;
        }
        Tls tls = parts();
        switch (point) {
            case EXIT + SHAKEN -> Tls.shaken(a);
            case EXIT + FINISHED -> tls.finished(a);
            case EXIT + CONNECTION -> tls.trusts.connection(a, b, c);
            case ENTER + CONTEXT -> tls.trusts.context(a, b);
            case EXIT + FOREIGN -> tls.initialised(a, b);
            case EXIT + CHAIN, THROWN + CHAIN -> {
                if (!Boolean.TRUE.equals(c)) {
                    tls.certificates.shown(a, b, outcome instanceof Throwable);
                }
            }
            case EXIT + KEYS -> tls.certificates.loaded(a);
            case ENTER + VERIFIER -> tls.trusts.verifier(a, true);
            case EXIT + ASKED -> tls.trusts.asked(a);
            case ENTER + CLIENT, EXIT + CLIENT -> tls.trusts.verifier(a, false);
            case EXIT + ENGINE -> tls.engine(outcome);
            default -> {}
        }
    }

    @Override
    protected Tls make() {
        return new Tls(surroundings, observations, late);
    }

    @Override
    public void tick(long now, boolean last) {
        Tls known = made();
        if (known != null) {
            known.trusts.tick();
            known.certificates.tick(now);
        }
    }
}
