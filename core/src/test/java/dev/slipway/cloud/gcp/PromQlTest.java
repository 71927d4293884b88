package dev.slipway.cloud.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cloud.gcp.PromQl.Series;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PromQlTest {

  @Test
  void namesMetricsAsCloudMonitoringDoes() {
    assertThat(PromQl.metricName("run.googleapis.com/container/billable_instance_time"))
        .isEqualTo("run_googleapis_com:container_billable_instance_time");
    assertThat(PromQl.metricName("logging.googleapis.com/user/api_errors"))
        .isEqualTo("logging_googleapis_com:user_api_errors");
  }

  @Test
  void quotesWhatWouldEndALabel() {
    assertThat(Series.of("a.b/c", "r").where("x", "a\"b\\c").query())
        .isEqualTo("a_b:c{monitored_resource=\"r\",x=\"a\\\"b\\\\c\"}");
  }

  @Test
  void writesRangesAsShortAsTheyGo() {
    assertThat(PromQl.range(Duration.ofHours(6))).isEqualTo("6h");
    assertThat(PromQl.range(Duration.ofMinutes(90))).isEqualTo("90m");
    assertThat(PromQl.range(Duration.ofSeconds(90))).isEqualTo("90s");
    assertThat(PromQl.range(Duration.ZERO)).isEqualTo("1m");
  }
}
