package dev.seaworthy;

/** The command line's entry. Loads and speaks on Java 8 as well. */
public final class Main {

    private Main() {}

    /** Exit status as in the contract: 0 clean, 1 failed, 2 findings, 3 wrong usage. */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            String java = System.getProperty("java.specification.version", "");
            if (Agent.isModern(java)) {
                Object result = Agent.inside()
                        .loadClass("dev.seaworthy.cli.CommandLineTool")
                        .getMethod("run", String[].class)
                        .invoke(null, (Object) arguments);
                status = ((Integer) result).intValue();
            } else {
                System.err.println("seaworthy: needs Java 17 or newer, this is " + java);
            }
        } catch (Throwable failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            System.err.println("seaworthy: " + cause);
        }
        System.exit(status);
    }
}
