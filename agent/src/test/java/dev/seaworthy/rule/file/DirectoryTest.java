package dev.seaworthy.rule.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryTest {

    @ParameterizedTest
    @CsvSource({
        "/srv/uploads/a.png, /srv/uploads",
        "/a.png, /",
        "/srv/uploads/2026/11/a.png, /srv/uploads",
        "/srv/uploads/2026-11-22/a.png, /srv/uploads",
        "/srv/uploads/8b1c6a1e-7d1f-4c6e-9a55-0f6f6a1d2c3b/a.png, /srv/uploads",
        "/srv/v2/uploads/a.png, /srv/v2/uploads",
        "/srv/facade/a.png, /srv/facade",
        "/srv/deadbeef/a.png, /srv/deadbeef",
    })
    void ends_where_the_path_begins_to_vary(String path, String directory) {
        assertThat(Directory.of(path)).isEqualTo(directory);
    }
}
