package dev.planline.chaos.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Task;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    private static final int SIZE = 10_000;

    private final Workload workload = new Workload(7, SIZE, 4);
    private final List<Batch> batches = IntStream.range(0, workload.batches()).mapToObj(workload::batch).toList();
    private final Codec codec = new Codec();

    @Test
    void theSameSeedDrawsTheSameItemsAndAnotherDrawsOthers() {
        assertThat(IntStream.range(0, SIZE).mapToObj(new Workload(7, SIZE, 4)::item))
                .isEqualTo(IntStream.range(0, SIZE).mapToObj(workload::item).toList());
        assertThat(IntStream.range(0, SIZE).mapToObj(new Workload(8, SIZE, 4)::item))
                .isNotEqualTo(IntStream.range(0, SIZE).mapToObj(workload::item).toList());
    }

    @Test
    void batchesHoldEachItemOnceAndInOrder() {
        assertThat(batches.stream().flatMap(batch -> batch.items().stream()).map(Item::number))
                .containsExactlyElementsOf(IntStream.range(0, SIZE).boxed().toList());
        assertThat(batches).allSatisfy(batch -> assertThat(batch.items()).allSatisfy(
                item -> assertThat(Workload.batchOf(item.number())).isEqualTo(batch.number())));
    }

    @Test
    void aSeriesBelongsToOneSubmitter() {
        assertThat(batches).allSatisfy(batch -> assertThat(batch.items()).filteredOn(item -> item.series() >= 0)
                .allSatisfy(item -> assertThat(item.series() / Workload.SERIES).isEqualTo(batch.number() % 4)));
    }

    @Test
    void kindsAndWaysComeAsOftenAsTheyShould() {
        List<Item> items = IntStream.range(0, SIZE).mapToObj(workload::item).toList();
        assertThat(
                List.of(count(items, item -> item.kind() == Item.Kind.MALFORMED), count(items, item -> item.kind() == Item.Kind.HOPELESS),
                        count(items, item -> item.series() >= 0), count(batches, batch -> batch.way() == Batch.Way.ABORTED),
                        count(batches, batch -> batch.way() == Batch.Way.COMMITTED)))
                .containsExactly(271L, 383L, 3_297L, 33L, 191L);
    }

    private static <T> long count(List<T> all, Predicate<T> some) {
        return all.stream().filter(some).count();
    }

    @Test
    void aValueSaysWhichItemItIs() {
        for (int number = 0; number < 500; number++) {
            assertThat(Workload.numberIn(workload.value(workload.item(number), codec))).isEqualTo(number);
        }
        assertThat(Workload.numberIn("{\"taskId\":\"t\"}".getBytes(StandardCharsets.UTF_8))).isEqualTo(-1);
        assertThat(Workload.numberIn("{\"chaos\":\"x\"}".getBytes(StandardCharsets.UTF_8))).isEqualTo(-1);
        assertThat(Workload.numberIn("{\"chaos\":\"".getBytes(StandardCharsets.UTF_8))).isEqualTo(-1);
    }

    @Test
    void onlyWhatIsMalformedDoesNotDecode() {
        for (int number = 0; number < 500; number++) {
            Item item = workload.item(number);
            Decoded<Task> decoded = codec.decode(Task.class, workload.value(item, codec));
            if (item.kind() == Item.Kind.MALFORMED) {
                assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
            } else {
                assertThat(decoded).isInstanceOfSatisfying(Decoded.Value.class,
                        value -> assertThat(((Task) value.value()).taskId()).isEqualTo(item.key()));
            }
        }
    }
}
