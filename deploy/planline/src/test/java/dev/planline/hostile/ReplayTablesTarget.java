package dev.planline.hostile;

import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTable;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.replay.Sampling;
import dev.planline.sink.store.Store;
import dev.planline.testkit.hostile.Refusals;
import dev.planline.testkit.hostile.Target;
import dev.planline.testkit.hostile.Target.Input;
import dev.planline.testkit.hostile.Target.Result;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.WireTargets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file of replay tables as a target of hostile input: what is taken is drawn from as well. */
final class ReplayTablesTarget {

    private static final Codec CODEC = new Codec();

    /** One, and what sums may be off. */
    private static final double MOST = 1 + 1e-9;

    private static final String TABLES = """
            {"tables": [
              {"name": "steps", "filter": {"agent": "builder_agent", "outcome": "success", "minScore": 0.1, "maxScore": 1, "minGeneration": 0,
                                           "maxGeneration": 9, "operator": "revision"},
               "sampler": "prioritized", "remover": "lifo", "maxSize": 3, "item": "n_step", "steps": 2, "stratify": "agent",
               "alpha": 0.7, "beta": 0.5, "maxStaleness": 1},
              {"name": "once", "sampler": "recency", "remover": "fifo", "maxTimesSampled": 2, "halfLifeSeconds": 60, "stratify": "task",
               "rateLimit": {"minSize": 1, "samplesPerInsert": 4, "errorBuffer": 8}}]}""";

    private final Path file;
    private final Store store;

    ReplayTablesTarget(Path directory, Store store) {
        this.file = directory.resolve("tables.json");
        this.store = store;
    }

    Target target() {
        return new Target("replay tables", 8, List.of(Input.of(TABLES)), this::read);
    }

    private Result read(Input input) {
        try {
            Files.write(file, input.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ReplayTables tables;
        try {
            tables = ReplayTables.read(file);
        } catch (IllegalArgumentException e) {
            if (e.getClass() != IllegalArgumentException.class) {
                throw e;
            }
            return Refusals.inOneLine(e.getMessage(), 2_000);
        }
        var buffer = new ReplayBuffer(store, tables);
        buffer.tables().forEach(state -> CODEC.encode(state));
        for (ReplayTable table : tables.tables()) {
            for (int draw = 0; draw < 3; draw++) {
                require(buffer.sample(table.name(), /* count= */ 5, /* seed= */ draw));
            }
        }
        return WireTargets.check(new Decoded.Value<>(tables), CODEC, ReplayTables.class);
    }

    private static void require(Sampling sampling) {
        if (sampling instanceof Sampling.Sample sample) {
            for (Sampling.Item item : sample.items()) {
                if (!(item.probability() > 0 && item.probability() <= MOST && item.weight() >= 0 && item.weight() <= MOST)) {
                    throw new AssertionError("draws " + item.trajectoryId() + " with the probability " + item.probability()
                            + " and the weight " + item.weight());
                }
            }
        }
    }
}
