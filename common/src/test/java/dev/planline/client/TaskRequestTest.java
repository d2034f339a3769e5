package dev.planline.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Task;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import org.junit.jupiter.api.Test;

class TaskRequestTest {

    private final Codec codec = new Codec();

    @Test
    void aTaskWithoutIdGetsOne() {
        Decoded<TaskRequest> decoded = codec.decode(TaskRequest.class, "{\"goal\": \"sort the mail\"}");

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Value.class,
                value -> assertThat(((TaskRequest) value.value()).toTask(() -> "t-new")).isEqualTo(new Task("t-new", "sort the mail")));
    }

    @Test
    void theRulesOfATaskHoldForTheRequestToo() {
        assertThat(codec.decode(TaskRequest.class, "{\"goal\": \" \"}")).isEqualTo(new Decoded.Malformed<>("goal", "must not be blank"));
        assertThat(codec.decode(TaskRequest.class, "{\"taskId\": \"\", \"goal\": \"sort\"}"))
                .isEqualTo(new Decoded.Malformed<>("taskId", "must not be blank"));
        assertThat(codec.decode(TaskRequest.class, "{\"gaol\": \"sort\"}"))
                .isEqualTo(new Decoded.Malformed<>("gaol", "unknown field; did you mean \"goal\"?"));
    }
}
