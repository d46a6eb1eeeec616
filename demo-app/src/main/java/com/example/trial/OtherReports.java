package com.example.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;
import tools.jackson.databind.json.JsonMapper;

/** The reports beside the JSON one: for a browser, a code scanner, a merge request and a build server. */
final class OtherReports {

    static final List<String> NAMES = List.of("report.html", "report.sarif", "report.md", "report.xml");

    private OtherReports() {}

    /** What is wrong with those in {@code folder}, one sentence each: each has to be whole and to name all rules. */
    static List<String> complaints(Path folder, Iterable<String> rules) throws IOException {
        List<String> complaints = new ArrayList<>();
        for (String name : NAMES) {
            Path file = folder.resolve(name);
            String text = RunningShop.read(file);
            if (!isWhole(name, file, text)) {
                complaints.add(name + " is not well-formed");
            }
            for (String rule : rules) {
                if (!text.contains(rule)) {
                    complaints.add(name + " does not name " + rule);
                }
            }
        }
        return complaints;
    }

    private static boolean isWhole(String name, Path file, String text) throws IOException {
        switch (name.substring(name.lastIndexOf('.'))) {
            case ".html":
                return text.toLowerCase(Locale.ROOT).startsWith("<!doctype html>")
                        && text.strip().endsWith("</html>");
            case ".sarif":
                return !JsonMapper.shared().readTree(text).at("/runs/0/results").isEmpty();
            case ".xml":
                return Files.exists(file) && isXml(file);
            default:
                return text.startsWith("#");
        }
    }

    private static boolean isXml(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getElementsByTagName("testcase")
                            .getLength()
                    > 0;
        } catch (ParserConfigurationException | SAXException malformed) {
            return false;
        }
    }
}
