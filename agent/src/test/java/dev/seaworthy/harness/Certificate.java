package dev.seaworthy.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that nobody else signed, as the JDK's keytool makes it, in the form that PostgreSQL reads; for a host that
 * is this machine, and that a hosts file names.
 *
 * @param host the name that it is for
 * @param file the certificate, for those who are to trust it
 * @param key its private key
 * @param hosts leads the name here, by {@code -Djdk.net.hosts.file}
 */
public record Certificate(String host, Path file, Path key, Path hosts) {

    private static final String PASSWORD = "kR8vTq2xzLw";

    /** Valid for a year. */
    public static Certificate of(String host, Path folder) throws IOException {
        return of(host, folder, 0, 365);
    }

    /**
     * @param age days since it became valid
     * @param left days until it ends, less than 0 if it has ended
     */
    public static Certificate of(String host, Path folder, int age, int left) throws IOException {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Jdk.of(17).tool("keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-startdate",
                        "-" + age + "d",
                        "-validity",
                        String.valueOf(age + left),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        Path certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        try {
            assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
            KeyStore read = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Key secret = read.getKey("server", PASSWORD.toCharArray());
            pem(certificate, "CERTIFICATE", read.getCertificate("server").getEncoded());
            pem(key, "PRIVATE KEY", secret.getEncoded());
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IOException(e);
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost " + host + "\n");
        return new Certificate(host, certificate, key, hosts);
    }

    private static void pem(Path file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    /** What a server with this certificate sets up; its key store lies beside the certificate, and has that password. */
    public SSLContext context() throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The key store with both. */
    public Path store() {
        return file.resolveSibling("server.p12");
    }

    public String password() {
        return PASSWORD;
    }

    /** A server that shows it to whoever asks for encryption. */
    public EmbeddedPostgres.Builder server() {
        return EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", file.toString())
                .setServerConfig("ssl_key_file", key.toString());
    }
}
