package dev.planline.chaos.check;

import dev.planline.chaos.workload.Batch;
import dev.planline.chaos.workload.Item;
import dev.planline.chaos.workload.Workload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What is seen of a run in which nothing goes wrong, as a list that a test can spoil. */
final class Run {

    final Workload workload;
    final Ledger ledger;
    final List<Sighting> log = new ArrayList<>();
    private final Map<Place, Long> offsets = new EnumMap<>(Place.class);

    Run(Workload workload) {
        this.workload = workload;
        this.ledger = new Ledger(workload.size());
        for (int number = 0; number < workload.batches(); number++) {
            Batch batch = workload.batch(number);
            batch.items().forEach(item -> send(item, batch.way()));
        }
    }

    private void send(Item item, Batch.Way way) {
        ledger.sending(item.number());
        if (way == Batch.Way.ABORTED) {
            ledger.givenUp(item.number());
            return;
        }
        ledger.acknowledged(item.number());
        add(Place.TASKS, item, 0);
        switch (item.kind()) {
            case ORDINARY -> {
                add(Place.PLANS, item, 0);
                add(Place.ROUTES, item, 0);
                add(Place.VALIDATED, item, 0);
            }
            case HOPELESS -> {
                for (int round = 1; round <= 2; round++) {
                    add(Place.PLANS, item, 0);
                    add(Place.ROUTES, item, round);
                    add(Place.REJECTED, item, round);
                }
                add(Place.ABANDONED, item, 0);
            }
            case MALFORMED -> add(Place.DEAD, item, 0);
        }
    }

    private void add(Place place, Item item, int round) {
        log.add(new Sighting(place, 0, offsets.merge(place, 1L, Long::sum), item.number(), round));
    }

    /** Where in the log the first sighting is that this is true of. */
    int first(Predicate<Sighting> condition) {
        return log.indexOf(log.stream().filter(condition).findFirst().orElseThrow());
    }

    /** The same message again, at the end of its topic. */
    Sighting again(Sighting sighting) {
        return new Sighting(sighting.place(), sighting.partition(), offsets.merge(sighting.place(), 1L, Long::sum), sighting.item(),
                sighting.round());
    }

    Findings check() {
        return check(log);
    }

    Findings check(List<Sighting> live) {
        return Checker.check(workload, ledger, history(live), history(log));
    }

    private History history(List<Sighting> sightings) {
        var history = new History(workload);
        sightings.forEach(history::saw);
        return history;
    }
}
