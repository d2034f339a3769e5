package dev.planline.cli.console;

/** A command cannot go on; the message is for the user and says the way out. */
public final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** It could not be done. */
    public static CommandFailed because(String message) {
        return new CommandFailed(Exit.FAILED, message);
    }

    /** The input is wrong. */
    public static CommandFailed badInput(String message) {
        return new CommandFailed(Exit.USAGE, message);
    }

    /** The code that the process ends with. */
    public int exitCode() {
        return exitCode;
    }
}
