package dev.planline.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.benchmarks.workload.Keys;
import dev.planline.benchmarks.workload.Work;
import dev.planline.benchmarks.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTest {

    @Test
    void aJobIsReadFromItsLine() {
        var job = new Job("127.0.0.1:9092", "job-1", "bench-1", 6, Workload.working(Work.CPU_1, Keys.ZIPF, 10, Duration.ofSeconds(9), 7));
        assertThat(Job.parse(job.line())).isEqualTo(job);
        var tasks = new Job("127.0.0.1:9092", "job-2", "bench-2", 6, Workload.tasks(0, Duration.ZERO).paced(500, 3));
        assertThat(Job.parse(tasks.line())).isEqualTo(tasks);
    }

    @Test
    void aJournalTellsWhatWasBegunAndEnded(@TempDir Path directory) {
        Path file = directory.resolve("journal");
        try (var journal = new Journal(file)) {
            journal.begun(0);
            journal.begun(3);
            journal.ended(0);
        }
        Journal.Content content = Journal.read(file);
        assertThat(content.begun().stream()).containsExactly(0, 3);
        assertThat(content.ended().stream()).containsExactly(0);
    }
}
