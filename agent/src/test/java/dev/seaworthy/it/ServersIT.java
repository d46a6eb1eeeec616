package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.Deployments;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Servers;
import dev.seaworthy.harness.ShopCustomer;
import dev.seaworthy.harness.ShopModules;
import dev.seaworthy.harness.ShopModules.Marks;
import dev.seaworthy.harness.Voyage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What {@link PackagingIT} imitates, in real application servers. They are large: the profile {@code servers} fetches
 * them, and nothing else runs these tests.
 */
@EnabledIfSystemProperty(named = "seaworthy.servers", matches = "true")
class ServersIT {

    private static ShopCustomer customer;
    private static ShopModules shop;
    private static ShopModules bundles;

    @BeforeAll
    static void comes() throws IOException {
        customer = new ShopCustomer();
        shop = Deployments.deployed(ShopModules.jakarta(), "11");
        bundles = Deployments.bundled(ShopModules.osgi());
    }

    @AfterAll
    static void goes() {
        customer.close();
    }

    @EveryJdk
    void liberty_with_classes(Jdk jdk) throws IOException {
        int port = ShopCustomer.freePort();
        List<String> inClasses = List.of("web", "media", "orders");
        same(shop, customer.visit(Servers.liberty(jdk, shop, Marks.NONE, inClasses, port), port, "/shop"));
    }

    @EveryJdk
    void liberty_with_everything_in_lib(Jdk jdk) throws IOException {
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Servers.liberty(jdk, shop, Marks.POM, List.of(), port), port, "/shop"));
    }

    @EveryJdk
    void wildfly_with_a_war(Jdk jdk) throws IOException {
        int port = ShopCustomer.freePort();
        Voyage voyage = Servers.wildfly(jdk, port);
        Path war = Deployments.war(shop, Marks.NONE, List.of(), voyage.directory());
        Files.move(war, Servers.deployments(voyage).resolve("shop.war"));
        same(shop, customer.visit(voyage, port, "/shop"));
    }

    @EveryJdk
    void wildfly_with_an_ear(Jdk jdk) throws IOException {
        int port = ShopCustomer.freePort();
        Voyage voyage = Servers.wildfly(jdk, port);
        Servers.ear(shop, Marks.POM, voyage.directory().resolve("modules"), Servers.deployments(voyage));
        same(shop, customer.visit(voyage, port, "/shop"));
    }

    @EveryJdk
    void karaf(Jdk jdk) throws IOException {
        int port = ShopCustomer.freePort();
        same(bundles, customer.visit(Servers.karaf(jdk, bundles, port), port, ""));
    }

    private static void same(ShopModules modules, Logbook log) {
        assertThat(ShopCustomer.places(log)).as(() -> log.toString()).isEqualTo(modules.expected());
    }
}
