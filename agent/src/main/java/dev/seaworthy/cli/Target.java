package dev.seaworthy.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The process that the agent is to enter or to leave. All that can go wrong is found out before it is touched. */
final class Target {

    private final long pid;
    private final Jvm jvm;

    private Target(long pid, Jvm jvm) {
        this.pid = pid;
        this.jvm = jvm;
    }

    /** Looks at the process; refuses one that is no JVM of this user, here. */
    static Target of(CommandLine command, long pid) {
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new ParameterException(command, "there is no process " + pid + ": the command list shows the JVMs");
        }
        if (pid == ProcessHandle.current().pid() || !Jvm.isJvm(pid)) {
            throw new ParameterException(
                    command, "process " + pid + " is not a JVM that can be watched: the command list shows the JVMs");
        }
        Object namespace = link("/proc/" + pid + "/ns/mnt");
        if (namespace != null && !namespace.equals(link("/proc/self/ns/mnt"))) {
            throw new Failure(
                    "process " + pid + " sees other files, because of a container or systemd's PrivateTmp: copy"
                            + " seaworthy-agent.jar there and run this command there (docker exec, kubectl exec, nsenter -m)");
        }
        String owner = owner(pid);
        String self = owner(ProcessHandle.current().pid());
        if (owner != null && self != null && !owner.equals(self) && !self.equals("0")) {
            throw new Failure("process " + pid + " belongs to the user with the id " + owner + " and you are " + self
                    + ": run this command as its user, for example with sudo -u '#" + owner + "'");
        }
        return new Target(pid, Jvm.of(pid));
    }

    Jvm jvm() {
        return jvm;
    }

    /** {@code process 12 (com.acme.Main)}. */
    String name() {
        return "process " + pid + (jvm.main().isEmpty() ? "" : " (" + jvm.main() + ")");
    }

    /** Lets the JVM load the agent, which looks at {@code place} for what to do. */
    void load(Meeting place) {
        String jar = jar();
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgent(jar, place.argument());
            } finally {
                machine.detach();
            }
        } catch (NoClassDefFoundError missing) {
            throw new Failure("this Java runtime lacks the module jdk.attach: run the command with a JDK's java");
        } catch (AttachNotSupportedException | IOException refused) {
            throw new Failure(name() + " refuses to be attached to: " + refused.getMessage());
        } catch (AgentLoadException unreadable) {
            throw new Failure(name() + " did not load " + jar + " (" + unreadable.getMessage()
                    + "): can its user read that file?");
        } catch (AgentInitializationException failed) {
            throw new Failure(name() + " did not start the agent: " + failed.getMessage());
        }
    }

    boolean isAlive() {
        return ProcessHandle.of(pid).isPresent();
    }

    /** The number of the process's user where it is another than this one's, which only root may have. */
    @Nullable
    Integer otherUser() {
        String owner = owner(pid);
        return owner == null || owner.equals(owner(ProcessHandle.current().pid())) ? null : Integer.valueOf(owner);
    }

    private static @Nullable String owner(long pid) {
        try {
            return Objects.toString(Files.getAttribute(Path.of("/proc/" + pid), "unix:uid"), null);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return null;
        }
    }

    private static @Nullable Object link(String path) {
        try {
            return Files.readSymbolicLink(Path.of(path));
        } catch (IOException | UnsupportedOperationException unknown) {
            return null;
        }
    }

    private static String jar() {
        try {
            File jar = new File(Target.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (jar.isFile()) {
                return jar.getAbsolutePath();
            }
        } catch (URISyntaxException | IllegalArgumentException odd) {
            // as below
        }
        throw new Failure("this was not started from seaworthy-agent.jar, so there is no agent to attach");
    }
}
