package dev.slipway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.design.Designer;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.source.MemorySourceTree;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeveralCloudsTest {

  @Test
  void twoRecordsThatNameTwoCloudsAreToldWhatThatMeans() {
    assertThat(design("GCP", "AWS"))
        .filteredOn(d -> d.code().equals("SLIP-CLOUD-SEVERAL"))
        .singleElement()
        .extracting(Diagnostic::detail)
        .asString()
        .contains("$0.12 a GiB out of Google Cloud")
        .contains("$0.09 a GB out of Amazon Web Services")
        .contains("identity")
        .contains("private network");
  }

  @Test
  void whoHasSettledItIsNotAsked() {
    assertThat(design("GCP", "AWS", "cloud=aws"))
        .extracting(Diagnostic::code)
        .doesNotContain("SLIP-CLOUD-SEVERAL");
  }

  @Test
  void recordsThatAgreeSayNothing() {
    assertThat(design("AWS", "AWS"))
        .extracting(Diagnostic::code)
        .doesNotContain("SLIP-CLOUD-SEVERAL");
  }

  private static List<Diagnostic> design(String first, String second, String... settings) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("docs/adr/0001-web.md", adr(1, "web service", first));
    files.put("docs/adr/0002-worker.md", adr(2, "worker", second));
    return Designer.design(
            DesignRun.requirements(
                    new DesignRequest(
                        MemorySourceTree.of("shop", files),
                        List.of(settings),
                        LocalDate.of(2026, 11, 1),
                        DesignRequest.Progress.SILENT))
                .value())
        .diagnostics();
  }

  private static String adr(int number, String what, String cloud) {
    return """
    # ADR-00%d: Host the %s

    **Status:** Accepted
    **Date:** 2026-09-0%d

    ## Decision

    **Cloud Provider:** %s
    """
        .formatted(number, what, number, cloud);
  }
}
