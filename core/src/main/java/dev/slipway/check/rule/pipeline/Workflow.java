package dev.slipway.check.rule.pipeline;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.written.YamlFile;
import dev.slipway.document.Node;
import dev.slipway.document.Node.Entry;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A workflow of GitHub Actions, or an action made of steps. */
public record Workflow(YamlFile file, Node node) {

  /** The events that it runs on. */
  List<String> events() {
    Optional<Node> on = node.get("on");
    List<String> events = new ArrayList<>(on.map(Node::texts).orElse(List.of()));
    on.map(Node::entries).orElse(List.of()).forEach(e -> events.add(e.key()));
    return events;
  }

  boolean runsOn(String... names) {
    return events().stream().anyMatch(List.of(names)::contains);
  }

  List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    for (Entry entry : node.get("jobs").map(Node::entries).orElse(List.of())) {
      jobs.add(new Job(entry.key(), entry.keySpan(), entry.value()));
    }
    return jobs;
  }

  /** The steps of all jobs, or of the action. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    jobs().forEach(job -> steps.addAll(job.steps()));
    node.at("runs", "steps")
        .map(Node::items)
        .orElse(List.of())
        .forEach(step -> steps.add(new Step(step)));
    return steps;
  }

  void fault(Report report, Node at, String particulars) {
    report.add("", file.place(at), particulars);
  }

  void fault(Report report, Job job, String particulars) {
    report.add("jobs." + job.id(), file.lines().of(job.place(), job.id()), particulars);
  }

  void fault(Report report, Span at, String particulars) {
    report.add("", at, particulars);
  }

  /** The first line of it all. */
  Span top() {
    return file.lines().rest(Span.at(file.path(), 1, 1));
  }

  /** One job. */
  record Job(String id, Span place, Node node) {

    List<Step> steps() {
      return node.get("steps").map(Node::items).orElse(List.of()).stream().map(Step::new).toList();
    }

    /** Whether it is another workflow that runs. */
    boolean isCall() {
      return node.get("uses").isPresent();
    }

    /** Whether its name says that it brings something to production. */
    boolean deploys() {
      String words = (id + " " + node.text("name").orElse("")).toLowerCase(Locale.ROOT);
      return words.contains("deploy") && !words.contains("preview") && !words.contains("docs");
    }
  }

  /** One step. */
  record Step(Node node) {

    Optional<Node> run() {
      return node.get("run").filter(n -> n.text().isPresent());
    }

    Optional<Node> uses() {
      return node.get("uses").filter(n -> n.text().isPresent());
    }

    /** The action's name without its version. */
    String action() {
      String text = uses().flatMap(Node::text).orElse("");
      int at = text.indexOf('@');
      return at < 0 ? text : text.substring(0, at);
    }

    Optional<Node> with(String key) {
      return node.at("with", key);
    }

    /** What it runs as a script: a command line or a program for GitHub. */
    Optional<Node> script() {
      return run()
          .or(() -> action().equals("actions/github-script") ? with("script") : Optional.empty());
    }
  }

  /** The expressions in a text, each without its braces. */
  static List<String> expressions(String text) {
    List<String> found = new ArrayList<>();
    int at = text.indexOf("${{");
    while (at >= 0) {
      int end = text.indexOf("}}", at);
      if (end < 0) {
        break;
      }
      found.add(text.substring(at + 3, end));
      at = text.indexOf("${{", end);
    }
    return found;
  }
}
