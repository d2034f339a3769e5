package dev.planline.kubernetes;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with manifests. */
final class Problems {

    private final List<String> all = new ArrayList<>();

    void add(String place, String problem) {
        all.add(place + ": " + problem);
    }

    void addUnless(boolean holds, String place, String problem) {
        if (!holds) {
            add(place, problem);
        }
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
