package dev.slipway.cli.tool;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.Node;
import dev.slipway.source.SourceTree;
import dev.slipway.terraform.ModuleLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code tflint} in every root module. */
final class Tflint implements OutsideCheck {

  @Override
  public String program() {
    return "tflint";
  }

  /** Plugins are programs, and these come out of the project. */
  @Override
  public Optional<String> hindrance(SourceTree tree) {
    for (String folder : ModuleLoader.roots(tree)) {
      String prefix = folder.isEmpty() ? "" : folder + "/";
      if (tree.exists(prefix + ".tflint.d")) {
        return Optional.of("it would run the plugins in `" + prefix + ".tflint.d`");
      }
      String settings = prefix + ".tflint.hcl";
      if (tree.exists(settings)
          && tree.text(settings).orElse("plugin_dir").contains("plugin_dir")) {
        return Optional.of(
            "`plugin_dir` in `" + settings + "` could make it run code of the project");
      }
      if (tree.exists(prefix + ".tflint.json")) {
        return Optional.of("`" + prefix + ".tflint.json` could make it run code of the project");
      }
    }
    return Optional.empty();
  }

  @Override
  public List<Call> calls(SourceTree tree) {
    return ModuleLoader.roots(tree).stream()
        .map(folder -> new Call(folder, List.of("--format=json", "--force")))
        .toList();
  }

  @Override
  public List<Diagnostic> findings(Call call, Answer answer) throws Unreadable {
    Node document = Answers.json(program(), answer);
    List<Node> errors = Answers.items(document, "errors");
    if (!errors.isEmpty()) {
      throw new Unreadable(errors.getFirst().text("message").orElse("no message"));
    }
    List<Diagnostic> findings = new ArrayList<>();
    for (Node issue : Answers.items(document, "issues")) {
      findings.add(finding(call, issue));
    }
    return findings;
  }

  private static Diagnostic finding(Call call, Node issue) {
    String rule = issue.at("rule", "name").flatMap(Node::text).orElse("issue");
    Severity severity =
        switch (issue.at("rule", "severity").flatMap(Node::text).orElse("")) {
          case "error" -> Severity.ERROR;
          case "warning" -> Severity.WARNING;
          default -> Severity.NOTE;
        };
    String file =
        Answers.path(call.folder(), issue.at("range", "filename").flatMap(Node::text).orElse(""));
    return Answers.finding(
        "tflint/" + rule,
        severity,
        Optional.empty(),
        Answers.span(file, issue.at("range", "start"), issue.at("range", "end")),
        issue.text("message").orElse(rule),
        "",
        issue.at("rule", "link").flatMap(Node::text).map(l -> "See " + l).orElse(""));
  }
}
