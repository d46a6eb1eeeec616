package dev.seaworthy.sensor.log;

import dev.seaworthy.observation.DetailLogged.Kind;
import dev.seaworthy.observation.LogLevel;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Spot;
import dev.seaworthy.sensor.Spots;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What one logger has logged so far, in whatever unit of work. Thread-safe. */
final class LoggerLog {

    final String name;
    /** What its events show, as far as its name and the first of them say. */
    volatile Kind kind;

    /** Events of INFO and above in requests, how many of these carry an id, and how many requests logged them. */
    final LongAdder inRequests = new LongAdder();

    final LongAdder tied = new LongAdder();
    final LongAdder requests = new LongAdder();
    /** Events below INFO that were written while the service ran, and others that show what its kind says. */
    final LongAdder details = new LongAdder();

    volatile @Nullable Origin lastDetail;
    volatile LogLevel detail = LogLevel.DEBUG;
    volatile String library = "";
    /** Events of INFO and above that were looked at; threads that come at once may lose one. */
    int examined;

    /** Of the agent's thread. */
    long toldDetails;

    /** In which round it was last searched, and how many of its events were; threads that come at once may lose one. */
    int searchedIn;

    int searched;

    /** Lines that log an error and pass its exception as a value, and such that only name it. */
    private volatile @Nullable Lines passing;

    private volatile @Nullable Lines naming;

    /** The lines that do one of the two. */
    static final class Lines extends Spots<Spot> {
        @Override
        protected Spot make(Site site) {
            return new Spot(site);
        }
    }

    LoggerLog(String name) {
        this.name = name;
        this.kind = Detailed.kindOf(name);
    }

    /** Made at the first need. */
    Lines lost(boolean passed) {
        Lines known = passed ? passing : naming;
        if (known == null) {
            synchronized (this) {
                known = passed ? passing : naming;
                if (known == null) {
                    known = new Lines();
                    if (passed) {
                        passing = known;
                    } else {
                        naming = known;
                    }
                }
            }
        }
        return known;
    }

    @Nullable
    Lines lostIfAny(boolean passed) {
        return passed ? passing : naming;
    }
}
