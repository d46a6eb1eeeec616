package dev.seaworthy.observation;

/**
 * What a file lies on.
 *
 * @param pathClass kind of storage
 * @param proven whether that comes from the kernel's mounts rather than from a guess
 * @param ground what else the directory is used for
 */
public record Disk(PathClass pathClass, boolean proven, Ground ground) {

    /** What the application uses a directory for, apart from what it writes there. */
    public enum Ground {
        ELSEWHERE,
        /** The application serves what lies there. */
        SERVED,
        /** Its own classes and resources lie there. */
        APPLICATION
    }

    /** Whether what lies there is lost with this instance, or seen by it alone. */
    public boolean belongsToOneInstance() {
        return pathClass == PathClass.EPHEMERAL
                || pathClass == PathClass.LOCAL_DISK
                || pathClass == PathClass.PERSISTENT_VOLUME;
    }

    /** The storage as reports name it: {@code local-disk}. */
    public String label() {
        return switch (pathClass) {
            case PSEUDO -> "pseudo";
            case TEMP -> "temp";
            case SHARED -> "shared";
            case PERSISTENT_VOLUME -> "persistent-volume";
            case EPHEMERAL -> "ephemeral";
            case LOCAL_DISK -> "local-disk";
        };
    }
}
