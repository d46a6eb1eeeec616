package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.PathClass;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountsTest {

    @ParameterizedTest
    @CsvSource({
        "docker-overlay2, /srv/uploads/a.png, EPHEMERAL",
        "docker-overlay2, /tmp/uploads/a.png, EPHEMERAL",
        "docker-overlay2, /data/a.png, PERSISTENT_VOLUME",
        "docker-overlay2, /database/a.png, EPHEMERAL",
        "docker-overlay2, /bind/a.png, PERSISTENT_VOLUME",
        "docker-overlay2, /desktop/a.png, SHARED",
        "docker-overlay2, /ram/a.png, EPHEMERAL",
        "docker-overlay2, /my uploads/a.png, PERSISTENT_VOLUME",
        "docker-overlay2, /dev/shm/a.png, EPHEMERAL",
        "docker-overlay2, /proc/self/coredump_filter, PSEUDO",
        "docker-overlay2, /sys/fs/cgroup/x, PSEUDO",
        "kubernetes, /srv/uploads/a.png, EPHEMERAL",
        "kubernetes, /scratch/a.png, EPHEMERAL",
        "kubernetes, /scratch-ram/a.png, EPHEMERAL",
        "kubernetes, /data/a.png, PERSISTENT_VOLUME",
        "kubernetes, /data/shared/a.png, SHARED",
        "kubernetes, /efs/a.png, SHARED",
        "kubernetes, /bucket/a.png, SHARED",
        "kubernetes, /ceph/a.png, SHARED",
        "kubernetes, /smb/a.png, SHARED",
        "kubernetes-pvc, /srv/a.png, EPHEMERAL",
        "kubernetes-pvc, /var/lib/shop/a.png, PERSISTENT_VOLUME",
        "kubernetes-pvc, /var/lib/orders/a.png, PERSISTENT_VOLUME",
        "kubernetes-pvc, /var/lib/files/a.png, SHARED",
        "kubernetes-pvc, /media/a.png, EPHEMERAL",
        "kubernetes-pvc, /media-ram/a.png, EPHEMERAL",
        "kubernetes-pvc, /local/a.png, PERSISTENT_VOLUME",
        "kubernetes-pvc, /dev/shm/a.png, EPHEMERAL",
        "kubernetes-pvc, /dev/null, PSEUDO",
        "kubernetes-pvc, /sys/fs/cgroup/memory.max, PSEUDO",
        "docker-cgroup1, /srv/a.png, EPHEMERAL",
        "docker-cgroup1, /sys/fs/cgroup/memory/memory.limit_in_bytes, PSEUDO",
        "docker-cgroup1, /dev/shm/a.png, EPHEMERAL",
        "docker-cgroup1, /dev/mqueue/a, PSEUDO",
        "docker-cgroup1, /uploads/a.png, PERSISTENT_VOLUME",
        "docker-cgroup1, /exports/a.png, SHARED",
        "kata, /srv/uploads/a.png, EPHEMERAL",
        "kata, /data/a.png, PERSISTENT_VOLUME",
        "podman, /srv/uploads/a.png, EPHEMERAL",
        "podman, /data/a.png, PERSISTENT_VOLUME",
        "gvisor, /srv/uploads/a.png, EPHEMERAL",
        "gvisor, /data/a.png, SHARED",
    })
    void tells_a_path_in_a_container_by_its_mount(String sample, String path, PathClass expected) {
        Mounts mounts = Mounts.read(sample(sample), true);

        assertThat(mounts.classify(path)).isEqualTo(expected);
        assertThat(mounts.proven()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "vm, /srv/uploads/a.png, LOCAL_DISK",
        "vm, /home/shop/a.png, LOCAL_DISK",
        "vm, /mnt/efs/a.png, SHARED",
        "vm, /mnt/bucket/a.png, SHARED",
        "vm, /run/shop/a.png, EPHEMERAL",
        "vm, /var/lib/docker/overlay2/x/merged/a, LOCAL_DISK",
        "kata, /srv/uploads/a.png, LOCAL_DISK",
    })
    void tells_a_path_outside_of_containers_by_its_mount(String sample, String path, PathClass expected) {
        assertThat(Mounts.read(sample(sample), false).classify(path)).isEqualTo(expected);
    }

    @Test
    void takes_the_upper_of_two_mounts_on_one_point() {
        assertThat(Mounts.read(sample("vm"), false).classify("/mnt/twice/a.png"))
                .isEqualTo(PathClass.SHARED);
    }

    @ParameterizedTest
    @CsvSource({
        "kubernetes-pvc, /media/orders/a.png, /media",
        "kubernetes-pvc, /mediashop/a.png, /",
        "vm, /mnt/efs/a.png, /mnt/efs",
    })
    void names_the_mount(String sample, String path, String point) {
        assertThat(Mounts.read(sample(sample), true).point(path)).isEqualTo(point);
    }

    @Test
    void says_when_it_guesses() {
        Mounts mounts = Mounts.read("/no/such/mountinfo", true);

        assertThat(mounts.classify("/srv/uploads/a.png")).isEqualTo(PathClass.LOCAL_DISK);
        assertThat(mounts.proven()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'a\\040b', 'a b'", "'a\\134b', 'a\\b'", "'a\\', 'a\\'", "'a\\9', 'a\\9'", "'\\303\\274', 'ü'"})
    void reads_the_kernel_s_escapes(String field, String expected) {
        assertThat(Mount.unescape(field)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"''", "1 2 3", "36 35 98:0 / /mnt rw - ext3", "no dash here at all in this whole line of text"})
    void passes_over_lines_that_are_none(String line) {
        assertThat(Mount.parse(line)).isNull();
    }

    private static String sample(String name) {
        try {
            return Path.of(Objects.requireNonNull(MountsTest.class.getResource("mountinfo/" + name))
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
