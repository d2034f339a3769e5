package dev.planline.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineRun;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvalTest {

    private static final List<String> PLACES = List.of("Rome", "Oslo", "Lima", "Kiev", "Bern", "Nice", "Bath", "Cork");

    /** Goals that say what they want, four of a kind for each place. */
    private static String requests() {
        return IntStream.range(0, 32).mapToObj(i -> {
            String place = PLACES.get(i / 4);
            return switch (i % 4) {
                case 0 -> request(i, "Book a flight to " + place, "book_flight");
                case 1 -> request(i, "Cancel my hotel in " + place, "cancel_hotel");
                case 2 -> request(i, "Rent a car in " + place + ", then wash it", "rent_car", "wash_car");
                default -> request(i, "Wash the car in " + place + ", then sell it", "wash_car", "sell_car");
            };
        }).collect(Collectors.joining("\n"));
    }

    private static String request(int id, String request, String... tools) {
        String nodes = List.of(tools).stream().map(tool -> "{\"task\": \"" + tool + "\"}").collect(Collectors.joining(", "));
        String links = tools.length == 1 ? "" : "{\"source\": \"" + tools[0] + "\", \"target\": \"" + tools[1] + "\"}";
        return "{\"id\": \"" + id + "\", \"user_request\": \"" + request + "\", \"task_nodes\": [" + nodes + "], \"task_links\": [" + links
                + "]}";
    }

    @Test
    void goalsThatSayWhatTheyWantArePlannedExactly() {
        CommandLineRun run = CommandLineRun.with(requests(), "eval", "-", "--held-out", "0.25", "--rounds", "4", "-o", "json");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("{\"exemplars\":24,\"seed\":1,\"rounds\":[");
        assertThat(run.out()).contains("\"mean\":{\"requests\":32,\"nodeF1\":1.0,\"linkF1\":1.0,\"accuracy\":1.0,\"answered\":1.0,");
    }

    @Test
    void partsThatShareARequestAreRefused() {
        CommandLineRun run = CommandLineRun.with(requests(), "eval", "-", "--held-out", "0.25", "--rounds", "5");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--rounds: is 5; must be 1 to 4, so that no two parts share a request");
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        assertThat(CommandLineRun.with(requests(), "eval", "-", "--held-out", "1").err())
                .contains("--held-out: is 1.0; must lie between 0 and 1");
    }

    @Test
    void aBadLineIsNamed() {
        CommandLineRun run = CommandLineRun.with("{\"id\": \"1\", \"user_request\": \"Sing\", \"task_nodes\": [{\"tool\": \"x\"}]}", "eval",
                "-");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("standard input:1: task_nodes[0].task: is required");
    }

    @Test
    void f1IsTheHarmonicMeanOfPrecisionAndRecall() {
        assertThat(Evaluation.f1(Set.of("a", "b"), Set.of("b", "c", "d"))).isEqualTo(0.4);
        assertThat(Evaluation.f1(Set.of(), Set.of())).isEqualTo(1);
        assertThat(Evaluation.f1(Set.of("a"), Set.of())).isZero();
    }
}
