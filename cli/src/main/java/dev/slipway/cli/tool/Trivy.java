package dev.slipway.cli.tool;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.Node;
import dev.slipway.evidence.Span;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code trivy config} over the whole project, with the checks that are in its binary. */
final class Trivy implements OutsideCheck {

  private static final List<String> HARMLESS =
      List.of("severity", "exit-code", "quiet", "scan", "timeout", "ignorefile");

  @Override
  public String program() {
    return "trivy";
  }

  @Override
  public Optional<String> hindrance(SourceTree tree) {
    return ForeignSettings.hindrance(tree, "trivy.yaml", HARMLESS);
  }

  @Override
  public List<Call> calls(SourceTree tree) {
    return List.of(
        new Call("", List.of("config", "--quiet", "--format", "json", "--skip-check-update", ".")));
  }

  @Override
  public List<Diagnostic> findings(Call call, Answer answer) throws Unreadable {
    Node document = Answers.json(program(), answer);
    List<Diagnostic> findings = new ArrayList<>();
    for (Node result : Answers.items(document, "Results")) {
      String file = Answers.path("", result.text("Target").orElse(""));
      for (Node found : Answers.items(result, "Misconfigurations")) {
        findings.add(finding(file, found));
      }
    }
    return findings;
  }

  private static Diagnostic finding(String file, Node found) {
    String id = found.text("AVDID").or(() -> found.text("ID")).orElse("check");
    Severity severity =
        switch (found.text("Severity").orElse("")) {
          case "CRITICAL", "HIGH" -> Severity.ERROR;
          case "MEDIUM" -> Severity.WARNING;
          default -> Severity.NOTE;
        };
    Optional<Node> cause = found.get("CauseMetadata");
    int line = cause.map(c -> Answers.number(c, "StartLine", 1)).orElse(1);
    return Answers.finding(
        "trivy/" + id,
        severity,
        cause.flatMap(c -> c.text("Resource")),
        Span.line(file, line),
        found.text("Title").orElse(id),
        found.text("Message").orElse(""),
        found.text("Resolution").orElse(""));
  }
}
