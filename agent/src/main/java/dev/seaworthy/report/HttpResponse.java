package dev.seaworthy.report;

import java.nio.charset.StandardCharsets;

/** One answer, after which the connection ends. */
record HttpResponse(int status, String type, String body, String header) {

    static final String HTML = "text/html; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";

    static HttpResponse ok(String type, String body) {
        return new HttpResponse(200, type, body, "");
    }

    /** An answer in one line of plain text. */
    static HttpResponse plain(int status, String line) {
        return new HttpResponse(status, TEXT, line + "\n", "");
    }

    /** The same with one more header, {@code name: value}. */
    HttpResponse with(String other) {
        return new HttpResponse(status, type, body, other + "\r\n");
    }

    /** As it goes over the wire. */
    byte[] bytes(boolean withBody) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + ' ' + reason() + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                + content.length
                + "\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
                + "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
                + "Cross-Origin-Resource-Policy: same-origin\r\n"
                + "Referrer-Policy: no-referrer\r\n" + header + "\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + (withBody ? content.length : 0)];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, all.length - start.length);
        return all;
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 431 -> "Request Header Fields Too Large";
            default -> "Internal Server Error";
        };
    }
}
