package dev.slipway.check.report;

import dev.slipway.diagnostic.Diagnostic;
import java.util.List;

/** What a finding is about. */
public enum Kind {
  /** The program cannot be right: {@code terraform validate} would refuse it. */
  VALIDITY,
  /** The program works, and is unsafe, fragile or needlessly dear. */
  POLICY,
  /** A secret in plain text. */
  SECRET,
  /** About the check itself: waivers, the baseline, files that could not be read. */
  CHECK;

  /** Other programs that look for what cannot work, by the beginning of their codes. */
  private static final List<String> OTHERS_ON_VALIDITY =
      List.of("terraform/", "actionlint/", "kubeconform/", "promtool/");

  /** What the rule with this code is about. */
  public static Kind of(String code) {
    if (OTHERS_ON_VALIDITY.stream().anyMatch(code::startsWith)) {
      return VALIDITY;
    }
    if (code.startsWith("SLIP-HCL-")
        || code.startsWith("SLIP-TF-")
        || code.startsWith("SLIP-EXPR-")) {
      return VALIDITY;
    }
    if (code.startsWith("SLIP-SECRET-")) {
      return SECRET;
    }
    if (code.startsWith("SLIP-WAIVER-")
        || code.startsWith("SLIP-BASELINE-")
        || code.startsWith("SLIP-FILE-")
        || code.startsWith("SLIP-FOLDER-")
        || code.startsWith("SLIP-LINK-")
        || code.startsWith("SLIP-TOOL-")
        || code.startsWith("SLIP-PACK-")
        || code.startsWith("SLIP-CONFIG-")
        || code.startsWith("SLIP-PROJECT-")) {
      return CHECK;
    }
    return POLICY;
  }

  public static Kind of(Diagnostic finding) {
    return of(finding.code());
  }
}
