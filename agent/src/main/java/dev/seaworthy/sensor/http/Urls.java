package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Lazy;
import dev.seaworthy.context.LocalLinks;
import dev.seaworthy.context.ProxyVariables;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.UrlSecrets;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.LinkSent;
import dev.seaworthy.observation.ProxyPassed;
import dev.seaworthy.observation.SecretSent;
import dev.seaworthy.observation.Target;
import dev.seaworthy.sensor.Observations;

/** Looks into the URLs of calls for what should not stand there; agent's thread. */
final class Urls {

    private static final String USER_INFO = "user info";

    private final Observations observations;
    private final Lazy<UrlSecrets> secrets;
    private final Lazy<ProxyVariables> proxies = new Lazy<>(() -> new ProxyVariables(System.getenv()));

    Urls(Surroundings surroundings, Observations observations) {
        this.observations = observations;
        this.secrets = new Lazy<>(() -> new UrlSecrets(surroundings.secrets()));
    }

    void tell(Sent call, Target target) {
        if ((call.credentials & Credentials.USER_INFO) != 0) {
            observations.add(new SecretSent(call.origin, call.client, target, USER_INFO, "", 0, false, false));
        }
        tellLinks(call, target);
        tellRoute(call, target);
        String query = call.query;
        if (query == null || query.isEmpty()) {
            return;
        }
        for (UrlSecrets.Found one : secrets.get().in(query)) {
            observations.add(new SecretSent(
                    call.origin, call.client, target, one.kind(), one.name(), one.length(), one.known(), one.once()));
        }
    }

    private void tellLinks(Sent call, Target target) {
        observations.count("http.link", 1);
        LocalLinks links = LocalLinks.here();
        for (LocalLinks.Link one : links.inQuery(call.query)) {
            observations.add(new LinkSent(call.origin, "query", one.name(), one.host(), one.app(), target));
        }
        String body = call.body;
        if (body == null) {
            return;
        }
        String text = body.stripLeading();
        boolean json = text.startsWith("{") || text.startsWith("[");
        for (LocalLinks.Link one : json ? links.inJson(text) : links.inQuery(text)) {
            observations.add(new LinkSent(call.origin, "body", one.name(), one.host(), one.app(), target));
        }
        call.body = null;
    }

    /** Clients that do not ask Java for the way: which one they take is known of some. */
    private void tellRoute(Sent call, Target target) {
        ProxyVariables variables = proxies.get();
        if (!call.direct
                || !variables.isSet()
                || target.hostClass() != HostClass.PUBLIC
                || ProxyVariables.isJvmTold(target.scheme())) {
            return;
        }
        String variable = variables.wants(target.scheme(), target.host(), target.port());
        if (variable != null) {
            observations.add(new ProxyPassed(call.origin, target, variable, variables.proxy(variable)));
        }
    }
}
