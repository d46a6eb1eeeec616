package com.example.nextdoor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and its certificate, made by the JDK's keytool for this one run. */
record Certificate(Path file, Path key, SSLContext context) {

    /** Writes the certificate into {@code directory}, valid for two days for the given host names. */
    static Certificate generate(Path directory, String... names)
            throws IOException, GeneralSecurityException, InterruptedException {
        return generate(directory, "next-door", 0, 2, names);
    }

    /** The same as it is {@code age} days after it was made, and {@code left} days before its end. */
    static Certificate generate(Path directory, String name, int age, int left, String... names)
            throws IOException, GeneralSecurityException, InterruptedException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path store = directory.resolve(name + ".p12");
        keytool(store, password, age, left, names);

        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);

        Path file = directory.resolve(name + ".pem");
        Files.writeString(
                file, pem("CERTIFICATE", keys.getCertificate("next-door").getEncoded()));
        Path key = Files.createFile(
                directory.resolve(name + ".key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                key,
                pem(
                        "PRIVATE KEY",
                        keys.getKey("next-door", password.toCharArray()).getEncoded()));
        return new Certificate(file, key, context);
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + what
                + "-----\n";
    }

    private static void keytool(Path store, String password, int age, int left, String... names)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "next-door",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=next door",
                "-ext",
                "san=dns:" + String.join(",dns:", names),
                "-startdate",
                "-" + age + "d",
                "-validity",
                String.valueOf(age + left),
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                "STORE_PASSWORD");
        builder.environment().put("STORE_PASSWORD", password);
        Process keytool = builder.redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + output);
        }
    }
}
