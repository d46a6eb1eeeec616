package dev.seaworthy.cli;

import dev.seaworthy.config.Spelling;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A severity as it is typed. */
final class SeverityWord implements ITypeConverter<Severity> {

    @Override
    public Severity convert(String typed) {
        Severity severity = Severity.of(typed.toLowerCase(Locale.ROOT));
        if (severity == null) {
            List<String> known = new ArrayList<>();
            for (Severity each : Severity.values()) {
                known.add(each.label());
            }
            throw new TypeConversionException("'" + typed + "' is not a severity; known are " + String.join(", ", known)
                    + Spelling.hint(typed, known));
        }
        return severity;
    }
}
