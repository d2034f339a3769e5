package dev.planline.sink.store;

/** Other questions hold so much that there is no room for what this one takes; later there may be. */
public final class BudgetSpent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BudgetSpent() {
        super("the replies that are under way hold as much as they may together");
    }
}
