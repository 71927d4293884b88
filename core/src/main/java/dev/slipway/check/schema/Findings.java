package dev.slipway.check.schema;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the check has found, each finding once. */
final class Findings {

  private final Set<Diagnostic> found = new LinkedHashSet<>();

  void error(String code, String address, String summary, String detail, String fix) {
    found.add(Diagnostic.of("SLIP-TF-" + code, Severity.ERROR, address, summary, detail, fix));
  }

  void warning(String code, String address, String summary, String detail, String fix) {
    found.add(Diagnostic.of("SLIP-TF-" + code, Severity.WARNING, address, summary, detail, fix));
  }

  void note(String code, String address, String summary, String detail, String fix) {
    found.add(Diagnostic.of("SLIP-TF-" + code, Severity.NOTE, address, summary, detail, fix));
  }

  List<Diagnostic> sorted() {
    return found.stream().sorted().toList();
  }
}
