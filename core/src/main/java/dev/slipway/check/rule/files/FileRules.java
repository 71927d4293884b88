package dev.slipway.check.rule.files;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.compose.ComposeRules;
import dev.slipway.check.rule.docker.DockerRules;
import dev.slipway.check.rule.kubernetes.Cluster;
import dev.slipway.check.rule.kubernetes.KubernetesRules;
import dev.slipway.check.rule.pipeline.CloudBuildRules;
import dev.slipway.check.rule.pipeline.GithubRules;
import dev.slipway.check.rule.pipeline.GitlabRules;
import dev.slipway.check.rule.written.YamlFile;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evidence.Span;
import dev.slipway.source.SourceTree;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the files that rules know and shows them to the rules. */
public final class FileRules {

  private final SourceTree tree;
  private final LocalDate today;
  private final Report report = Report.empty();
  private final Set<String> pipelines = new TreeSet<>();
  private final Cluster cluster = new Cluster();
  private final List<String> templates = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  private FileRules(SourceTree tree, LocalDate today) {
    this.tree = tree;
    this.today = today;
  }

  /** The rules of every kind of file. */
  public static List<RuleSet<?>> sets() {
    return List.of(
        DockerRules.rules(),
        KubernetesRules.rules(),
        ComposeRules.rules(),
        GithubRules.rules(),
        GitlabRules.rules(),
        CloudBuildRules.rules());
  }

  /**
   * What is wrong with the files of a project, in the order of diagnostics.
   *
   * @param today the day on which support of images is judged
   */
  public static List<Diagnostic> check(SourceTree tree, LocalDate today) {
    return new FileRules(tree, today).check();
  }

  private List<Diagnostic> check() {
    for (String path : tree.paths()) {
      if (path.contains("{{")) {
        continue; // the folder of a project generator: its files are templates
      }
      if (DockerRules.isDockerfile(path)) {
        tree.text(path).ifPresent(text -> DockerRules.check(tree, path, text, today, report));
      } else if (path.endsWith(".yaml") || path.endsWith(".yml")) {
        tree.text(path).ifPresent(text -> yaml(path, text));
      }
    }
    KubernetesRules.check(cluster, report);
    templates();
    problems.addAll(report.diagnostics());
    problems.sort(null);
    return List.copyOf(problems);
  }

  private void yaml(String path, String text) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.startsWith("kustomization.")) {
      read(path, text).documents().forEach(d -> KubernetesRules.kustomization(cluster, d));
    } else if (ComposeRules.isCompose(name)) {
      ComposeRules.check(read(path, text), report);
    } else if (GithubRules.isWorkflow(path) || GithubRules.isAction(name)) {
      GithubRules.check(read(path, text), report);
    } else if (GitlabRules.isPipeline(name)) {
      gitlab(path, text);
    } else if (CloudBuildRules.isBuild(name)) {
      CloudBuildRules.check(read(path, text), report);
    } else if (KubernetesRules.isManifest(text)) {
      if (KubernetesRules.isTemplate(text)) {
        templates.add(path);
        cluster.template();
      } else {
        KubernetesRules.read(read(path, text), cluster);
      }
    }
  }

  /** A pipeline, and the files beside it that it includes, each once. */
  private void gitlab(String path, String text) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    Deque<String> open = new ArrayDeque<>(List.of(path));
    while (!open.isEmpty()) {
      String next = open.removeFirst();
      Optional<String> body = next.equals(path) ? Optional.of(text) : tree.text(next);
      if (body.isPresent() && pipelines.add(next)) {
        YamlFile file = read(next, body.get());
        GitlabRules.check(file, report);
        GitlabRules.includes(file).forEach(include -> open.add(folder + include));
      }
    }
  }

  private YamlFile read(String path, String text) {
    Outcome<YamlFile> file = YamlFile.read(path, text);
    problems.addAll(file.diagnostics());
    return file.value();
  }

  private void templates() {
    if (!templates.isEmpty()) {
      int count = templates.size();
      problems.add(
          Diagnostic.note(
              "SLIP-FILE-TEMPLATE",
              Span.line(templates.getFirst(), 1),
              "Templates of manifests were not checked",
              (count == 1
                      ? "This file only becomes a manifest"
                      : count + " files, of which this is the first, only become manifests")
                  + " when a template engine has gone over "
                  + (count == 1 ? "it." : "them."),
              "Render them, with `helm template` for a chart, and check what comes out."));
    }
  }
}
