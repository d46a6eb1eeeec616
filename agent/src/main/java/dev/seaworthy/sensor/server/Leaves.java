package dev.seaworthy.sensor.server;

import dev.seaworthy.context.RequestValues.Visitor;

/** The leaves of a body that may be cut off: JSON, form, XML, or one plain text. */
final class Leaves {

    private static final int LONGEST_KEY = 60;

    private final String body;
    private final Visitor visitor;
    private int at;
    private String key = "";

    private Leaves(String body, Visitor visitor) {
        this.body = body;
        this.visitor = visitor;
    }

    static void of(String body, Visitor visitor) {
        String start = body.stripLeading();
        if (start.isEmpty()) {
            return;
        }
        char first = start.charAt(0);
        Leaves leaves = new Leaves(body, visitor);
        if (first == '{' || first == '[' || first == '"') {
            leaves.json();
        } else if (first == '<') {
            leaves.xml();
        } else if (body.indexOf('=') > 0 && body.indexOf(' ') < 0 && body.indexOf('\n') < 0) {
            Brought.query(body, "parameter", visitor);
        } else {
            leaves.leaf(body.strip());
        }
    }

    private void json() {
        while (at < body.length()) {
            char c = body.charAt(at);
            if (c == '"') {
                at++;
                String text = string();
                if (isKey()) {
                    key = text.length() > LONGEST_KEY ? "" : text;
                } else {
                    leaf(text);
                }
            } else if (c >= '0' && c <= '9') {
                int from = at;
                while (at < body.length() && (Character.isLetterOrDigit(body.charAt(at)) || body.charAt(at) == '.')) {
                    at++;
                }
                leaf(body.substring(from, at));
            } else {
                at++;
            }
        }
    }

    private boolean isKey() {
        int next = at;
        while (next < body.length() && body.charAt(next) <= ' ') {
            next++;
        }
        return next < body.length() && body.charAt(next) == ':';
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        while (at < body.length()) {
            char c = body.charAt(at++);
            if (c == '"') {
                break;
            }
            text.append(c == '\\' && at < body.length() ? escaped(body.charAt(at++)) : c);
        }
        return text.toString();
    }

    private char escaped(char c) {
        switch (c) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u':
                if (at + 4 <= body.length()) {
                    try {
                        char decoded = (char) Integer.parseInt(body, at, at + 4, 16);
                        at += 4;
                        return decoded;
                    } catch (NumberFormatException notHexadecimal) {
                        return c;
                    }
                }
                return c;
            default:
                return c;
        }
    }

    private void xml() {
        while (at < body.length()) {
            int close = body.indexOf('>', at);
            int open = close < 0 ? -1 : body.indexOf('<', close);
            if (open < 0) {
                return;
            }
            String text = body.substring(close + 1, open).strip();
            if (!text.isEmpty()) {
                int start = body.lastIndexOf('<', close);
                key = start < 0 || close - start > LONGEST_KEY ? "" : body.substring(start + 1, close);
                leaf(text);
            }
            at = open;
        }
    }

    private void leaf(String text) {
        visitor.value("body", "body ".concat(key), text);
    }
}
