package dev.slipway.check.rule.pipeline;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.pipeline.Workflow.Job;
import dev.slipway.check.rule.pipeline.Workflow.Step;
import dev.slipway.document.Node;
import dev.slipway.document.Node.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What strangers can make a workflow do, and who gets to see its secrets. */
final class TrustRules {

  /** Parts of events that anybody writes who opens an issue or a pull request. */
  private static final List<String> UNTRUSTED =
      List.of(
          "github.event.issue.title",
          "github.event.issue.body",
          "github.event.pull_request.title",
          "github.event.pull_request.body",
          "github.event.pull_request.head.ref",
          "github.event.pull_request.head.label",
          "github.event.pull_request.head.repo.default_branch",
          "github.event.comment.body",
          "github.event.review.body",
          "github.event.review_comment.body",
          "github.event.discussion.title",
          "github.event.discussion.body",
          "github.event.pages",
          "github.event.commits",
          "github.event.head_commit.message",
          "github.event.head_commit.author",
          "github.event.workflow_run.head_branch",
          "github.event.workflow_run.head_commit.message",
          "github.event.workflow_run.display_title",
          "github.head_ref");

  private TrustRules() {}

  static void register(RuleSet.Builder<Workflow> rules) {
    String[] both = {GithubRules.WORKFLOW, GithubRules.ACTION};
    rules
        .add("SLIP-GHA-SCRIPT-INJECTION", TrustRules::injection, both)
        .add("SLIP-GHA-SECRET-PRINTED", TrustRules::printed, both)
        .add("SLIP-GHA-SECRET-IN-SCRIPT", TrustRules::secretInScript, GithubRules.WORKFLOW)
        .add("SLIP-GHA-FOREIGN-CHECKOUT", TrustRules::foreignCheckout, GithubRules.WORKFLOW)
        .add("SLIP-GHA-LONG-LIVED-KEY", TrustRules::longLived, GithubRules.WORKFLOW)
        .add("SLIP-GHA-PERMISSIONS-MISSING", TrustRules::noPermissions, GithubRules.WORKFLOW)
        .add("SLIP-GHA-WRITE-ALL", TrustRules::writeAll, GithubRules.WORKFLOW)
        .add("SLIP-GHA-SELF-HOSTED", TrustRules::selfHosted, GithubRules.WORKFLOW)
        .add("SLIP-GHA-UNSECURE-COMMANDS", TrustRules::unsecureCommands, both)
        .add("SLIP-GHA-CREDENTIALS-UPLOADED", TrustRules::uploaded, GithubRules.WORKFLOW);
  }

  private static boolean isUntrusted(String expression) {
    String plain = expression.replace(" ", "").toLowerCase(Locale.ROOT);
    boolean test =
        plain.startsWith("contains(")
            || plain.startsWith("startswith(")
            || plain.startsWith("endswith(")
            || plain.contains("==")
            || plain.contains("!=");
    return !test && UNTRUSTED.stream().anyMatch(plain::contains);
  }

  static void injection(Workflow workflow, Report report) {
    for (Step step : workflow.steps()) {
      Optional<Node> script = step.script();
      for (String expression : Workflow.expressions(script.flatMap(Node::text).orElse(""))) {
        if (isUntrusted(expression)) {
          workflow.fault(
              report,
              workflow.file().lines().find(script.get().span(), "${{" + expression + "}}"),
              "`" + expression.strip() + "` is put into the script as it is.");
        }
      }
    }
  }

  private static boolean isSecret(String expression) {
    String plain = expression.strip();
    boolean test = plain.contains("==") || plain.contains("!=") || plain.contains("GITHUB_TOKEN");
    return !test && (plain.startsWith("secrets.") || plain.startsWith("secrets["));
  }

  static void printed(Workflow workflow, Report report) {
    for (Step step : workflow.steps()) {
      for (String line : step.run().flatMap(Node::text).orElse("").split("\n", -1)) {
        String text = line.strip();
        boolean prints = text.startsWith("echo ") || text.startsWith("printf ");
        boolean kept = text.indexOf('|') > 0 || text.indexOf('>') > 0 || text.contains("add-mask");
        List<String> secrets =
            Workflow.expressions(text).stream().filter(TrustRules::isSecret).toList();
        if (prints && !kept && !secrets.isEmpty()) {
          workflow.fault(
              report,
              workflow.file().lines().find(step.run().get().span(), text),
              "`" + secrets.getFirst().strip() + "` is written to the log.");
        }
      }
    }
  }

  /** Said once for a step. */
  static void secretInScript(Workflow workflow, Report report) {
    for (Step step : workflow.steps()) {
      Workflow.expressions(step.run().flatMap(Node::text).orElse("")).stream()
          .filter(TrustRules::isSecret)
          .findFirst()
          .ifPresent(expression ->
              workflow.fault(
                  report,
                  workflow.file().lines().find(step.run().get().span(), "${{" + expression + "}}"),
                  "`" + expression.strip() + "` becomes a part of the script."));
    }
  }

