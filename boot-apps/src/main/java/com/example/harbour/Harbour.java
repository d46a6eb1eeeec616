package com.example.harbour;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application with metrics of its own, a tag on all of them, and one hazard. Ends when its stdin does. */
@SpringBootApplication
@RestController
public class Harbour {

    private final Counter ships;

    public Harbour(MeterRegistry registry) {
        ships = registry.counter("harbour.ships", "flag", "none");
    }

    public static void main(String[] arguments) throws IOException {
        ConfigurableApplicationContext context = SpringApplication.run(Harbour.class, arguments);
        System.out.println("PORT=" + context.getEnvironment().getProperty("local.server.port"));
        while (System.in.read() >= 0) {
            // until whoever started it lets go
        }
        context.close();
    }

    /** What every metric of a company carries, set up as Spring Boot documents it. */
    @Bean
    static MeterFilter commonTags() {
        return MeterFilter.commonTags(Tags.of("quay", "north"));
    }

    /** No one may see this one. */
    @Bean
    static MeterFilter deniesOne() {
        return MeterFilter.denyNameStartsWith("seaworthy.dropped");
    }

    @GetMapping("/ship")
    String ship() {
        ships.increment();
        return "in";
    }

    /** Calls an address of its own machine, which is somebody else's in production. */
    @GetMapping("/hazard")
    @SuppressWarnings("deprecation") // URI.toURL reads no better here
    String hazard() throws IOException {
        HttpURLConnection call = (HttpURLConnection) new URL("http://localhost:1/stock").openConnection();
        call.setConnectTimeout(1_000);
        call.setReadTimeout(1_000);
        try {
            return String.valueOf(call.getResponseCode());
        } catch (IOException refused) {
            return "refused";
        } finally {
            call.disconnect();
        }
    }
}
