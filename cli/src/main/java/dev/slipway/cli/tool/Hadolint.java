package dev.slipway.cli.tool;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.Node;
import dev.slipway.evidence.Span;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code hadolint} over the Dockerfiles. */
final class Hadolint implements OutsideCheck {

  @Override
  public String program() {
    return "hadolint";
  }

  @Override
  public List<Call> calls(SourceTree tree) {
    List<String> files = tree.paths().stream().filter(Hadolint::isDockerfile).toList();
    return Answers.calls(List.of("--no-fail", "--format", "json", "--"), files);
  }

  private static boolean isDockerfile(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.equals("Dockerfile")
        || name.startsWith("Dockerfile.")
        || name.endsWith(".Dockerfile")
        || name.equals("Containerfile");
  }

  @Override
  public List<Diagnostic> findings(Call call, Answer answer) throws Unreadable {
    List<Diagnostic> findings = new ArrayList<>();
    for (Node item : Answers.json(program(), answer).items()) {
      Severity severity =
          switch (item.text("level").orElse("")) {
            case "error" -> Severity.ERROR;
            case "warning" -> Severity.WARNING;
            default -> Severity.NOTE;
          };
      String code = item.text("code").orElse("DL0000");
      findings.add(
          Answers.finding(
              "hadolint/" + code,
              severity,
              Optional.empty(),
              Span.at(
                  Answers.path("", item.text("file").orElse("")),
                  Answers.number(item, "line", 1),
                  Answers.number(item, "column", 1)),
              item.text("message").orElse(code),
              "",
              "See https://github.com/hadolint/hadolint/wiki/" + code));
    }
    return findings;
  }
}
