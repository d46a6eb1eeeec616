package dev.seaworthy.report;

/** Texts that must not do anything but be shown. */
final class Hostile {

    /** A new line, an ANSI colour, C1's CSI, line separators, right-to-left override, HTML, quotes, half a pair, NUL. */
    static final String TEXT =
            "a\nb\r\u001b[31mred\u009b31m\u2028\u2029\u0085\u202e<script>alert('x\"')</script>&\ud800\u0000z";

    private Hostile() {}
}
