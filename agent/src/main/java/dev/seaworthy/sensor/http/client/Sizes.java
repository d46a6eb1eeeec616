package dev.seaworthy.sensor.http.client;

/** Takes how many connections a client's pool may have; what is not said stays unknown. */
public interface Sizes {

    /** To one target at a time. */
    void perTarget(long most);

    void total(long most);

    /** Connections that are in use now, the one included that was just leased. */
    void leased(long inUse);

    /** Threads or calls that wait for a connection now. */
    void pending(long waiting);
}
