package dev.seaworthy.sensor.jdbc.source;

/** Under which conditions a driver fetches rows in pages, rather than all of them before the first is read. */
public final class Paging {

    /** Rows of a page where no statement says otherwise; 0 = the driver's default. */
    private volatile int usual;
    /** Whether Connector/J opens cursors. */
    private volatile boolean cursors;

    void read(String product, OpenSettings asked) {
        usual = (int) Math.max(
                0,
                switch (product) {
                    case "postgresql" -> asked.number(0, "defaultRowFetchSize");
                    case "mysql", "mariadb" -> asked.number(0, "defaultFetchSize");
                    default -> 0;
                });
        cursors = asked.isTrue("useCursorFetch");
    }

    /** The fetch size in force where a statement has that one, 0 where it has none. */
    public int size(int fetchSize) {
        return fetchSize == 0 ? usual : fetchSize;
    }

    /** Whether that fetch size has an effect on a statement that ran then, if its cursor only goes forward. */
    public boolean has(String product, int fetchSize, boolean autoCommit) {
        return switch (product) {
            case "postgresql" -> fetchSize > 0 && !autoCommit;
            case "mysql" -> fetchSize == Integer.MIN_VALUE || cursors && fetchSize > 0;
            default -> fetchSize != 0;
        };
    }
}
