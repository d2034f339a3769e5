package dev.planline.planner.spi;

import java.util.List;
import java.util.Map;

/** A piece of work on the way to a plan: a step, or, if it is divided, a group. */
public interface Part {

    /** Unique among its siblings. */
    String id();

    /** The type of the step, also when it could have been divided. */
    String type();

    /** What is to be done. */
    String description();

    /** Ids of siblings that come before it, wherever they stand. */
    List<String> after();

    /** What the step needs when it stays whole. */
    List<String> skills();

    /** Of the step when it stays whole. */
    Map<String, Object> metadata();

    /** Whether it is worth asking for its parts. */
    boolean divisible();
}
