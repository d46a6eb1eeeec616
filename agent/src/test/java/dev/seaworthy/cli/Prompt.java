package dev.seaworthy.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One run of the command line inside the test. */
record Prompt(int status, String out, String err) {

    static Prompt run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new CommandLineTool());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int status = CommandLineTool.run(line, arguments);
        return new Prompt(status, out.toString(), err.toString());
    }
}
