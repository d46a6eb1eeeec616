package com.example.shop;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What the shop calls other services with. */
@Configuration
class Clients {

    /** Trusts the certificate of the services next door, and no other. */
    @Bean
    SSLContext trust(NextDoor nextDoor) throws IOException {
        PemSslStoreDetails trusted = PemSslStoreDetails.forCertificate(Files.readString(nextDoor.certificate()));
        return SslBundle.of(new PemSslStoreBundle(null, trusted)).createSslContext();
    }

    /** One client for all calls, with a limit for the connect; each request has one of its own. */
    @Bean
    @Primary
    HttpClient client(SSLContext trust) {
        return HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** A client that waits forever: neither a connect nor an answer has a limit. */
    @Bean
    HttpClient patientClient(SSLContext trust) {
        return HttpClient.newBuilder().sslContext(trust).build();
    }
}
