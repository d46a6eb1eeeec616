package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.sql.StatementLedger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The ledger of one unit of work; where no unit is visible, of the outermost lease of a thread. */
public final class UnitLedger extends StatementLedger {

    private static final int MOST_CLAIMS = 512;

    private TrackedStatement[] claims = new TrackedStatement[8];
    private int claimed;

    /** Remembers a statement whose rows are being counted for it; false where there are too many. */
    boolean claim(TrackedStatement command) {
        if (claimed >= MOST_CLAIMS) {
            return false;
        }
        if (claimed == claims.length) {
            claims = Arrays.copyOf(claims, claimed * 2);
        }
        claims[claimed++] = command;
        return true;
    }

    void release(TrackedStatement command) {
        for (int i = claimed - 1; i >= 0; i--) {
            if (claims[i] == command) {
                claims[i] = claims[--claimed];
                claims[claimed] = null;
                return;
            }
        }
    }

    /** A statement whose rows are still being counted; null where there is none. */
    @Nullable
    TrackedStatement claimed() {
        return claimed == 0 ? null : claims[claimed - 1];
    }

    @Override
    public void clear() {
        super.clear();
        Arrays.fill(claims, 0, claimed, null);
        claimed = 0;
    }
}
