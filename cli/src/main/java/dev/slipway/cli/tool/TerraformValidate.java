package dev.slipway.cli.tool;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.Node;
import dev.slipway.source.SourceTree;
import dev.slipway.terraform.ModuleLoader;
import java.util.ArrayList;
import java.util.List;

/** {@code terraform validate} in every root module. It needs one that is initialized. */
final class TerraformValidate implements OutsideCheck {

  @Override
  public String program() {
    return "terraform";
  }

  @Override
  public List<Call> calls(SourceTree tree) {
    return ModuleLoader.roots(tree).stream()
        .map(folder -> new Call(folder, List.of("validate", "-json", "-no-color")))
        .toList();
  }

  @Override
  public List<Diagnostic> findings(Call call, Answer answer) throws Unreadable {
    Node document = Answers.json(program(), answer);
    List<Diagnostic> findings = new ArrayList<>();
    for (Node item : Answers.items(document, "diagnostics")) {
      if (item.get("range").isEmpty()) {
        throw new Unreadable(item.text("summary").orElse("no summary"));
      }
      Node range = item.get("range").get();
      String file = Answers.path(call.folder(), range.text("filename").orElse(""));
      findings.add(
          Answers.finding(
              "terraform/validate",
              item.text("severity").orElse("").equals("error") ? Severity.ERROR : Severity.WARNING,
              item.text("address"),
              Answers.span(file, range.get("start"), range.get("end")),
              item.text("summary").orElse("Terraform refuses this"),
              item.text("detail").orElse(""),
              "See what Terraform says:\n  terraform validate"));
    }
    return findings;
  }
}
