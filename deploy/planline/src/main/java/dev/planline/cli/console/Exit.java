package dev.planline.cli.console;

/** Exit codes that scripts rely on. */
public final class Exit {

    /** What was asked for is done. */
    public static final int DONE = 0;

    /** It could not be done. */
    public static final int FAILED = 1;

    /** The command line or the input is wrong. */
    public static final int USAGE = 2;

    private Exit() {}
}
