package dev.planline.cli.deadletters;

import java.util.StringJoiner;

/** How many letters came to what. */
record Tally(long sent, long refused, long heldBack, long redriven) {

    static final Tally NONE = new Tally(0, 0, 0, 0);

    Tally and(Fate fate) {
        return switch (fate) {
            case Fate.Send _ -> new Tally(sent + 1, refused, heldBack, redriven);
            case Fate.Refused _ -> new Tally(sent, refused + 1, heldBack, redriven);
            case Fate.HeldBack _ -> new Tally(sent, refused, heldBack + 1, redriven);
            case Fate.Redriven _ -> new Tally(sent, refused, heldBack, redriven + 1);
            case Fate.NotMeant _ -> this;
        };
    }

    /** Those that stay open though they were meant. */
    long open() {
        return refused + heldBack;
    }

    /** In words, what is sent under that name, for example {@code 3 to send}. */
    String text(String sentAs) {
        var text = new StringJoiner(", ").add(sent + " " + sentAs);
        add(text, refused, "refused");
        add(text, heldBack, "held back");
        add(text, redriven, "redriven before");
        return text.toString();
    }

    private static void add(StringJoiner text, long count, String what) {
        if (count > 0) {
            text.add(count + " " + what);
        }
    }
}
