package dev.planline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.testkit.GeneratedFile;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    @Test
    void thePageShowsTheCatalogues() throws IOException {
        GeneratedFile.check("docs/metrics.md", """
                # Metrics and logs

                Generated from the code; do not edit. `MetricsPageTest` checks it and rewrites it with `-Dupdate`.

                ## Meters

                Every worker serves these in the Prometheus format at `/metrics` on its management port.

                %s
                A timer has the parts `_bucket`, `_count`, `_sum` and `_max`. With `client.meters=true` the metrics of the Kafka
                clients are there too, under their own names (`kafka_consumer_...`, `kafka_producer_...`) and with the tag `stage`.
                Those of the JVM and the process always are (`jvm_...`, `process_...`, `system_...`). Traces, alerts and a board are in
                [observability.md](observability.md).

                ## Health

                `/livez` answers 503 when the process had better be restarted, `/readyz` when it cannot work now; both name the part.

                ## Keys of the logs

                A message says what happened, these keys say to which. With `PLANLINE_LOG_FORMAT=json` in the environment a line is a JSON
                object ([more](observability.md#logs)).

                %s""".formatted(Meter.catalogue(), LogKey.catalogue()));
    }

    @Test
    void namesAreUniqueAndDescribed() {
        assertThat(Arrays.stream(Meter.values()).map(Meter::meterName)).doesNotHaveDuplicates()
                .allMatch(name -> name.matches("planline(\\.[a-z]+)+"));
    }
}
