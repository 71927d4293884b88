package dev.slipway.check.rule.pipeline;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.pipeline.Workflow.Job;
import dev.slipway.check.rule.pipeline.Workflow.Step;
import dev.slipway.check.rule.written.ShellCommand;
import dev.slipway.document.Node;
import java.util.List;
import java.util.Optional;

/** How jobs are run. */
final class JobRules {

  private static final List<String> GONE =
      List.of(
          "ubuntu-16.04",
          "ubuntu-18.04",
          "ubuntu-20.04",
          "macos-10.15",
          "macos-11",
          "macos-12",
          "macos-13",
          "windows-2016",
          "windows-2019");
  private static final List<String> COMMANDS =
      List.of("::set-output ", "::save-state ", "::set-env ", "::add-path::");

  private JobRules() {}

  static void register(RuleSet.Builder<Workflow> rules) {
    String[] both = {GithubRules.WORKFLOW, GithubRules.ACTION};
    rules
        .add("SLIP-GHA-NO-TIMEOUT", JobRules::timeout, GithubRules.WORKFLOW)
        .add("SLIP-GHA-NO-CONCURRENCY", JobRules::concurrency, GithubRules.WORKFLOW)
        .add("SLIP-GHA-NO-ENVIRONMENT", JobRules::environment, GithubRules.WORKFLOW)
        .add("SLIP-GHA-RETIRED-RUNNER", JobRules::runner, GithubRules.WORKFLOW)
        .add("SLIP-GHA-RETIRED-COMMAND", JobRules::command, both)
        .add("SLIP-GHA-PIPED-SCRIPT", JobRules::pipedScript, both)
        .add("SLIP-GHA-CACHE-IN-RELEASE", JobRules::cacheInRelease, GithubRules.WORKFLOW);
  }

  /** Said once for a workflow. */
  static void timeout(Workflow workflow, Report report) {
    List<Job> open =
        workflow.jobs().stream()
            .filter(job -> !job.isCall() && job.node().get("timeout-minutes").isEmpty())
            .filter(job -> !job.steps().isEmpty())
            .filter(job ->
                job.steps().stream().anyMatch(s -> s.node().get("timeout-minutes").isEmpty()))
            .toList();
    if (!open.isEmpty()) {
      workflow.fault(
          report,
          open.getFirst(),
          (open.size() == 1 ? "This job has" : open.size() + " jobs have")
              + " no `timeout-minutes`.");
    }
  }

  static void concurrency(Workflow workflow, Report report) {
    for (Job job : workflow.jobs()) {
      boolean set =
          workflow.node().get("concurrency").isPresent()
              || job.node().get("concurrency").isPresent();
      boolean called = workflow.events().equals(List.of("workflow_call"));
      if (job.deploys() && !job.isCall() && !set && !called) {
        workflow.fault(report, job, "Two runs of this job can deploy at the same time.");
      }
    }
  }

  static void environment(Workflow workflow, Report report) {
    for (Job job : workflow.jobs()) {
      if (job.deploys() && !job.isCall() && job.node().get("environment").isEmpty()) {
        workflow.fault(report, job, "This job names no `environment`.");
      }
    }
  }

  static void runner(Workflow workflow, Report report) {
    for (Job job : workflow.jobs()) {
      Optional<Node> runner = job.node().get("runs-on");
      for (String label : runner.map(Node::texts).orElse(List.of())) {
        if (GONE.contains(label)) {
          workflow.fault(report, runner.get(), "GitHub has shut off `" + label + "`.");
        }
      }
    }
  }

  static void command(Workflow workflow, Report report) {
    for (Step step : workflow.steps()) {
      String script = step.run().flatMap(Node::text).orElse("");
      for (String command : COMMANDS) {
        if (script.contains(command)) {
          workflow.fault(
              report,
              workflow.file().lines().find(step.run().get().span(), command.strip()),
              "`" + command.strip() + "` is used.");
        }
      }
    }
  }

  static void pipedScript(Workflow workflow, Report report) {
    for (Step step : workflow.steps()) {
      String script = step.run().flatMap(Node::text).orElse("");
      boolean shell = step.node().text("shell").orElse("bash").contains("sh");
      if (shell && ShellCommand.runsDownloads(ShellCommand.read(script))) {
        workflow.fault(
            report, step.run().get(), "What is downloaded is given to an interpreter at once.");
      }
    }
  }

  static void cacheInRelease(Workflow workflow, Report report) {
    boolean release = workflow.events().equals(List.of("release"));
    for (Step step : release ? workflow.steps() : List.<Step>of()) {
      if (step.action().equals("actions/cache")) {
        workflow.fault(report, step.uses().get(), "A cache is restored before a release is built.");
      }
    }
  }
}
