package dev.seaworthy.weave;

import static org.assertj.core.api.Assertions.assertThat;

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
}
