package dev.seaworthy.harness;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares a run with the agent and the same run without it. */
public final class Twins {
    private Twins() {}

    /** Fails unless stdout, stderr and exit status are the same, byte for byte. */
    public static void compare(Logbook withAgent, Logbook withoutAgent) {
        assertThat(withAgent.out()).as("stdout").isEqualTo(withoutAgent.out());
        assertThat(withAgent.outBytes()).as("stdout, in bytes").isEqualTo(withoutAgent.outBytes());
        assertThat(withAgent.err()).as("stderr").isEqualTo(withoutAgent.err());
        assertThat(withAgent.errBytes()).as("stderr, in bytes").isEqualTo(withoutAgent.errBytes());
        assertThat(withAgent.exitStatus()).as("exit status").isEqualTo(withoutAgent.exitStatus());
    }
}
