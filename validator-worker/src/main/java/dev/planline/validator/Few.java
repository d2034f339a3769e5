package dev.planline.validator;

import java.util.List;

/** Lists of which only some are shown. */
final class Few {

    private Few() {}

    /** These, and how many more there are of all. */
    static String of(List<String> shown, int all) {
        return String.join(", ", shown) + (all > shown.size() ? " and " + (all - shown.size()) + " more" : "");
    }
}
