package com.example.shop;

import java.util.List;

/** A request handler that shows a rule, and the place in the code where a warning about it belongs. */
public record Endpoint(
        String rule,
        List<String> also,
        Shows.Side side,
        String verb,
        String path,
        String does,
        String how,
        String type,
        String method) {}
