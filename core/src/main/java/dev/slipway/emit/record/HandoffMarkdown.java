package dev.slipway.emit.record;

import dev.slipway.emit.record.InfrastructureRecord.Handoff;
import java.util.List;

/** The hand-off notes. */
final class HandoffMarkdown {

  private final Handoff handoff;
  private final MarkdownText out;

  HandoffMarkdown(Handoff handoff, MarkdownText out) {
    this.handoff = handoff;
    this.out = out;
  }

  void write() {
    out.heading(2, "Handoff Notes");
    out.heading(3, "For Security Advisor");
    boxes(handoff.securityAdvisor());
    out.heading(3, "For Tester");
    out.heading(4, "Test Environments");
    RecordTables.TEST_ENVIRONMENTS.write(out, handoff.tester().environments(), "There are none.");
    out.heading(4, "Endpoints");
    RecordTables.ENDPOINTS.write(
        out, handoff.tester().endpoints(), "No route was found in code or records.");
    out.heading(4, "Performance Targets");
    RecordTables.TARGETS.write(out, handoff.tester().targets(), "There are none.");
    out.heading(4, "Notes for Testing");
    boxes(handoff.tester().notes());
    out.heading(3, "For Documenter");
    boxes(handoff.documenter());
  }

  private void boxes(List<String> items) {
    items.forEach(item -> out.raw("- [ ] " + MarkdownText.escape(item)));
    out.gap();
  }
}
