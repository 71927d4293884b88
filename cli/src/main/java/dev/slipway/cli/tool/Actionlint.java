package dev.slipway.cli.tool;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.Node;
import dev.slipway.evidence.Span;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code actionlint} over the workflows. */
final class Actionlint implements OutsideCheck {

  @Override
  public String program() {
    return "actionlint";
  }

  @Override
  public List<Call> calls(SourceTree tree) {
    List<String> files = new ArrayList<>();
    for (String path : tree.paths()) {
      boolean yaml = path.endsWith(".yml") || path.endsWith(".yaml");
      if (yaml && (path.startsWith(".github/workflows/") || path.contains("/.github/workflows/"))) {
        files.add(path);
      }
    }
    return Answers.calls(
        List.of("-no-color", "-shellcheck=", "-pyflakes=", "-format", "{{json .}}", "--"), files);
  }

  @Override
  public List<Diagnostic> findings(Call call, Answer answer) throws Unreadable {
    List<Diagnostic> findings = new ArrayList<>();
    for (Node item : Answers.json(program(), answer).items()) {
      String file = Answers.path("", item.text("filepath").orElse(""));
      int line = Answers.number(item, "line", 1);
      int column = Answers.number(item, "column", 1);
      int end = Math.min(Answers.number(item, "end_column", column), Integer.MAX_VALUE - 1) + 1;
      findings.add(
          Answers.finding(
              "actionlint/" + item.text("kind").orElse("error"),
              Severity.ERROR,
              Optional.empty(),
              new Span(file, line, column, line, Math.max(column, end)),
              item.text("message").orElse("actionlint refuses this"),
              "",
              ""));
    }
    return findings;
  }
}
