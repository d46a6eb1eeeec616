package dev.seaworthy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A file that {@code ops} prints, with the user's names in the places that are marked {@code @NAME@}. */
final class OpsFile {

    private final String text;

    private OpsFile(String text) {
        this.text = text;
    }

    static OpsFile of(String name) throws IOException {
        try (InputStream in = OpsFile.class.getResourceAsStream("ops/" + name)) {
            if (in == null) {
                throw new IOException("ops/" + name + " is not in the jar");
            }
            return new OpsFile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    OpsFile with(Map<String, String> names) {
        String filled = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace('@' + name.getKey() + '@', name.getValue());
        }
        return new OpsFile(filled);
    }

    /** Alerting rules, each with the address of its runbook. */
    OpsFile withRunbooks(String base) {
        StringBuilder with = new StringBuilder();
        String alert = "";
        for (String line : text.split("\n")) {
            int name = line.indexOf("- alert: ");
            alert = name < 0
                    ? alert
                    : line.substring(name + "- alert: ".length()).strip();
            with.append(line).append('\n');
            if (line.strip().equals("annotations:")) {
                with.append(" ".repeat(line.indexOf('a') + 2))
                        .append("runbook_url: \"")
                        .append(base)
                        .append('/')
                        .append(alert)
                        .append("\"\n");
            }
        }
        return new OpsFile(with.toString());
    }

    void print(PrintWriter out) {
        out.print(text);
        out.flush();
    }
}
