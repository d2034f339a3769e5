package dev.planline.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import dev.planline.wire.Decoded;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TaskBenchTest {

    @Test
    void aSolvedRequestIsASuccessfulTrajectory() {
        Decoded<Trajectory> decoded = TaskBench.trajectory("""
                {"id": "7", "user_request": "Do it\\n", "task_steps": ["Step 1", "Step 2", "Step 3"],
                 "task_nodes": [{"task": "a"}, {"task": "b"}, {"task": "a"}],
                 "task_links": [{"source": "a", "target": "b"}, {"source": "b", "target": "a"}], "n_tools": 3}""".replace("\n", " "));
        Trajectory trajectory = ((Decoded.Value<Trajectory>) decoded).value();
        assertThat(trajectory.trajectoryId()).isEqualTo("taskbench-7");
        assertThat(trajectory.goal()).isEqualTo("Do it");
        assertThat(trajectory.outcome()).isEqualTo(TrajectoryOutcome.SUCCESS);
        assertThat(trajectory.steps()).extracting(TrajectoryStep::type).containsExactly("a", "b", "a");
        assertThat(trajectory.steps()).extracting(step -> String.join(",", step.dependsOn())).containsExactly("", "1", "2");
        assertThat(trajectory.steps()).extracting(TrajectoryStep::description).containsExactly("Step 1", "Step 2", "Step 3");
    }

    @Test
    void whatIsNoRequestIsATrajectoryOfOurOwn() {
        assertThat(TaskBench
                .trajectory("{\"trajectoryId\": \"j\", \"agent\": \"a\", \"generation\": 0, \"outcome\": \"success\", \"score\": 1}"))
                .isInstanceOf(Decoded.Value.class);
        assertThat(TaskBench.trajectory("{\"trajectoryId\": \"j\"}")).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void whatARequestLacksIsNamed() {
        assertThat(TaskBench.trajectory("{\"user_request\": \"x\", \"task_nodes\": [{\"task\": \"a\"}]}"))
                .isEqualTo(new Decoded.Malformed<>("id", "is required"));
        assertThat(TaskBench.trajectory("{\"id\": \"1\", \"user_request\": \"x\", \"task_nodes\": []}"))
                .isEqualTo(new Decoded.Malformed<>("task_nodes", "must hold one tool or more"));
    }

    @Test
    void aToolIsAnAgentOfItsOwnType() {
        var graph = new JsonMapper()
                .readTree("{\"nodes\": [{\"id\": \"fly\", \"desc\": \"flies\", \"domain\": [\"air\"]}], \"links\": []}");
        assertThat(TaskBench.isTools(graph)).isTrue();
        assertThat(TaskBench.agents(graph)).hasSize(1).first()
                .hasToString("{\"description\":\"flies\",\"name\":\"fly\",\"stepTypes\":[\"fly\"],\"skills\":[\"air\"]}");
    }
}
