package dev.seaworthy.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HookTest {

    private static final String TABLE = """
            closes? java/net/Socket connect(Ljava/net/SocketAddress;I)V this,0
            opens java/io/FileInputStream open,open0 1
            """;

    private final Receiver receiver = new Receiver() {};

    @Test
    void a_line_says_what_a_hook_is() {
        Hook closes = Hook.written("net", TABLE, 0, receiver, 7);
        Hook opens = Hook.written("net", TABLE, TABLE.indexOf('\n') + 1, receiver, 8);

        assertThat(closes.owner()).isEqualTo("java/net/Socket");
        assertThat(closes.signature()).isEqualTo("connect(Ljava/net/SocketAddress;I)V");
        assertThat(closes.gives).containsExactly(Hook.SELF, 0);
        assertThat(closes.optional).isTrue();
        assertThat(closes.op()).isEqualTo(7);
        assertThat(opens.signature()).isEqualTo("open,open0");
        assertThat(opens.gives).containsExactly(1);
        assertThat(opens.optional).isFalse();
        assertThat(opens.receiver()).isSameAs(receiver);
    }

    @Test
    void a_movable_hook_is_that_of_a_class_whose_name_ends_as_its_own() {
        HookTable table = new HookTable();
        table.add(Hook.on("loop", "io/netty/Loop", "run", "(Lio/netty/Task;I)Lio/nettyish/X;", receiver, 3)
                .give(0)
                .movable()
                .atEntry());
        table.add(Hook.on("loop", "io/netty/Loop", "stop", null, receiver, 4)
                .movable()
                .atExit());
        table.add(Hook.on("loop", "io/netty/Fixed", "stop", null, receiver, 4).atExit());
        table.goLive();

        List<Hook> moved = table.ofMoved("com/acme/io/netty/Loop");

        assertThat(moved)
                .extracting(Hook::signature)
                .containsExactly("run(Lcom/acme/io/netty/Task;I)Lio/nettyish/X;", "stop");
        assertThat(moved).extracting(Hook::owner).containsOnly("com/acme/io/netty/Loop");
        assertThat(moved.get(0).gives).containsExactly(0);
        assertThat(table.get(moved.get(1).id)).isSameAs(moved.get(1));
        assertThat(table.ofMoved("com/acme/io/netty/Loop")).isSameAs(moved);
        assertThat(table.ofMoved("com/acme/netty/Loop"))
                .extracting(Hook::signature)
                .contains("run(Lcom/acme/netty/Task;I)Lio/nettyish/X;", "stop");
        assertThat(table.ofMoved("com/acme/jetty/Loop")).isNull();
        assertThat(table.ofMoved("com/acme/netty/Fixed")).isNull();
        assertThat(table.ofMoved("Loop")).isNull();
    }

    @Test
    void of_too_many_moved_classes_the_rest_is_refused() {
        HookTable table = new HookTable();
        table.add(Hook.on("loop", "io/netty/Loop", "run", null, receiver, 3)
                .movable()
                .atEntry());
        for (int i = 0; i < 256; i++) {
            assertThat(table.ofMoved("copy" + i + "/netty/Loop")).hasSize(1);
        }

        assertThat(table.ofMoved("copy/netty/Loop")).isNull();
        assertThat(table.ofMoved("copy7/netty/Loop")).hasSize(1);
        assertThat(table.refused()).isEqualTo(1);
    }
}
