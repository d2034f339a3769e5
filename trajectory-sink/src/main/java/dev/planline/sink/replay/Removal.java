package dev.planline.sink.replay;

/**
 * The order in which entries leave a table that is too full, the first to leave having the least rank. Chance comes from the
 * place of an entry alone, so it falls the same way whenever and wherever it is asked; weighted choice without replacement is
 * an order by log-weight plus Gumbel noise (Efraimidis and Spirakis, 2006; Kool et al., 2019).
 */
final class Removal {

    private final ReplayTable table;
    private final long salt;

    Removal(ReplayTable table) {
        this.table = table;
        this.salt = mix(table.name().hashCode());
    }

    boolean byPriority() {
        return switch (table.remover()) {
            case PRIORITIZED, MIN_HEAP, MAX_HEAP -> true;
            case UNIFORM, FIFO, LIFO, RECENCY -> false;
        };
    }

    TableIndex.Ranked ranked(Lane lane, int row) {
        return new TableIndex.Ranked(rank(table.remover(), lane, row), lane.place(row));
    }

    double rank(Selection order, Lane lane, int row) {
        return switch (order) {
            case FIFO -> (double) lane.createdAt(row);
            case LIFO -> -(double) lane.createdAt(row);
            case MIN_HEAP -> (double) lane.weight(row);
            case MAX_HEAP -> -(double) lane.weight(row);
            case UNIFORM -> gumbel(lane.place(row));
            case PRIORITIZED -> -(Math.log((double) lane.weight(row)) + gumbel(lane.place(row)));
            case RECENCY -> lane.createdAt(row) / (table.halfLifeSeconds() * 1_000) * Math.log(2) + gumbel(lane.place(row));
        };
    }

    private double gumbel(long place) {
        double chance = ((mix(place ^ salt) >>> 11) + 0.5) * 0x1.0p-53;
        return -Math.log(-Math.log(chance));
    }

    /** The last steps of SplitMix64 (Steele et al., 2014): every bit of the result depends on every bit of the value. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
