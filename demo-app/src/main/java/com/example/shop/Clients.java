package com.example.shop;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What the shop calls other services with. */
@Configuration
class Clients {

    private static final int BUSY_HOUR = 60;

    /** Trusts the certificates of the services next door, and no others. */
    @Bean
    SSLContext trust(NextDoor nextDoor) throws IOException {
        PemSslStoreDetails trusted = PemSslStoreDetails.forCertificates(
                Files.readString(nextDoor.certificate()) + Files.readString(nextDoor.receiptsCertificate()));
        return SslBundle.of(new PemSslStoreBundle(null, trusted)).createSslContext();
    }

    /** One client for all calls, with a limit for the connect; each caller limits its wait for an answer. */
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

    /** As it comes: five connections to each server. */
    @Bean
    CloseableHttpClient smallPool(SSLContext trust) {
        return client(pool(trust));
    }

    /** For as many requests at the same time as the shop serves in a busy hour. */
    @Bean
    CloseableHttpClient largePool(SSLContext trust) {
        return client(pool(trust).setMaxConnPerRoute(BUSY_HOUR).setMaxConnTotal(2 * BUSY_HOUR));
    }

    private static PoolingHttpClientConnectionManagerBuilder pool(SSLContext trust) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(10))
                        .setSocketTimeout(Timeout.ofSeconds(10))
                        .build());
    }

    private static CloseableHttpClient client(PoolingHttpClientConnectionManagerBuilder pool) {
        RequestConfig limits = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.ofSeconds(10))
                .setResponseTimeout(Timeout.ofSeconds(10))
                .build();
        return HttpClients.custom()
                .setConnectionManager(pool.build())
                .setDefaultRequestConfig(limits)
                .build();
    }
}
