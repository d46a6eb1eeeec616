package dev.seaworthy.observation;

/** Something that a sensor saw. Immutable, holds no object of the application, never a secret's value. */
public sealed interface Observation
        permits JdbcObservation,
                LogObservation,
                FileObservation,
                CallSent,
                CallsRepeated,
                CallRetried,
                CallFailed,
                SocketOpened,
                SecretSent,
                SecretReceived,
                LinkSent,
                ProxyPassed,
                ClientMade,
                ConnectionsUsed,
                ConnectionLeased,
                ResponseLeft,
                PeerTrusted,
                CertificateSeen,
                LinePrinted,
                StackTracePrinted,
                SecretWritten,
                EventLogged,
                Again {

    Origin origin();
}
