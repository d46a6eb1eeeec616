package dev.seaworthy.rule;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.rule.file.ClasspathResourceAsFile;
import dev.seaworthy.rule.file.ClientFilenameInPath;
import dev.seaworthy.rule.file.DeveloperPath;
import dev.seaworthy.rule.file.DiskFill;
import dev.seaworthy.rule.file.DurableWriteOnEphemeralFs;
import dev.seaworthy.rule.file.HandleLeak;
import dev.seaworthy.rule.file.ReadAfterWriteAcrossRequests;
import dev.seaworthy.rule.file.UploadToLocalDisk;
import dev.seaworthy.rule.file.WrongCase;
import dev.seaworthy.rule.http.CertificateExpiring;
import dev.seaworthy.rule.http.ClientPerCall;
import dev.seaworthy.rule.http.ConnectionNotReused;
import dev.seaworthy.rule.http.FailedCallSwallowed;
import dev.seaworthy.rule.http.LocalhostEndpoint;
import dev.seaworthy.rule.http.LocalhostLink;
import dev.seaworthy.rule.http.NoTimeout;
import dev.seaworthy.rule.http.PlainHttp;
import dev.seaworthy.rule.http.PoolTooSmall;
import dev.seaworthy.rule.http.ProxyIgnored;
import dev.seaworthy.rule.http.RetryStorm;
import dev.seaworthy.rule.http.SecretInUrl;
import dev.seaworthy.rule.http.SequentialFanOut;
import dev.seaworthy.rule.http.TrustAllTls;
import dev.seaworthy.rule.jdbc.ChattyRequest;
import dev.seaworthy.rule.jdbc.ConnectionLeak;
import dev.seaworthy.rule.jdbc.EmbeddedDatabase;
import dev.seaworthy.rule.jdbc.NPlusOne;
import dev.seaworthy.rule.jdbc.NestedConnection;
import dev.seaworthy.rule.jdbc.NoConnectionValidation;
import dev.seaworthy.rule.jdbc.NoSocketTimeout;
import dev.seaworthy.rule.jdbc.PlaintextTransport;
import dev.seaworthy.rule.jdbc.PoolExceedsDbLimit;
import dev.seaworthy.rule.jdbc.PoolExhausted;
import dev.seaworthy.rule.jdbc.PrivilegedLogin;
import dev.seaworthy.rule.jdbc.RemoteCallInTransaction;
import dev.seaworthy.rule.jdbc.RequestValueInSql;
import dev.seaworthy.rule.jdbc.RuntimeDdl;
import dev.seaworthy.rule.jdbc.TooManyClients;
import dev.seaworthy.rule.jdbc.ToyPool;
import dev.seaworthy.rule.jdbc.UnboundedResult;
import dev.seaworthy.rule.jdbc.UnpooledConnection;
import dev.seaworthy.rule.jdbc.WritesWithoutTransaction;
import dev.seaworthy.rule.log.DebugInProduction;
import dev.seaworthy.rule.log.ErrorSwallowed;
import dev.seaworthy.rule.log.ErrorWithoutException;
import dev.seaworthy.rule.log.Flood;
import dev.seaworthy.rule.log.GoesNowhere;
import dev.seaworthy.rule.log.MdcLeak;
import dev.seaworthy.rule.log.NoRequestId;
import dev.seaworthy.rule.log.SecretInLog;
import dev.seaworthy.rule.log.SystemOut;
import java.util.List;

/** The explicit list of rules; nothing is scanned. {@code scripts/new-rule} adds a line here. */
public final class Rules {

    /** How many there are, for a line that must not cost their loading; CatalogueTest compares. */
    public static final int COUNT = 51;

    private Rules() {}

    /** One of each, in the order of the catalogue. */
    public static List<Rule<?>> all(Surroundings surroundings) {
        return List.of(
                new UnpooledConnection(),
                new TooManyClients(),
                new PoolExceedsDbLimit(surroundings),
                new PoolExhausted(),
                new NoConnectionValidation(),
                new ToyPool(),
                new EmbeddedDatabase(),
                new PrivilegedLogin(surroundings),
                new ConnectionLeak(),
                new NestedConnection(),
                new NPlusOne(surroundings),
                new ChattyRequest(surroundings),
                new UnboundedResult(),
                new RemoteCallInTransaction(),
                new WritesWithoutTransaction(),
                new RuntimeDdl(),
                new RequestValueInSql(),
                new NoSocketTimeout(),
                new PlaintextTransport(surroundings),
                new UploadToLocalDisk(),
                new ClientFilenameInPath(),
                new DurableWriteOnEphemeralFs(),
                new ReadAfterWriteAcrossRequests(),
                new DeveloperPath(surroundings),
                new DiskFill(),
                new HandleLeak(),
                new ClasspathResourceAsFile(surroundings),
                new WrongCase(),
                new PlainHttp(surroundings),
                new LocalhostEndpoint(surroundings),
                new NoTimeout(surroundings),
                new ClientPerCall(),
                new ConnectionNotReused(),
                new PoolTooSmall(),
                new TrustAllTls(),
                new CertificateExpiring(),
                new ProxyIgnored(),
                new SecretInUrl(),
                new LocalhostLink(),
                new SequentialFanOut(surroundings),
                new FailedCallSwallowed(),
                new RetryStorm(),
                new SecretInLog(),
                new SystemOut(),
                new NoRequestId(surroundings),
                new MdcLeak(),
                new DebugInProduction(),
                new Flood(surroundings),
                new ErrorSwallowed(),
                new ErrorWithoutException(),
                new GoesNowhere(surroundings));
    }
}
