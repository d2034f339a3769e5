package dev.planline.model;

/** Which stage has to mend a rejected plan. */
public enum Blame {
    PLAN,
    ROUTE
}
