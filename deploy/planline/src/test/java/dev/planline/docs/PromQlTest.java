package dev.planline.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.docs.PromQl.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void metricsLabelsAndGroupingAreFound() {
        PromQl query = PromQl.of("histogram_quantile(0.99, sum by (le, stage) (rate(a_bucket{stage=~\"$stage\", x!=\"y{z}\"}[5m]))) > 1"
                + " and on (stage) max(b[$__rate_interval]) * 60");
        assertThat(query.selectors()).containsExactly(new Selector("a_bucket", Set.of("stage", "x")), new Selector("b", Set.of()));
        assertThat(query.grouping()).containsExactlyInAnyOrder("le", "stage");
        assertThat(PromQl.of("label_values(a_total, stage)").selectors()).containsExactly(new Selector("a_total", Set.of("stage")));
    }

    @Test
    void whatIsNoQueryIsRefused() {
        assertThatThrownBy(() -> PromQl.of("rat(a[5m])")).hasMessageContaining("no function rat");
        assertThatThrownBy(() -> PromQl.of("1 + 2")).hasMessageContaining("asks for nothing");
        assertThatThrownBy(() -> PromQl.of("a ? b")).hasMessageContaining("cannot read on at \"? b\"");
    }
}
