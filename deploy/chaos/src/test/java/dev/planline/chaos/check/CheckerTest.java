package dev.planline.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.chaos.workload.Batch;
import dev.planline.chaos.workload.Item;
import dev.planline.chaos.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log without a fault has no findings; each fault that is put into it is found, once, and named. */
class CheckerTest {

    private final Run run = new Run(new Workload(7, 2_000, 4));

    @Test
    void aRunInWhichNothingGoesWrongHasNoFindings() {
        assertThat(run.check().first()).isEmpty();
        assertThat(run.check().total()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void aMessageThatIsMissingIsLost(Place place) {
        Sighting gone = run.log.remove(run.first(sighting -> sighting.place() == place && (place != Place.TASKS || ordinary(sighting))));
        Findings findings = run.check();
        assertThat(findings.counts()).containsKey(Finding.Kind.LOST);
        assertThat(findings.first()).anySatisfy(finding -> assertThat(finding.message()).contains("task " + gone.item() + " "));
    }

    @Test
    void aTaskThatWasPlannedTwiceIsDoubled() {
        run.log.add(run.again(run.log.get(run.first(at(Place.VALIDATED)))));
        assertThat(run.check().counts()).containsEntry(Finding.Kind.DOUBLED, 1);
    }

    @Test
    void aTaskThatIsTwiceOnTheLogIsDoubledOnceAndNothingBehindItIs() {
        Sighting task = run.log.get(run.first(sighting -> sighting.place() == Place.TASKS && ordinary(sighting) && unique(sighting)));
        run.log.add(run.again(task));
        for (Place place : List.of(Place.PLANS, Place.ROUTES, Place.VALIDATED)) {
            run.log.add(run.again(run.log.get(run.first(sighting -> sighting.place() == place && sighting.item() == task.item()))));
        }
        assertThat(run.check().counts()).isEqualTo(Map.of(Finding.Kind.DOUBLED, 1));
    }

    @Test
    void aRoundThatComesTwiceIsDoubled() {
        run.log.add(run.again(run.log.get(run.first(sighting -> sighting.place() == Place.REJECTED && sighting.round() == 1))));
        assertThat(run.check().counts()).containsEntry(Finding.Kind.DOUBLED, 2);
    }

    @Test
    void messagesOfOneKeyThatChangePlacesAreReordered() {
        int one = run.first(sighting -> sighting.place() == Place.PLANS && !unique(sighting) && ordinary(sighting));
        int series = run.workload.item(run.log.get(one).item()).series();
        int other = run.first(sighting -> sighting.place() == Place.PLANS && sighting.item() > run.log.get(one).item()
                && run.workload.item(sighting.item()).series() == series);
        Sighting first = run.log.get(one);
        Sighting second = run.log.get(other);
        run.log.set(one, new Sighting(Place.PLANS, 0, first.offset(), second.item(), 0));
        run.log.set(other, new Sighting(Place.PLANS, 0, second.offset(), first.item(), 0));
        assertThat(run.check().counts()).isEqualTo(Map.of(Finding.Kind.REORDERED, 1));
    }

    @Test
    void whatWasGivenUpMayNotBeThere() {
        Item item = batch(Batch.Way.ABORTED).items().stream().filter(each -> each.kind() == Item.Kind.ORDINARY && each.series() < 0)
                .findFirst()
                .orElseThrow();
        run.log.add(new Sighting(Place.TASKS, 1, 1, item.number(), 0));
        assertThat(run.check().counts()).containsEntry(Finding.Kind.ABORTED_READ, 1);
    }

    @Test
    void whatNobodySentAndIsBehindIsAnAbortedRead() {
        Item item = batch(Batch.Way.ABORTED).items().stream().filter(each -> each.kind() == Item.Kind.ORDINARY && each.series() < 0)
                .findFirst()
                .orElseThrow();
        run.log.add(new Sighting(Place.PLANS, 1, 1, item.number(), 0));
        assertThat(run.check().counts()).isEqualTo(Map.of(Finding.Kind.ABORTED_READ, 1));
    }

    @Test
    void aPartOfATransactionIsTorn() {
        Batch batch = batch(Batch.Way.COMMITTED);
        batch.items().forEach(item -> run.ledger.sending(item.number()));
        int some = batch.items().getFirst().number();
        run.log.removeIf(sighting -> sighting.item() == some);
        assertThat(run.check().counts()).isEqualTo(Map.of(Finding.Kind.TORN_TRANSACTION, 1));
    }

    @Test
    void aTransactionOfWhichNothingIsKnownMayBeThereOrNot() {
        Batch batch = batch(Batch.Way.COMMITTED);
        batch.items().forEach(item -> run.ledger.sending(item.number()));
        assertThat(run.check().total()).isZero();
        run.log.removeIf(sighting -> Workload.batchOf(sighting.item()) == batch.number());
        assertThat(run.check().total()).isZero();
    }

    @Test
    void aReaderThatSawSomethingElseMeanwhileIsFound() {
        List<Sighting> live = List.copyOf(run.log);
        var more = new ArrayList<>(live);
        more.add(run.again(run.log.get(run.first(at(Place.VALIDATED)))));
        assertThat(run.check(live).total()).isZero();
        assertThat(run.check(more).counts()).isEqualTo(Map.of(Finding.Kind.INCONSISTENT_READ, 1));
    }

    @Test
    void aReaderThatGoesBackIsFound() {
        run.log.add(run.log.get(run.first(at(Place.TASKS))));
        assertThat(run.check().counts()).containsEntry(Finding.Kind.INCONSISTENT_READ, 1).containsEntry(Finding.Kind.DOUBLED, 1);
    }

    @Test
    void anOutcomeThatItMayNotHaveIsFound() {
        Sighting ordinary = run.log.get(run.first(at(Place.VALIDATED)));
        run.log.add(new Sighting(Place.DEAD, 1, 1, ordinary.item(), 0));
        assertThat(run.check().counts()).isEqualTo(Map.of(Finding.Kind.WRONG_OUTCOME, 1));
    }

    @Test
    void aMessageOfNobodyIsFound() {
        run.log.add(new Sighting(Place.PLANS, 1, 1, -1, 0));
        assertThat(run.check().counts()).isEqualTo(Map.of(Finding.Kind.WRONG_OUTCOME, 1));
    }

    private Batch batch(Batch.Way way) {
        for (int number = 0; number < run.workload.batches(); number++) {
            if (run.workload.way(number) == way) {
                return run.workload.batch(number);
            }
        }
        throw new AssertionError("no such batch");
    }

    private static Predicate<Sighting> at(Place place) {
        return sighting -> sighting.place() == place;
    }

    private boolean ordinary(Sighting sighting) {
        return run.workload.item(sighting.item()).kind() == Item.Kind.ORDINARY;
    }

    private boolean unique(Sighting sighting) {
        return run.workload.item(sighting.item()).series() < 0;
    }
}
