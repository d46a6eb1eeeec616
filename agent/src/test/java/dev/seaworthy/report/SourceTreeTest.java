package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Place;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {

    @TempDir
    Path folder;

    @Test
    void finds_the_source_of_a_class_and_of_what_is_nested_in_it() throws IOException {
        file("pom.xml");
        file("src/main/java/com/acme/OrderDao.java");
        assertThat(uri("com.acme.OrderDao", "OrderDao.java")).isEqualTo("src/main/java/com/acme/OrderDao.java");
        assertThat(uri("com.acme.OrderDao$Job", "OrderDao.java")).isEqualTo("src/main/java/com/acme/OrderDao.java");
        assertThat(uri("com.acme.OrderDao", null)).isEqualTo("src/main/java/com/acme/OrderDao.java");
    }

    @Test
    void finds_it_in_modules_and_other_languages() throws IOException {
        file("settings.gradle");
        file("apps/shop/src/main/kotlin/com/acme/Shop.kt");
        file("apps/shop/src/main/scala/com/acme/Cart.scala");
        file("apps/my shop/src/test/groovy/com/acme/Spec.groovy");
        assertThat(uri("com.acme.ShopKt", "Shop.kt")).isEqualTo("apps/shop/src/main/kotlin/com/acme/Shop.kt");
        assertThat(uri("com.acme.Cart", "Cart.scala")).isEqualTo("apps/shop/src/main/scala/com/acme/Cart.scala");
        assertThat(uri("com.acme.Spec", "Spec.groovy"))
                .isEqualTo("apps/my%20shop/src/test/groovy/com/acme/Spec.groovy");
    }

    @Test
    void names_it_from_the_top_of_the_repository() throws IOException {
        file(".git/HEAD");
        file("shop/src/main/java/com/acme/A.java");
        file("core/src/main/java/com/acme/B.java");
        SourceTree tree = new SourceTree(folder.resolve("shop").toFile());
        assertThat(tree.of(new Place("com.acme.A", "a", "A.java", 1)).uri())
                .isEqualTo("shop/src/main/java/com/acme/A.java");
        assertThat(tree.of(new Place("com.acme.B", "b", "B.java", 1)).uri())
                .isEqualTo("core/src/main/java/com/acme/B.java");
    }

    @Test
    void of_two_that_could_be_it_the_working_folder_s_own_is_and_else_neither() throws IOException {
        file(".git/HEAD");
        file("shop/src/main/java/com/acme/A.java");
        file("core/src/main/java/com/acme/A.java");
        Place place = new Place("com.acme.A", "a", "A.java", 1);
        assertThat(new SourceTree(folder.resolve("shop").toFile()).of(place).uri())
                .isEqualTo("shop/src/main/java/com/acme/A.java");
        SourceTree.Source guess = tree().of(place);
        assertThat(guess.uri()).isEqualTo("com/acme/A.java");
        assertThat(guess.file()).isNull();
    }

    @Test
    void says_what_the_class_says_where_there_is_no_project() throws IOException {
        file("somewhere/src/main/java/com/acme/A.java");
        assertThat(uri("com.acme.A", "A.java")).isEqualTo("com/acme/A.java");
        assertThat(uri("A", null)).isEqualTo("A.java");
        assertThat(uri("", null)).isEqualTo("Unknown.java");
    }

    @Test
    void never_leaves_the_sources() throws IOException {
        file("pom.xml");
        file("src/main/java/com/acme/A.java");
        file("secret.txt");
        for (String name :
                new String[] {"../../../secret.txt", "..", "/etc/passwd", "\\..\\secret.txt", "A.java\u0000", "a:b"}) {
            SourceTree.Source source = tree().of(new Place("com.acme.A", "a", name, 1));
            assertThat(source.file())
                    .as(name)
                    .satisfiesAnyOf(
                            file -> assertThat(file).isNull(),
                            file -> assertThat(file)
                                    .isEqualTo(folder.resolve("src/main/java/com/acme/A.java")
                                            .toFile()));
            assertThat(source.uri())
                    .as(name)
                    .doesNotContain("/../", "\\", ":", "//")
                    .doesNotStartWith("/");
        }
    }

    @Test
    void reads_one_line() throws IOException {
        File file = folder.resolve("a.txt").toFile();
        Files.writeString(file.toPath(), "one\n  two\r\nthree");
        assertThat(SourceTree.line(file, 2)).isEqualTo("  two");
        assertThat(SourceTree.line(file, 3)).isEqualTo("three");
        assertThat(SourceTree.line(file, 4)).isNull();
        assertThat(SourceTree.line(file, 0)).isNull();
        assertThat(SourceTree.line(folder.resolve("none").toFile(), 1)).isNull();
    }

    private String uri(String type, String file) {
        return tree().of(new Place(type, "m", file, 1)).uri();
    }

    private SourceTree tree() {
        return new SourceTree(folder.toFile());
    }

    private void file(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "class\n  Any {}\n");
    }
}
