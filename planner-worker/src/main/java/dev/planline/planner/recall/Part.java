package dev.planline.planner.recall;

import java.util.Comparator;

/**
 * A step as trajectories share it: the how-manieth step of a type. With the ordinal, a plan can hold two steps of one type.
 *
 * @param ordinal 1 for the first step of its type
 */
record Part(String type, int ordinal) implements Comparable<Part> {

    private static final Comparator<Part> ORDER = Comparator.comparing(Part::type).thenComparingInt(Part::ordinal);

    @Override
    public int compareTo(Part other) {
        return ORDER.compare(this, other);
    }
}
