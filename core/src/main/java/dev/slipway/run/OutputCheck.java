package dev.slipway.run;

import dev.slipway.check.report.Baseline;
import dev.slipway.check.report.Kind;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.terraform.ModuleLoader;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the check that users run says of a design's own files. */
final class OutputCheck {

  private OutputCheck() {}

  static List<Diagnostic> check(List<GeneratedFile> files, LocalDate today) {
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach(file -> texts.put(file.path(), file.text()));
    return CheckRun.check(
            new CheckRequest(
                MemorySourceTree.of("design", texts),
                List.of(""),
                EnumSet.allOf(Kind.class),
                Baseline.none(),
                today,
                ModuleLoader.TERRAFORM_VERSION,
                List.of(),
                List.of()))
        .open();
  }
}
