package dev.slipway.run;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Span;
import java.util.List;

/** What was left out because it could not be read, so that nobody takes it for right. */
final class UnreadFiles {

  private static final List<String> CODES =
      List.of(
          "SLIP-FILE-UNREADABLE",
          "SLIP-FILE-TOO-LARGE",
          "SLIP-FILE-BINARY",
          "SLIP-FILE-NOT-UTF-8",
          "SLIP-FILE-NAME",
          "SLIP-FOLDER-UNREADABLE",
          "SLIP-LINK-BROKEN",
          "SLIP-LINK-OUTSIDE",
          "SLIP-PROJECT-TOO-LARGE",
          "SLIP-SECRET-SCAN-CUT");

  private static final List<String> TERRAFORM = List.of(".tf", ".tf.json", ".tofu", ".tofu.json");

  private UnreadFiles() {}

  /** Whether the finding says that something was left out. */
  static boolean isAbout(Diagnostic finding) {
    return CODES.contains(finding.code());
  }

  /**
   * The finding, an error where it is about a file of a Terraform configuration: without it there
   * is no verdict on the configuration.
   */
  static Diagnostic judged(Diagnostic finding) {
    return isAbout(finding) && finding.span().map(Span::file).map(UnreadFiles::isRead).orElse(false)
        ? new Diagnostic(
            finding.code(),
            Severity.ERROR,
            finding.address(),
            finding.span(),
            finding.summary(),
            finding.detail() + " Without it nothing can be said of the whole configuration.",
            finding.fix(),
            finding.edits())
        : finding;
  }

  /** Whether Terraform reads a file of this name; what editors leave behind it does not. */
  private static boolean isRead(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return !name.startsWith(".")
        && !name.startsWith("#")
        && TERRAFORM.stream().anyMatch(name::endsWith);
  }

  /** In a sentence, with the place. */
  static String sentence(Diagnostic finding) {
    return finding.summary() + finding.span().map(s -> " (" + s.file() + ")").orElse("");
  }
}
