package benchmark;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What opening and closing a file costs, with the agent and without it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FileCost {
    private Path path = Path.of("");
    private File file = new File("");
    private Path folder = path;
    private long next;

    @Setup(Level.Trial)
    public void make() throws IOException {
        folder = Files.createTempDirectory(Path.of("/dev/shm"), "cost");
        path = Files.writeString(folder.resolve("a"), "a");
        file = path.toFile();
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        try (var all = Files.list(folder)) {
            for (Path one : all.toList()) {
                Files.delete(one);
            }
        }
        Files.delete(folder);
    }

    /** One file over and over. */
    @Benchmark
    public void write() throws IOException {
        new FileOutputStream(file).close();
    }

    /** A new name each time, of 4,096. */
    @Benchmark
    public void writeAnother() throws IOException {
        new FileOutputStream(folder + "/" + (next++ & 4_095)).close();
    }

    @Benchmark
    public void writeChannel() throws IOException {
        FileChannel.open(path, StandardOpenOption.WRITE).close();
    }

    @Benchmark
    public void read() throws IOException {
        new FileInputStream(file).close();
    }

    @Benchmark
    public void readChannel() throws IOException {
        FileChannel.open(path, StandardOpenOption.READ).close();
    }
}
