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

  /**
   * What the rule with this code is about, told from its family, the second word of its code; no
   * rule of policy is in a family that has another kind.
   */
  public static Kind of(String code) {
    if (OTHERS_ON_VALIDITY.stream().anyMatch(code::startsWith)) {
      return VALIDITY;
    }
    String[] words = code.split("-", 3);
    if (!words[0].equals("SLIP") || words.length < 2) {
      return POLICY;
    }
    return switch (words[1]) {
      case "HCL", "EXPR", "TF" -> VALIDITY;
      case "SECRET" -> SECRET;
      case "WAIVER",
          "BASELINE",
          "FILE",
          "FOLDER",
          "LINK",
          "TOOL",
          "PACK",
          "CONFIG",
          "SCHEMA",
          "PROJECT",
          "YAML",
          "JSON",
          "TOML" ->
          CHECK;
      default -> POLICY;
    };
  }

  public static Kind of(Diagnostic finding) {
    return of(finding.code());
  }
}
