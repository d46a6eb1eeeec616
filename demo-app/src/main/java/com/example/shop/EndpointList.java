package com.example.shop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** All handlers with {@link Shows}, rule by rule, the bad one before the good one. */
@Component
class EndpointList {

    private final RequestMappingHandlerMapping mapping;

    EndpointList(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    List<Endpoint> all() {
        List<Endpoint> all = new ArrayList<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            Shows shows = handler.getMethodAnnotation(Shows.class);
            if (shows != null) {
                all.add(endpoint(info, handler, shows));
            }
        });
        all.sort(Comparator.comparing(Endpoint::rule)
                .thenComparing(Endpoint::does)
                .thenComparing(Endpoint::side));
        return all;
    }

    private static Endpoint endpoint(RequestMappingInfo info, HandlerMethod handler, Shows shows) {
        return new Endpoint(
                shows.rule(),
                List.of(shows.also()),
                shows.side(),
                info.getMethodsCondition().getMethods().iterator().next().name(),
                info.getPatternValues().iterator().next(),
                shows.does(),
                shows.how(),
                handler.getBeanType().getName(),
                shows.at().isEmpty() ? handler.getMethod().getName() : shows.at());
    }
}
