package dev.seaworthy.observation;

/**
 * A certificate that ends within {@value #WATCHED_DAYS} days, or has ended.
 *
 * @param origin when and where the peer showed it, or it was loaded
 * @param own whether this process shows it to others
 * @param made whether this process made it, so that its end is known to who made it
 * @param name of the peer, with its port if known; of an own one its subject
 * @param begins first moment of its life, epoch milliseconds
 * @param ends last moment of its life, epoch milliseconds
 * @param refused whether the handshake failed at it
 */
@Sense(value = "tls.certificate", missing = "no TLS certificate was seen", counted = true)
public record CertificateSeen(
        Origin origin, boolean own, boolean made, String name, long begins, long ends, boolean refused)
        implements Observation {

    /** Certificates that live longer than that are not worth a look. */
    public static final int WATCHED_DAYS = 30;
}
