package dev.seaworthy.context;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the application runs and what it is doing: all that sensors and rules may ask. Thread-safe; each part is made at
 * first need, since most of it can wait until after {@code main} began.
 */
public final class Surroundings {

    private final Options options;
    private final Units units;
    private final Workers workers;
    private final RemoteCalls remoteCalls;
    private final Complaints complaints = new Complaints();
    private final OwnPorts ports;
    private final NativePorts nativePorts;
    private volatile @Nullable Environment environment;
    private volatile @Nullable Mounts mounts;
    private volatile @Nullable SecretBook secrets;
    private volatile @Nullable Sites sites;
    private volatile @Nullable HandedFiles handedFiles;

    public Surroundings(Options options) {
        this.options = options;
        this.units = new Units(options);
        this.workers = new Workers(options);
        this.ports = new OwnPorts(options);
        this.remoteCalls = new RemoteCalls(units);
        this.nativePorts = new NativePorts(ports, units);
    }

    /** The settings that this package needs, as validated text, and who counts what it drops. */
    public interface Options extends Drops {
        /** The setting's value or default; null where it has neither. */
        @Nullable
        String get(String key);

        @Override
        default void dropped(String where, long more) {}
    }

    public Units units() {
        return units;
    }

    /** Who counts what is dropped because a limit was reached. */
    public Drops drops() {
        return options;
    }

    public Workers workers() {
        return workers;
    }

    public RemoteCalls remoteCalls() {
        return remoteCalls;
    }

    public Complaints complaints() {
        return complaints;
    }

    /** What libraries were asked to write. */
    public HandedFiles handedFiles() {
        HandedFiles known = handedFiles;
        return known == null ? makeHandedFiles() : known;
    }

    private synchronized HandedFiles makeHandedFiles() {
        HandedFiles known = handedFiles;
        if (known == null) {
            known = new HandedFiles(this);
            handedFiles = known;
        }
        return known;
    }

    public Sites sites() {
        Sites known = sites;
        return known == null ? makeSites() : known;
    }

    private synchronized Sites makeSites() {
        Sites known = sites;
        if (known == null) {
            known = new Sites(options.get("app.packages"));
            sites = known;
        }
        return known;
    }

    /** Finds out more of whose the code is that was seen; agent's thread, before it judges. */
    public void research() {
        Sites known = sites;
        if (known != null) {
            known.ownership().research();
        }
    }

    /** The package roots that are taken for the application's: set by the user, or as far as found out. */
    public List<String> applicationRoots() {
        return sites().ownership().roots();
    }

    public OwnPorts ports() {
        return ports;
    }

    public NativePorts nativePorts() {
        return nativePorts;
    }

    public Environment environment() {
        Environment known = environment;
        if (known == null) {
            known = Environment.detect(options.get("environment"));
            environment = known;
        }
        return known;
    }

    public Mounts mounts() {
        Mounts known = mounts;
        if (known == null) {
            known = Mounts.read(options.get("environment.mountinfo"), environment() == Environment.CONTAINER);
            mounts = known;
        }
        return known;
    }

    /** The secrets that are known so far; made, and filled from environment and properties, at the first call. */
    public SecretBook secrets() {
        SecretBook known = secrets;
        if (known == null) {
            SecretBook made = new SecretBook(options);
            synchronized (this) {
                known = secrets == null ? made : secrets;
                secrets = known;
            }
        }
        if (!known.isFilled()) {
            // Not under the lock: who prints may hold locks of the application, which may have replaced the properties.
            // And whoever comes while another thread fills it does so as well: nothing printed meanwhile may slip by.
            known.fill();
        }
        return known;
    }

    /** The program has long been running when the agent comes: it has started, and listens where it listens. */
    public void joinRunning() {
        units.running();
        for (int port : BoundPorts.find().values()) {
            ports.add(port);
        }
    }

    /** Text of a setting, for example {@code mesh} or {@code file.judge-after}. */
    public @Nullable String option(String key) {
        return options.get(key);
    }

    /** When, where and in what the calling thread is now; 1 to 5 µs, or 5 to 70 where it comes by here for the first time. */
    public Origin here() {
        return at(sites().here());
    }

    /** The same at a site that is known already. */
    public Origin at(Site site) {
        return new Origin(
                System.currentTimeMillis(),
                units.phase(),
                units.current(),
                site,
                Thread.currentThread().getId());
    }
}
