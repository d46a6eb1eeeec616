package com.acme.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The shop on Spring Boot. */
@SpringBootApplication(scanBasePackages = {"com.acme.shop", "com.acme.media"})
public class ShopApplication {

    /** Argument: the port. */
    public static void main(String[] args) {
        SpringApplication.run(ShopApplication.class, "--server.port=" + args[0]);
    }
}
