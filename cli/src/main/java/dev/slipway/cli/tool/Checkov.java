package dev.slipway.cli.tool;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.Node;
import dev.slipway.evidence.Span;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code checkov} over the whole project, without the network. */
final class Checkov implements OutsideCheck {

  private static final List<String> HARMLESS =
      List.of(
          "branch",
          "check",
          "compact",
          "evaluate-variables",
          "framework",
          "hard-fail-on",
          "quiet",
          "skip-check",
          "skip-fixes",
          "skip-framework",
          "skip-path",
          "skip-resources-without-violations",
          "soft-fail",
          "soft-fail-on");

  @Override
  public String program() {
    return "checkov";
  }

  @Override
  public Optional<String> hindrance(SourceTree tree) {
    return ForeignSettings.hindrance(tree, ".checkov.yaml", HARMLESS)
        .or(() -> ForeignSettings.hindrance(tree, ".checkov.yml", HARMLESS));
  }

  @Override
  public List<Call> calls(SourceTree tree) {
    return List.of(
        new Call(
            "",
            List.of(
                "--directory",
                ".",
                "--output",
                "json",
                "--quiet",
                "--compact",
                "--soft-fail",
                "--skip-download",
                "--skip-framework",
                "sca_package",
                "sca_image")));
  }

  @Override
  public List<Diagnostic> findings(Call call, Answer answer) throws Unreadable {
    Node document = Answers.json(program(), answer);
    List<Node> reports = document.items().isEmpty() ? List.of(document) : document.items();
    List<Diagnostic> findings = new ArrayList<>();
    for (Node report : reports) {
      List<Node> failed = report.at("results", "failed_checks").map(Node::items).orElse(List.of());
      failed.forEach(check -> findings.add(finding(check)));
    }
    return findings;
  }

  private static Diagnostic finding(Node check) {
    String id = check.text("check_id").orElse("check");
    List<String> lines = check.get("file_line_range").map(Node::texts).orElse(List.of());
    int line = lines.isEmpty() ? 1 : Answers.number(lines.getFirst(), 1);
    String file = Answers.path("", check.text("file_path").orElse(""));
    return Answers.finding(
        "checkov/" + id,
        Severity.WARNING,
        check.text("resource"),
        Span.line(file, line),
        check.text("check_name").orElse(id),
        "",
        check.text("guideline").map(g -> "See " + g).orElse(""));
  }
}
