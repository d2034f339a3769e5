package dev.planline.cli;

/** The command line. */
public final class PlanlineMain {

    private PlanlineMain() {}

    /** Prints the version. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        System.out.println("planline 0.1.0");
    }
}
