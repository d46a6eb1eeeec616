package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Getter;
import dev.seaworthy.context.Hosts;
import dev.seaworthy.context.LocalLinks;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.LinkSent;
import dev.seaworthy.observation.Target;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Links in the text of mails that lead back to this machine. Reads only text that the mail library holds as text already:
 * no attachment, no stream, no method of the application's. Thread-safe, bounded.
 */
final class Mails {

    private static final String PART = "jakarta.mail.Part,javax.mail.Part";
    private static final Getter HANDLER = Getter.of(PART, "getDataHandler");
    private static final String OF_HANDLER = "jakarta.activation.DataHandler,javax.activation.DataHandler";
    private static final Getter SOURCE = Getter.of(OF_HANDLER, "getDataSource");
    private static final Getter CONTENT = Getter.of(OF_HANDLER, "getContent");
    private static final String MULTIPART = "jakarta.mail.Multipart,javax.mail.Multipart";
    private static final Getter COUNT = Getter.of(MULTIPART, "getCount");
    private static final Getter BODY_PART = Getter.of(MULTIPART, "getBodyPart", int.class);
    private static final Getter URL = Getter.of("jakarta.mail.Service,javax.mail.Service", "getURLName");
    private static final Getter HOST = Getter.of("jakarta.mail.URLName,javax.mail.URLName", "getHost");
    private static final Getter PORT = Getter.of("jakarta.mail.URLName,javax.mail.URLName", "getPort");

    private static final String[] LIBRARIES = {
        "jakarta.mail.", "javax.mail.", "com.sun.mail.", "org.eclipse.angus.", "org.springframework.mail."
    };

    private static final int MOST_PARTS = 16;
    private static final int DEEPEST = 4;
    private static final int SMTP = 25;

    /** Whether the content of a part is what the library says, rather than what a class of the application's makes of it. */
    private static final ClassValue<Boolean> PLAIN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                String owner =
                        type.getMethod("getDataHandler").getDeclaringClass().getName();
                for (String library : LIBRARIES) {
                    if (owner.startsWith(library)) {
                        return true;
                    }
                }
                return false;
            } catch (NoSuchMethodException | LinkageError none) {
                return false;
            }
        }
    };

    private final Surroundings surroundings;
    private final Observations observations;
    private final Repeats repeats;
    private final LocalLinks links = LocalLinks.here();

    Mails(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.repeats = new Repeats(observations);
    }

    /** A mail goes out by that connection. */
    void sends(@Nullable Object transport, @Nullable Object message) {
        observations.count("http.link", 1);
        List<LocalLinks.Link> found = new ArrayList<>();
        look(message, 0, found);
        if (found.isEmpty()) {
            return;
        }
        Sites sites = surroundings.sites();
        long place = sites.calling(true);
        for (LocalLinks.Link link : found) {
            long key = place * 31 + link.host().hashCode();
            if (repeats.take(key)) {
                Target target = target(URL.read(transport));
                repeats.tell(
                        key, new LinkSent(surroundings.at(sites.at(place)), "mail", "", link.host(), false, target));
            }
        }
    }

    private static Target target(@Nullable Object url) {
        String host = HOST.text(url);
        String name = host == null ? "" : host;
        int port = PORT.read(url) instanceof Integer set && set > 0 ? set : SMTP;
        return new Target("smtp", name, port, Hosts.classify(name), false);
    }

    private void look(@Nullable Object part, int depth, List<LocalLinks.Link> found) {
        if (part == null || depth > DEEPEST || !PLAIN.get(part.getClass())) {
            return;
        }
        Object content = content(HANDLER.read(part));
        if (content instanceof String text) {
            for (LocalLinks.Link link : links.inText(text)) {
                if (found.stream().noneMatch(other -> other.host().equals(link.host()))) {
                    found.add(link);
                }
            }
        } else if (COUNT.read(content) instanceof Integer count) {
            for (int i = 0; i < Math.min(count, MOST_PARTS); i++) {
                look(BODY_PART.read(content, i), depth + 1, found);
            }
        }
    }

    /** What a handler was given, if it was given an object; null if it would have to read from somewhere. */
    private static @Nullable Object content(@Nullable Object handler) {
        Object source = handler == null || !handler.getClass().getName().endsWith(".activation.DataHandler")
                ? null
                : SOURCE.read(handler);
        boolean holds = source != null && source.getClass().getSimpleName().equals("DataHandlerDataSource");
        return holds ? CONTENT.read(handler) : null;
    }

    /** Agent's thread. */
    void tick(long now) {
        repeats.tick(now);
    }
}
