package dev.seaworthy.sensor.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Place;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.logging.Logger;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.http.conn.ssl.AllowAllHostnameVerifier;
import org.apache.http.conn.ssl.DefaultHostnameVerifier;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.conn.ssl.StrictHostnameVerifier;
import org.apache.http.conn.ssl.TrustSelfSignedStrategy;
import org.apache.http.conn.ssl.TrustStrategy;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;

class BlindnessTest {

    private static final Logger LOGGER = Logger.getLogger("tls");

    private static boolean isBlind(Object judge) {
        try (Acceptance code = new Acceptance()) {
            return judge instanceof TrustManager
                    ? Blindness.ofManager(code, judge.getClass(), judge)
                    : Blindness.ofVerifier(code, judge.getClass(), judge);
        }
    }

    private static Logger logger() {
        return LOGGER;
    }

    /** All that the tests' managers have in common. */
    private abstract static class Base implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static class Empty extends Base {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}
    }

    private static final class Inheriting extends Empty {}

    private static final class ThrowingHeir extends Empty {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            throw new IllegalStateException("nobody");
        }
    }

    private static final class Logging extends Base {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            for (X509Certificate one : chain) {
                LOGGER.info("trusting " + one.getSubjectX500Principal().getName() + " for " + kind);
            }
            System.out.println("trusted");
            logger().fine("by the class around this one");
        }
    }

    private static final class Pinning extends Base {
        private final byte[] pin = {1, 2, 3};

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            if (!java.util.Arrays.equals(pin, chain[0].getEncoded())) {
                throw new CertificateException("not ours");
            }
        }
    }

    private static final class Delegating extends Base {
        private final X509TrustManager to;

        Delegating(X509TrustManager to) {
            this.to = to;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            to.checkServerTrusted(chain, kind);
        }
    }

    private static final class Swallowing extends Base {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            try {
                chain[0].checkValidity();
            } catch (CertificateException e) {
                LOGGER.warning("expired");
            }
        }
    }

    /** Lets pass what a test wants, by a switch that anybody can turn. */
    private static final class Switched extends Base {
        private boolean off;
        private final X509TrustManager to;

        Switched(boolean off, X509TrustManager to) {
            this.off = off;
            this.to = to;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            if (!off) {
                to.checkServerTrusted(chain, kind);
            }
        }
    }

    private static final class FinallySwitched extends Base {
        private final boolean off;
        private final X509TrustManager to;

        FinallySwitched(boolean off, X509TrustManager to) {
            this.off = off;
            this.to = to;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            if (!off) {
                to.checkServerTrusted(chain, kind);
            }
        }
    }

    /** Asks a method that a subclass has. */
    private static class Template extends Base {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            look(chain);
        }

        void look(X509Certificate[] chain) {}
    }

    private static final class Filled extends Template {
        @Override
        void look(X509Certificate[] chain) {
            if (chain.length > 7) {
                throw new IllegalArgumentException("too long");
            }
        }
    }

    private static final class CallingSuper extends Template {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            super.checkServerTrusted(chain, kind);
        }

        @Override
        void look(X509Certificate[] chain) {
            throw new IllegalArgumentException("none");
        }
    }

    private static class EmptyExtended extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** What the JDK asks of an extended one has a check; the third is for others. */
    private static final class HalfExtended extends EmptyExtended {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
            LOGGER.info(chain[8].toString());
            throw new IllegalStateException("refused");
        }
    }

    private interface EmptyByDefault extends X509TrustManager {
        @Override
        default void checkServerTrusted(X509Certificate[] chain, String kind) {}
    }

    private static final class Defaulting implements EmptyByDefault {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static X509TrustManager platform() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    @Test
    void managers_that_only_return_are_blind() {
        for (Object manager : List.of(
                new Empty(),
                new Inheriting(),
                new Logging(),
                new EmptyExtended(),
                new Template(),
                new Defaulting(),
                new Base() {
                    @Override
                    public void checkServerTrusted(X509Certificate[] chain, String kind) {
                        int none = 0;
                        if (chain == null || chain.length == none) {
                            return;
                        }
                    }
                })) {
            assertThat(isBlind(manager)).as(manager.getClass().getName()).isTrue();
        }
    }

    @Test
    void managers_that_throw_or_ask_somebody_are_not_blind() throws Exception {
        for (Object manager : List.of(
                new ThrowingHeir(),
                new Pinning(),
                new Swallowing(),
                new Delegating(platform()),
                new Filled(),
                new CallingSuper(),
                new HalfExtended(),
                new Switched(true, platform()),
                new FinallySwitched(false, platform()),
                platform())) {
            assertThat(isBlind(manager)).as(manager.getClass().getName()).isFalse();
        }
    }

    @Test
    void what_stands_behind_a_manager_counts() throws Exception {
        assertThat(isBlind(new Delegating(new Empty()))).isTrue();
        assertThat(isBlind(new Delegating(new Delegating(new Empty())))).isTrue();
        assertThat(isBlind(new Delegating(new Pinning()))).isFalse();
        assertThat(isBlind(new FinallySwitched(true, platform()))).isTrue();
    }

    @Test
    void a_manager_that_is_gone_is_judged_by_its_class() {
        try (Acceptance code = new Acceptance()) {
            assertThat(Blindness.ofManager(code, Empty.class, null)).isTrue();
            assertThat(Blindness.ofManager(code, Delegating.class, null)).isFalse();
        }
    }

    @Test
    void what_was_made_at_run_time_is_not_known() {
        Object made = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {X509TrustManager.class}, (self, method, given) -> null);

        assertThat(isBlind(made)).isFalse();
    }

    @Test
    void libraries_are_judged_by_what_they_do() throws Exception {
        assertThat(isBlind(SslContextFactory.TRUST_ALL_CERTS[0])).isTrue();
        assertThat(isBlind(strategic(Verifying.trusting()))).isTrue();
        assertThat(isBlind(strategic(new TrustSelfSignedStrategy()))).isFalse();
        assertThat(isBlind(strategic((chain, kind) -> chain.length > 3))).isFalse();
    }

    /** The manager that Apache's builder makes, which nobody else can. */
    private static Object strategic(TrustStrategy strategy) throws Exception {
        var type = Class.forName("org.apache.http.ssl.SSLContextBuilder$TrustManagerDelegate");
        var maker = type.getDeclaredConstructors()[0];
        maker.setAccessible(true);
        return maker.newInstance(platform(), strategy);
    }

    private static boolean always(String host, SSLSession session) {
        return true;
    }

    private boolean sometimes(String host, SSLSession session) {
        return host.endsWith(".test");
    }

    @Test
    void verifiers_that_are_constant_are_blind() {
        assertThat(isBlind(Verifying.allowing())).isTrue();
        assertThat(isBlind(new NoopHostnameVerifier())).isTrue();
        assertThat(isBlind(new AllowAllHostnameVerifier())).isTrue();
        assertThat(isBlind(new HostnameVerifier() {
                    @Override
                    public boolean verify(String host, SSLSession session) {
                        LOGGER.fine("any host: " + host);
                        return true;
                    }
                }))
                .isTrue();
    }

    @Test
    void verifiers_that_look_are_not_blind() {
        HostnameVerifier constant = BlindnessTest::always;
        HostnameVerifier looking = this::sometimes;
        assertThat(isBlind(looking)).isFalse();
        assertThat(isBlind(constant))
                .as("a lambda of a class that has others, too")
                .isFalse();
        assertThat(isBlind(new DefaultHostnameVerifier())).isFalse();
        assertThat(isBlind(new StrictHostnameVerifier())).isFalse();
        assertThat(isBlind((HostnameVerifier) Verifying.Strict.strict())).isFalse();
    }

    private static final class Chosen {
        static final HostnameVerifier HELD = (host, session) -> true;

        static HostnameVerifier loose() {
            return (host, session) -> true;
        }

        static HostnameVerifier tight() {
            return (host, session) -> host.isEmpty();
        }

        static List<HostnameVerifier> both() {
            return List.of((host, session) -> true, (host, session) -> host.isEmpty());
        }
    }

    private static boolean isBlindIn(String method, Object verifier) {
        try (Acceptance code = new Acceptance()) {
            code.near = List.of(new Place(Chosen.class.getName(), method, null, 1));
            return Blindness.ofVerifier(code, verifier.getClass(), verifier);
        }
    }

    @Test
    void where_a_lambda_was_set_up_tells_it_from_others() {
        assertThat(isBlindIn("loose", Chosen.loose())).isTrue();
        assertThat(isBlindIn("tight", Chosen.tight())).isFalse();
        assertThat(isBlind(Chosen.loose())).as("nothing says which it is").isFalse();
        assertThat(isBlindIn("elsewhere", Chosen.loose())).isFalse();
        assertThat(isBlindIn("elsewhere", Chosen.HELD)).isFalse();
        assertThat(Chosen.both()).noneMatch(one -> isBlindIn("both", one));
    }

    /** Has one lambda of each kind. */
    private static final class Verifying {
        static HostnameVerifier allowing() {
            return (host, session) -> true;
        }

        static TrustStrategy trusting() {
            return (chain, kind) -> true;
        }

        private static final class Strict {
            static HostnameVerifier strict() {
                return (host, session) -> host.equals("localhost");
            }
        }
    }
}
