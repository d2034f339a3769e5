package dev.planline.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.benchmarks.contender.Contender;
import dev.planline.benchmarks.contender.Contenders;
import dev.planline.benchmarks.measure.Entry;
import dev.planline.benchmarks.measure.Finding;
import dev.planline.benchmarks.measure.Heap;
import dev.planline.benchmarks.measure.Latency;
import dev.planline.benchmarks.measure.Redo;
import dev.planline.benchmarks.workload.Keys;
import dev.planline.benchmarks.workload.Work;
import dev.planline.benchmarks.workload.Workload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final long SEED = 1;
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void medianAndSpreadAreOfAllRounds() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(2.5, 1, 4));
    }

    @Test
    void theWholeInputInTheLeastTimeIsAHundredPercent() {
        Row row = Row.of(entry(finding(1_000, 0.99, 10_000, 10_000, null)), SEED);
        assertThat(row.ofBound()).isEqualTo(new Spread(1, 1, 1));
    }

    @Test
    void ofARoundThatWasCutOffTheRateCounts() {
        Row row = Row.of(entry(finding(5_000, 0.2, 5_000, 10_000, null)), SEED);
        assertThat(row.ofBound()).isEqualTo(new Spread(0.5, 0.5, 0.5));
        assertThat(row.incomplete()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenCanBeRead(@TempDir Path directory) throws IOException {
        Report report = report();
        Path file = directory.resolve("new/report.json");
        report.write(file);
        assertThat(Report.read(List.of(file))).isEqualTo(report);
    }

    @Test
    void partsOfARunAreReadAsOne(@TempDir Path directory) throws IOException {
        Report probes = Report.of(Instant.EPOCH, "short", SEED, 0.5, List.of(), report().redo(), report().heaps());
        Report rows = Report.of(Instant.EPOCH.plusSeconds(1), "short", SEED, 3, List.of(entry(finding(5_000, 1, 5_000, 5_000, null))), null,
                List.of());
        Path first = directory.resolve("probes.json");
        Path second = directory.resolve("rows.json");
        probes.write(first);
        rows.write(second);
        Report whole = Report.read(List.of(second, first));
        assertThat(whole.date()).isEqualTo(rows.date());
        assertThat(whole.rows()).isEqualTo(rows.rows());
        assertThat(whole.redo()).isEqualTo(probes.redo());
        assertThat(whole.heaps()).isEqualTo(probes.heaps());
    }

    @Test
    void whatWasMeasuredWithOtherKeysIsNoPart(@TempDir Path directory) throws IOException {
        Path first = directory.resolve("first.json");
        Path second = directory.resolve("second.json");
        report().write(first);
        Report.of(Instant.EPOCH, "short", SEED + 1, 0.5, List.of(), null, List.of()).write(second);
        assertThatThrownBy(() -> Report.read(List.of(first, second))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("second.json is no part of");
    }

    @Test
    void theTableSaysWhatIsMissing() {
        var bytes = new ByteArrayOutputStream();
        Tables.print(report(), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("10 ms wait, uniform keys, concurrency 100", "Planline", "cut off in 1 of 2 rounds", "2 doubled",
                        "1 out of order",
                        "1,500", "1,000..2,000", "12.0", "100,000 records", "7 handled again, 0 of them needlessly", "118,090/s");
    }

    @Test
    void theDrawingIsWellFormed() throws Exception {
        var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(Plot.of(report()).getBytes(StandardCharsets.UTF_8)));
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(1);
    }

    private static Report report() {
        var entry = entry(
                finding(1_000, 1, 10_000, 10_000, new Latency(5, 12, 20, 100)),
                new Finding(2_000, 2, 1, 9_000, 10_000, 2, 1, 1_024, 30, new Latency(5, 12, 20, 100)));
        return Report.of(Instant.EPOCH, "short", SEED, 0.5, List.of(entry), new Redo(3, 4, 7, 0, 0, 0),
                List.of(new Heap(100_000, List.of(30, 31), 9_000)));
    }

    private static Entry entry(Finding... findings) {
        Contender planline = Contenders.named("Planline");
        return new Entry(Workload.working(Work.WAIT_10, Keys.UNIFORM, 10_000, SECOND, 100), planline, null, List.of(findings));
    }

    private static Finding finding(double perSecond, double span, int received, int expected, Latency latency) {
        return new Finding(perSecond, span + 1, span, received, expected, 0, 0, 1_024, 30, latency);
    }
}
