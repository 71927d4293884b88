package dev.slipway.cli.tool;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.Node;
import dev.slipway.evidence.Span;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;

/** {@code kubeconform} over the manifests; it fetches the schemas of Kubernetes by itself. */
final class Kubeconform implements OutsideCheck {

  @Override
  public String program() {
    return "kubeconform";
  }

  @Override
  public List<Call> calls(SourceTree tree) {
    List<String> files = new ArrayList<>();
    for (String path : tree.paths()) {
      if ((path.endsWith(".yaml") || path.endsWith(".yml")) && isManifest(tree, path)) {
        files.add(path);
      }
    }
    return Answers.calls(List.of("-output", "json", "-ignore-missing-schemas"), files);
  }

  /** Templates of charts are no YAML before they are rendered. */
  private static boolean isManifest(SourceTree tree, String path) {
    String text = tree.text(path).orElse("");
    return !text.contains("{{")
        && text.lines().anyMatch(l -> l.startsWith("apiVersion:"))
        && text.lines().anyMatch(l -> l.startsWith("kind:"));
  }

  @Override
  public List<Diagnostic> findings(Call call, Answer answer) throws Unreadable {
    List<Diagnostic> findings = new ArrayList<>();
    for (Node item : Answers.items(Answers.json(program(), answer), "resources")) {
      String status = item.text("status").orElse("");
      String message = item.text("msg").orElse("");
      if (status.equals("statusError") && message.contains("could not download")) {
        throw new Unreadable("the schemas could not be fetched");
      }
      if (status.equals("statusInvalid") || status.equals("statusError")) {
        String name = item.text("kind").orElse("") + "/" + item.text("name").orElse("");
        findings.add(
            Answers.finding(
                "kubeconform/invalid",
                Severity.ERROR,
                java.util.Optional.of(name),
                Span.line(Answers.path("", item.text("filename").orElse("")), 1),
                "The manifest does not match its schema",
                message,
                ""));
      }
    }
    return findings;
  }
}
