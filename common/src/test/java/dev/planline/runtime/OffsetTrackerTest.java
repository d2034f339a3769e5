package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetTrackerTest {

    private static final int SEEDS = 3_000;

    @Test
    void whatTheLastOwnerFinishedIsRememberedBeforeItIsReadAgain() {
        var first = new OffsetTracker(CommittedOffset.at(0));
        List<OffsetTracker.Entry> entries = new ArrayList<>();
        for (int offset = 0; offset < 1_000; offset++) {
            entries.add(first.add(offset));
        }
        entries.subList(1, 1_000).forEach(OffsetTracker.Entry::finish);
        var second = new OffsetTracker(reread(first.committed()));
        second.add(0); // the stuck record, read alone, and then a commit
        var third = new OffsetTracker(reread(second.committed()));
        assertThat(third.watermark()).isZero();
        assertThat(third.alreadyFinished(0)).isFalse();
        for (int offset = 1; offset < 1_000; offset++) {
            assertThat(third.alreadyFinished(offset)).as("offset %d", offset).isTrue();
        }
    }

    /** Owners come and go at any point; whatever they do, each record is committed as finished exactly once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_124})
    void eachRecordIsFinishedOnceInWhateverOrder(long first) {
        for (long seed = first; seed < first + SEEDS; seed++) {
            new Life(seed).run();
        }
    }

    private static CommittedOffset reread(CommittedOffset committed) {
        return CommittedOffset.from(committed.toKafka());
    }

    /** One partition with gaps, and owners that read, finish, commit and crash at random. */
    private static final class Life {

        private final long seed;
        private final Random random;
        private final NavigableSet<Long> log = new TreeSet<>();
        private final Map<Long, Integer> committedTimes = new HashMap<>();
        private CommittedOffset committed = CommittedOffset.at(0);

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            for (long offset = 0; log.size() < 60; offset += random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1) {
                log.add(offset);
            }
        }

        void run() {
            int owners = 0;
            while (committedTimes.size() < log.size()) {
                assertThat(owners++).as("owners, seed %d", seed).isLessThan(10_000);
                own();
                assertThat(committedTimes.values()).as("seed %d", seed).allMatch(times -> times == 1);
                log.headSet(committed.watermark()).forEach(
                        offset -> assertThat(committedTimes).as("below the watermark, seed %d", seed).containsKey(offset));
            }
        }

        private void own() {
            var tracker = new OffsetTracker(reread(committed));
            long position = committed.watermark();
            List<OffsetTracker.Entry> running = new ArrayList<>();
            List<Long> finished = new ArrayList<>();
            for (int step = random.nextInt(40); step > 0; step--) {
                switch (random.nextInt(4)) {
                    case 0 -> position = poll(tracker, position, running);
                    case 1, 2 -> {
                        Collections.shuffle(running, random);
                        if (!running.isEmpty()) {
                            OffsetTracker.Entry entry = running.removeLast();
                            entry.finish();
                            finished.add(entry.offset());
                        }
                    }
                    default -> {
                        committed = tracker.committed();
                        finished.forEach(offset -> committedTimes.merge(offset, 1, Integer::sum));
                        finished.clear();
                    }
                }
            }
        }

        /** Reads some records on; what the last owner finished is not handled again. */
        private long poll(OffsetTracker tracker, long position, List<OffsetTracker.Entry> running) {
            long next = position;
            for (long offset : log.tailSet(position).stream().limit(random.nextInt(8)).toList()) {
                OffsetTracker.Entry entry = tracker.add(offset);
                if (tracker.alreadyFinished(offset)) {
                    entry.finish();
                } else {
                    running.add(entry);
                }
                next = offset + 1;
            }
            if (log.tailSet(next).isEmpty() || random.nextInt(3) == 0) {
                Long following = log.ceiling(next);
                next = following == null ? next + 3 : following;
            }
            tracker.skipTo(next);
            return next;
        }
    }
}
