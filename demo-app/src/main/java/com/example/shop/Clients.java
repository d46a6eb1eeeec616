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
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** What the shop calls other services with. */
@Configuration
class Clients {

    /** Trusts the certificate of the services next door, and no other. */
    @Bean
    SSLContext trust(NextDoor nextDoor) throws IOException {
        PemSslStoreDetails trusted = PemSslStoreDetails.forCertificate(Files.readString(nextDoor.certificate()));
        return SslBundle.of(new PemSslStoreBundle(null, trusted)).createSslContext();
    }

    /** One client for all calls, with a limit for the connect and one for the answer. */
    @Bean
    RestClient restClient(SSLContext trust) {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(Duration.ofSeconds(5));
        return RestClient.builder().requestFactory(requests).build();
    }

    /** A client that waits for ever: neither a connect nor an answer has a limit. */
    @Bean
    HttpClient patientClient(SSLContext trust) {
        return HttpClient.newBuilder().sslContext(trust).build();
    }
}
