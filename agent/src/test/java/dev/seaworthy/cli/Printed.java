package dev.seaworthy.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** What {@code ops} prints. */
record Printed(int status, String out, String err) {

    static Printed ops(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new CommandLineTool());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 1];
        all[0] = "ops";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        int status = CommandLineTool.run(line, all);
        return new Printed(status, out.toString(), err.toString());
    }

    /** The text of a command that succeeds. */
    static String text(String... arguments) {
        Printed printed = ops(arguments);
        if (printed.status != 0) {
            throw new AssertionError(printed.toString());
        }
        return printed.out;
    }

    /** The same as YAML. */
    static Object yaml(String... arguments) {
        return new Yaml().load(text(arguments));
    }
}
