package dev.seaworthy.rule.log;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import java.util.List;

/** Origins of what an application logs. */
final class LogOrigins {

    static final String LOGGER = "com.acme.Orders";

    private LogOrigins() {}

    /** In a request of that route, at no place. */
    static Origin request(String route) {
        return at(Phase.REQUEST, route, Site.UNKNOWN);
    }

    static Origin at(Phase phase, String route, Site site) {
        return new Origin(1, phase, new Unit(7, Unit.Kind.REQUEST, false, route), site, 1);
    }

    /** In a request, at that line of the application, which logs through SLF4J and Logback. */
    static Origin logging(int line) {
        return at(
                Phase.REQUEST,
                "GET /orders",
                site("com.acme.Orders", line, "org.slf4j.Logger", "ch.qos.logback.classic.Logger"));
    }

    static Site site(String className, int line, String... between) {
        Place place = new Place(className, "place", null, line);
        List<Place> stack = new java.util.ArrayList<>();
        for (String one : between) {
            stack.add(new Place(one, "error", null, 1));
        }
        stack.add(place);
        return new Site(place, between.length == 0, stack);
    }
}
