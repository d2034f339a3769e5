package dev.planline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.agents.ExampleAgents;
import dev.planline.planner.PlannerChain;
import dev.planline.planner.PlannerStage;
import dev.planline.router.RouterSettings;
import dev.planline.router.RouterStage;
import dev.planline.router.TrackRecords;
import dev.planline.runtime.Stage;
import dev.planline.testkit.GeneratedFile;
import dev.planline.testkit.Party;
import dev.planline.validator.ValidatorSettings;
import dev.planline.validator.ValidatorStage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AsyncApiTest {

    private static final InstantSource CLOCK = InstantSource.system();

    @Test
    void theDocumentShowsTheTopics() throws IOException {
        GeneratedFile.check("docs/asyncapi.yaml", new AsyncApi().document());
    }

    @Test
    void theStagesReadWhatTheDocumentSays() {
        assertThat(PlannerStage.of(new PlannerChain(List.of()), Map::of, CLOCK).topics()).isEqualTo(Party.PLANNER.reads());
        assertThat(RouterStage.of(RouterSettings.DEFAULT, Map::of, Map::of,
                new TrackRecords(RouterSettings.DEFAULT.recordHalfLife()), CLOCK).topics()).isEqualTo(Party.ROUTER.reads());
        assertThat(ValidatorStage.of(ValidatorSettings.DEFAULT, Map::of, CLOCK).topics()).isEqualTo(Party.VALIDATOR.reads());
        Stage agents = ExampleAgents.stage(0, Map::of, CLOCK);
        assertThat(agents.topics()).isEqualTo(Party.AGENT.reads());
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        JsonNode document = new YAMLMapper().readTree(new AsyncApi().document());
        List<String> references = document.findValuesAsString("$ref");
        assertThat(references).hasSize(13 + operations(document) + 13 + 12);
        assertThat(references).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
            } else {
                assertThat(GeneratedFile.root().resolve("docs").resolve(reference)).exists();
            }
        });
    }

    private static int operations(JsonNode document) {
        return document.get("operations").size();
    }
}
