package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.Deployments;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Layouts;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.ShopCustomer;
import dev.seaworthy.harness.ShopModules;
import dev.seaworthy.harness.ShopModules.Marks;
import dev.seaworthy.harness.Surefire;
import dev.seaworthy.harness.Voyage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * One application, packaged in every way that is in use: the same findings at the same lines in all.
 *
 * <p>On each JDK: {@code -Dseaworthy.jdks=all}. One packaging alone: {@code -Dit.test=PackagingIT#boot_jar_of_three_modules}.
 */
class PackagingIT {

    private static final List<String> ALL = List.of("web", "media", "orders");

    private static final Map<String, ShopModules> COMPILED = new HashMap<>();

    private static ShopCustomer customer;

    @BeforeAll
    static void comes() throws IOException {
        customer = new ShopCustomer();
    }

    @AfterAll
    static void goes() {
        customer.close();
    }

    @NewestJdk
    void folders_of_classes(Jdk jdk) throws IOException {
        ShopModules shop = once("embedded", () -> Layouts.embedded(ShopModules.jakarta()));
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Layouts.folders(jdk, shop, port), port, ""));
    }

    @NewestJdk
    void class_path_of_ten_jars(Jdk jdk) throws IOException {
        ShopModules shop = once("embedded", () -> Layouts.embedded(ShopModules.jakarta()));
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Layouts.jars(jdk, shop, Marks.NONE, port), port, ""));
    }

    @NewestJdk
    void uber_jar(Jdk jdk) throws IOException {
        ShopModules shop = once(
                "embedded of two houses",
                () -> Layouts.embedded(ShopModules.jakarta().ofTwoHouses()));
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Layouts.uber(jdk, shop, port), port, ""));
    }

    @NewestJdk
    void boot_jar(Jdk jdk) throws IOException {
        ShopModules shop = once("boot", () -> Layouts.boot(ShopModules.mvc()));
        int port = ShopCustomer.freePort();
        List<String> inClasses = List.of("boot", "web", "media", "orders");
        same(shop, customer.visit(Layouts.bootJar(jdk, shop, Marks.NONE, inClasses, port), port, ""));
    }

    @NewestJdk
    void boot_jar_of_three_modules(Jdk jdk) throws IOException {
        ShopModules shop = once("boot", () -> Layouts.boot(ShopModules.mvc()));
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Layouts.bootJar(jdk, shop, Marks.POM, List.of("boot", "web"), port), port, ""));
    }

    @NewestJdk
    void boot_jar_whose_main_class_is_alone(Jdk jdk) throws IOException {
        ShopModules shop =
                once("boot of two houses", () -> Layouts.boot(ShopModules.mvc().ofTwoHouses()));
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Layouts.bootJar(jdk, shop, Marks.NONE, List.of("boot"), port), port, ""));
    }

    @NewestJdk
    void boot_jar_with_the_loader_of_boot_2(Jdk jdk) throws IOException {
        ShopModules shop = once("boot", () -> Layouts.boot(ShopModules.mvc()));
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Layouts.bootJar(jdk, shop, Marks.NONE, List.of("boot", "web"), "2", port), port, ""));
    }

    @NewestJdk
    void boot_jar_exploded(Jdk jdk) throws IOException {
        ShopModules shop = once("boot", () -> Layouts.boot(ShopModules.mvc()));
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Layouts.bootExploded(jdk, shop, Marks.POM, List.of("boot"), port), port, ""));
    }

    @NewestJdk
    void war_with_classes(Jdk jdk) throws IOException {
        war(jdk, ShopModules.jakarta(), "11", Marks.NONE, ALL);
    }

    @NewestJdk
    void war_with_everything_in_lib(Jdk jdk) throws IOException {
        war(jdk, ShopModules.jakarta(), "11", Marks.NONE, List.of());
    }

    @NewestJdk
    void war_of_java_ee_with_modules_that_maven_built(Jdk jdk) throws IOException {
        war(jdk, ShopModules.javax(), "9", Marks.POM, List.of("web"));
    }

    @NewestJdk
    void war_with_a_module_of_another_house(Jdk jdk) throws IOException {
        war(jdk, ShopModules.jakarta().ofTwoHouses(), "10", Marks.POM, List.of());
    }

    @NewestJdk
    void ear(Jdk jdk) throws IOException {
        ShopModules shop = once("deployed", () -> Deployments.deployed(ShopModules.jakarta()));
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Deployments.ear(jdk, shop, Marks.POM, port), port, "/shop"));
    }

    @NewestJdk
    void war_that_is_not_unpacked(Jdk jdk) throws IOException {
        ShopModules shop = once("deployed", () -> Deployments.deployed(ShopModules.jakarta()));
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Deployments.packedWar(jdk, shop, Marks.NONE, port), port, "/shop"));
    }

    @NewestJdk
    void war_in_a_virtual_file_system(Jdk jdk) throws IOException {
        ShopModules shop = once("deployed", () -> Deployments.deployed(ShopModules.jakarta()));
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Deployments.virtualWar(jdk, shop, Marks.NONE, port), port, "/shop"));
    }

    @NewestJdk
    void osgi_bundles(Jdk jdk) throws IOException {
        ShopModules shop = once("bundles", () -> Deployments.bundled(ShopModules.osgi()));
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Deployments.bundles(jdk, shop, port), port, ""));
    }

    @NewestJdk
    void quarkus_fast_jar(Jdk jdk) throws IOException {
        ShopModules shop = once("quarkus", () -> Deployments.deployed(ShopModules.jakarta(), "11"));
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Layouts.quarkus(jdk, port), port, ""));
    }

    @NewestJdk
    void kotlin(Jdk jdk) throws IOException {
        ShopModules shop = once("kotlin", Layouts::inKotlin);
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Layouts.kotlin(jdk, shop, port), port, ""));
    }

    @NewestJdk
    void scala(Jdk jdk) throws IOException {
        ShopModules shop = once("scala", Layouts::inScala);
        int port = ShopCustomer.freePort();
        same(shop, customer.visit(Layouts.scala(jdk, shop, port), port, ""));
    }

    @NewestJdk
    void test_run_by_surefire(Jdk jdk) throws IOException {
        ShopModules shop = once("tested", Layouts::tested);
        Set<String> expected = new TreeSet<>(shop.expected());
        // a test may well have its database inside
        expected.removeIf(line -> line.startsWith("jdbc/embedded-database "));
        Logbook log = Surefire.run(jdk, shop, customer.environment());
        assertThat(ShopCustomer.places(log)).as(() -> log.toString()).isEqualTo(expected);
    }

    private static void war(Jdk jdk, ShopModules modules, String tomcat, Marks marks, List<String> inClasses)
            throws IOException {
        ShopModules shop = Deployments.deployed(modules, tomcat);
        int port = ShopCustomer.freePort();
        Voyage voyage = Deployments.tomcat(jdk, tomcat, port);
        Path war = Deployments.war(shop, marks, inClasses, voyage.directory());
        Files.createDirectories(Deployments.webapps(voyage));
        Files.move(war, Deployments.webapps(voyage).resolve("shop.war"));
        same(shop, customer.visit(voyage, port, "/shop"));
    }

    @NewestJdk
    void says_what_it_could_not_place_and_whose_code_it_took_it_for(Jdk jdk) throws IOException {
        ShopModules shop = once("embedded", () -> Layouts.embedded(ShopModules.jakarta()));
        int port = ShopCustomer.freePort();
        Logbook told = customer.visit(Layouts.folders(jdk, shop, port).agent("app.packages=com.nobody"), port, "");

        assertThat(told.findings("file/upload-to-local-disk")).isEmpty();
        assertThat(told.ruleState("file/upload-to-local-disk")).isEqualTo("not-evaluated");
        assertThat(told.ruleState("log/system-out")).isEqualTo("not-evaluated");
        assertThat(told.ruleState("http/no-timeout")).isEqualTo("active");
        assertThat(told.toString()).contains(" observations had no application frame; set app.packages");
        assertThat(told.agentLines()).last(InstanceOfAssertFactories.STRING).contains(". Application: com.nobody");

        int other = ShopCustomer.freePort();
        Logbook found = customer.visit(Layouts.jars(jdk, shop, Marks.NONE, other), other, "");
        assertThat(found.agentLines()).last(InstanceOfAssertFactories.STRING).contains(". Application: com.acme");
    }

    /** Compiled once, whichever JDK runs it. */
    private static ShopModules once(String name, Supplier<ShopModules> shop) {
        return COMPILED.computeIfAbsent(name, absent -> shop.get());
    }

    private static void same(ShopModules shop, Logbook log) {
        assertThat(ShopCustomer.places(log)).as(() -> log.toString()).isEqualTo(shop.expected());
    }
}
