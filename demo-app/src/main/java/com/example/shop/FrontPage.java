package com.example.shop;

import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The page that lists all endpoints, and the same list for programs. */
@RestController
class FrontPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Seaworthy's demo shop</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%%; }
            caption { text-align: left; padding-bottom: .5rem; }
            th, td { border-bottom: 1px solid; padding: .5rem; text-align: left; vertical-align: top; }
            p { margin: 0 0 .5rem; }
            </style>
            </head>
            <body>
            <main>
            <h1>Seaworthy's demo shop</h1>
            <p>Everything here works on a laptop. Start the shop with the agent, use what is in the column "bad"
            a few times, and read what the agent says. What is in the column "good" does the same and is silent.</p>
            <table>
            <caption>What the shop does, and the rule that each pair shows</caption>
            <thead><tr><th scope="col">Rule</th><th scope="col">For the user</th>\
            <th scope="col">Bad</th><th scope="col">Good</th></tr></thead>
            <tbody>
            %s</tbody>
            </table>
            </main>
            </body>
            </html>
            """;

    private final EndpointList endpoints;

    FrontPage(EndpointList endpoints) {
        this.endpoints = endpoints;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        List<Endpoint> all = endpoints.all();
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i + 1 < all.size(); i += 2) {
            Endpoint bad = all.get(i);
            rows.append("<tr><th scope=\"row\"><code>").append(bad.rule()).append("</code></th>");
            rows.append("<td>").append(HtmlUtils.htmlEscape(bad.does())).append("</td>");
            rows.append(cell(bad)).append(cell(all.get(i + 1))).append("</tr>\n");
        }
        return PAGE.formatted(rows);
    }

    @GetMapping("/endpoints")
    List<Endpoint> list() {
        return endpoints.all();
    }

    @GetMapping("/health")
    Map<String, String> health() {
        return Map.of("status", "UP");
    }

    private static String cell(Endpoint endpoint) {
        return "<td><p>" + HtmlUtils.htmlEscape(endpoint.how()) + "</p>" + action(endpoint) + "</td>";
    }

    private static String action(Endpoint endpoint) {
        String name = endpoint.verb() + " " + endpoint.path();
        if (endpoint.verb().equals("GET")) {
            return "<a href=\"%s\">%s</a>".formatted(endpoint.path(), name);
        }
        if (endpoint.path().endsWith("/avatar") || endpoint.path().endsWith("/receipt")) {
            return """
                    <form method="post" action="%s" enctype="multipart/form-data">\
                    <label>Picture <input type="file" name="picture" accept="image/*" required></label> \
                    <button>%s</button></form>""".formatted(endpoint.path(), name);
        }
        return "<form method=\"post\" action=\"%s\"><button>%s</button></form>".formatted(endpoint.path(), name);
    }
}
