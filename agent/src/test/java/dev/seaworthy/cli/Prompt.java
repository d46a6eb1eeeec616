package dev.seaworthy.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** One run of the command line inside the test. */
record Prompt(int status, String out, String err) {

    static Prompt run(String... arguments) {
        return with(Map.of(), arguments);
    }

    /** @param environment variables that the command line finds */
    static Prompt with(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new CommandLineTool(environment));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int status = CommandLineTool.run(line, arguments);
        return new Prompt(status, out.toString(), err.toString());
    }
}
