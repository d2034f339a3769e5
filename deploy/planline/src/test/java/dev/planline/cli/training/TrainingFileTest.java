package dev.planline.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqStruct;
import dev.planline.model.Operator;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back by a library that shares no code with the one that writes. */
class TrainingFileTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.000006Z");

    @TempDir
    private Path directory;

    @Test
    void aTrajectoryIsARowWithItsStepsAsAList() throws IOException {
        Path file = write(TrainingFile.Rows.TRAJECTORIES, List.of(full(), bare()));
        try (var reader = ParquetFileReader.open(InputFile.of(file)); RowReader rows = reader.rowReader()) {
            rows.next();
            assertThat(rows.getString("trajectory_id")).isEqualTo("j-1");
            assertThat(rows.getString("task_id")).isEqualTo("t-1");
            assertThat(rows.getString("goal")).isEqualTo("gr\u00fcn");
            assertThat(rows.getString("agent")).isEqualTo("dev");
            assertThat(rows.getInt("generation")).isEqualTo(3);
            assertThat(rows.getString("operator")).isEqualTo("refinement");
            assertThat(rows.getList("parents").strings()).containsExactly("j-0", "j-00");
            assertThat(rows.getString("outcome")).isEqualTo("partial");
            assertThat(rows.getDouble("score")).isEqualTo(0.1);
            assertThat(rows.getString("policy_version")).isEqualTo("v2");
            assertThat(rows.getTimestamp("created_at")).isEqualTo(TIME);
            assertThat(rows.getDouble("duration_seconds")).isEqualTo(4.5);
            assertThat(rows.getDouble("cost_usd")).isEqualTo(0.25);
            assertThat(rows.getLong("tokens_in")).isEqualTo(5_000_000_000L);
            assertThat(rows.getLong("tokens_out")).isEqualTo(7);
            assertThat(rows.getList("tools_used").strings()).containsExactly("ls");
            List<PqStruct> steps = rows.getList("steps").structs();
            assertThat(steps).hasSize(2);
            assertThat(steps.getFirst().getString("step_id")).isEqualTo("s1");
            assertThat(steps.getFirst().getList("depends_on").strings()).containsExactly("s0");
            assertThat(steps.getFirst().getString("arguments")).isEqualTo("{\"a\":[1,null]}");
            assertThat(steps.getFirst().getString("observation")).isEqualTo("{\"ok\":true}");
            assertThat(steps.getFirst().getTimestamp("started_at")).isEqualTo(TIME);
            assertThat(steps.getFirst().getDouble("duration_seconds")).isEqualTo(1.5);
            assertThat(steps.getLast().isNull("step_id")).isTrue();
            assertThat(steps.getLast().getString("observation")).isEqualTo("plain");
            assertThat(steps.getLast().isNull("duration_seconds")).isTrue();
            assertThat(rows.getString("rest")).contains("\"codeChanges\":\"diff\"", "\"metrics\":{\"m\":1}").doesNotContain("goal",
                    "steps");
            rows.next();
            assertThat(rows.isNull("task_id")).isTrue();
            assertThat(rows.isNull("created_at")).isTrue();
            assertThat(rows.getList("steps").size()).isZero();
            assertThat(rows.hasNext()).isFalse();
        }
    }

    @Test
    void aStepIsARowWithWhatItTakesToTrainFromIt() throws IOException {
        Path file = write(TrainingFile.Rows.STEPS, List.of(full(), bare(), full()));
        try (var reader = ParquetFileReader.open(InputFile.of(file)); RowReader rows = reader.rowReader()) {
            var seen = new ArrayList<String>();
            while (rows.hasNext()) {
                rows.next();
                seen.add(rows.getString("trajectory_id") + " " + rows.getInt("position") + "/" + rows.getInt("steps") + " "
                        + rows.getString("outcome") + " " + rows.getDouble("score") + " " + rows.getString("step_outcome") + " "
                        + rows.getString("description") + " " + rows.getString("tool"));
            }
            assertThat(seen).containsExactly("j-1 0/2 partial 0.1 success list ls", "j-1 1/2 partial 0.1 unknown say null",
                    "j-1 0/2 partial 0.1 success list ls", "j-1 1/2 partial 0.1 unknown say null");
        }
    }

    @Test
    void manyRowsAreInGroupsOfBoundedSizeAndCompressed() throws IOException {
        var random = new Random(1);
        var trajectories = new ArrayList<Trajectory>();
        for (int i = 0; i < 600; i++) {
            var noise = new StringBuilder();
            random.ints(100_000, 'a', 'z').forEach(letter -> noise.append((char) letter));
            trajectories.add(
                    new TrajectoryBuilder("j-" + i, "dev", i, TrajectoryOutcome.SUCCESS, i / 600.0).codeChanges(noise.toString()).build());
        }
        Path file = write(TrainingFile.Rows.TRAJECTORIES, trajectories);
        try (var reader = ParquetFileReader.open(InputFile.of(file)); RowReader rows = reader.rowReader()) {
            var groups = reader.getFileMetaData().rowGroups();
            assertThat(reader.getFileMetaData().numRows()).isEqualTo(600);
            assertThat(groups).hasSize(3).allSatisfy(group -> {
                assertThat(group.columns().stream().mapToLong(column -> column.metaData().totalCompressedSize()).sum())
                        .isLessThan(17 << 20);
                assertThat(group.columns()).allSatisfy(column -> assertThat(column.metaData().codec()).isEqualTo(CompressionCodec.ZSTD));
            });
            int generation = 0;
            while (rows.hasNext()) {
                rows.next();
                assertThat(rows.getInt("generation")).isEqualTo(generation++);
                assertThat(rows.getString("rest")).contains(trajectories.get(generation - 1).codeChanges());
            }
            assertThat(generation).isEqualTo(600);
        }
    }

    private Path write(TrainingFile.Rows rows, List<Trajectory> trajectories) throws IOException {
        Path path = directory.resolve("t.parquet");
        try (TrainingFile file = TrainingFile.to(Files.newOutputStream(path), rows)) {
            for (Trajectory trajectory : trajectories) {
                file.write(trajectory);
            }
        }
        return path;
    }

    private static Trajectory full() {
        var arguments = new HashMap<String, Object>();
        arguments.put("a", Arrays.asList(1, null));
        return new TrajectoryBuilder("j-1", "dev", 3, TrajectoryOutcome.PARTIAL, 0.1).taskId("t-1").goal("gr\u00fcn")
                .operator(Operator.REFINEMENT)
                .parents(List.of("j-0", "j-00")).policyVersion("v2").createdAt(TIME).durationSeconds(4.5).costUsd(0.25)
                .tokensIn(5_000_000_000L).tokensOut(7).toolsUsed(List.of("ls")).codeChanges("diff").metrics(Map.of("m", 1))
                .steps(List.of(
                        new TrajectoryStep("s1", "code", "dev", List.of("s0"), "list", "ls", arguments, Map.of("ok", true), "why",
                                TrajectoryOutcome.SUCCESS, TIME, 1.5),
                        new TrajectoryStep(null, null, null, List.of(), "say", null, Map.of(), "plain", "", TrajectoryOutcome.UNKNOWN, null,
                                null)))
                .build();
    }

    /** Without all that may be missing, and with a time that no reader takes. */
    private static Trajectory bare() {
        return new TrajectoryBuilder("j-2", "dev", 0, TrajectoryOutcome.UNKNOWN, 0).createdAt(Instant.parse("+99999-12-31T23:59:59Z"))
                .build();
    }
}