  static void foreignCheckout(Workflow workflow, Report report) {
    boolean privileged = workflow.runsOn("pull_request_target", "workflow_run", "issue_comment");
    for (Step step : privileged ? workflow.steps() : List.<Step>of()) {
      Optional<Node> ref = step.with("ref").or(() -> step.with("repository"));
      String text = ref.flatMap(Node::text).orElse("").replace(" ", "");
      boolean foreign =
          text.contains("github.event.pull_request.head")
              || text.contains("github.head_ref")
              || text.contains("github.event.workflow_run.head")
              || text.contains("refs/pull/");
      if (step.action().equals("actions/checkout") && foreign) {
        workflow.fault(
            report,
            ref.get(),
            "The code of a pull request is checked out where secrets and a token that may write are"
                + " at hand.");
      }
    }
  }

  static void longLived(Workflow workflow, Report report) {
    for (Step step : workflow.steps()) {
      Optional<Node> key =
          switch (step.action().toLowerCase(Locale.ROOT)) {
            case "aws-actions/configure-aws-credentials" -> step.with("aws-access-key-id");
            case "google-github-actions/auth" -> step.with("credentials_json");
            case "google-github-actions/setup-gcloud" -> step.with("service_account_key");
            case "azure/login" -> step.with("creds");
            default -> Optional.empty();
          };
      Optional<Node> variable = step.node().at("env", "AWS_SECRET_ACCESS_KEY");
      key.or(() -> variable)
          .ifPresent(at -> workflow.fault(report, at, "A key that does not expire is used here."));
    }
    for (Node scope : scopes(workflow)) {
      scope
          .at("env", "AWS_SECRET_ACCESS_KEY")
          .ifPresent(at -> workflow.fault(report, at, "A key that does not expire is used here."));
    }
  }

  private static List<Node> scopes(Workflow workflow) {
    List<Node> scopes = new ArrayList<>(List.of(workflow.node()));
    workflow.jobs().forEach(job -> scopes.add(job.node()));
    return scopes;
  }

  static void noPermissions(Workflow workflow, Report report) {
    boolean called = workflow.events().equals(List.of("workflow_call"));
    List<Job> open =
        workflow.jobs().stream().filter(j -> j.node().get("permissions").isEmpty()).toList();
    if (workflow.node().get("permissions").isEmpty() && !called && !open.isEmpty()) {
      workflow.fault(
          report,
          open.getFirst(),
          "Neither the workflow nor "
              + (open.size() == 1 ? "this job sets" : open.size() + " of its jobs set")
              + " `permissions`.");
    }
  }

  static void writeAll(Workflow workflow, Report report) {
    for (Node scope : scopes(workflow)) {
      Optional<Node> at = scope.get("permissions");
      if (at.flatMap(Node::text).orElse("").equals("write-all")) {
        workflow.fault(report, at.get(), "`write-all` is given.");
      }
    }
  }

  static void selfHosted(Workflow workflow, Report report) {
    for (Job job : workflow.jobs()) {
      Optional<Node> runner = job.node().get("runs-on");
      boolean own =
          runner.map(Node::texts).orElse(List.of()).contains("self-hosted")
              || runner
                  .flatMap(r -> r.get("labels"))
                  .map(Node::texts)
                  .orElse(List.of())
                  .contains("self-hosted");
      if (own && workflow.runsOn("pull_request", "pull_request_target")) {
        workflow.fault(report, runner.get(), "Pull requests run on a machine of your own.");
      }
    }
  }

  static void unsecureCommands(Workflow workflow, Report report) {
    List<Node> scopes = scopes(workflow);
    workflow.steps().forEach(step -> scopes.add(step.node()));
    for (Node scope : scopes) {
      for (Entry entry : scope.get("env").map(Node::entries).orElse(List.of())) {
        boolean on = entry.value().text().orElse("").equalsIgnoreCase("true");
        if (entry.key().equals("ACTIONS_ALLOW_UNSECURE_COMMANDS") && on) {
          workflow.fault(report, entry.value(), "`" + entry.key() + "` is on.");
        }
      }
    }
  }

  static void uploaded(Workflow workflow, Report report) {
    for (Job job : workflow.jobs()) {
      boolean kept =
          job.steps().stream()
              .anyMatch(s ->
                  s.action().equals("actions/checkout")
                      && !s.with("persist-credentials")
                          .flatMap(Node::text)
                          .orElse("")
                          .equals("false"));
      for (Step step : kept ? job.steps() : List.<Step>of()) {
        Optional<Node> path = step.with("path");
        String text = path.flatMap(Node::text).orElse("").strip();
        boolean all =
            List.of(".", "./", "${{ github.workspace }}", "*", "**", "./**").contains(text);
        if (step.action().equals("actions/upload-artifact") && all) {
          workflow.fault(report, path.get(), "The token in `.git/config` is uploaded too.");
        }
      }
    }
  }
}
