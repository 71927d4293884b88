package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Provenance;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.stack.Stack;
import java.util.List;

/** What an operator does on Google Cloud, command by command, with production's own names. */
final class Runbook {

  private final Blueprint blueprint;
  private final List<Stack> stacks;
  private final Commands commands;
  private final RunbookText out = new RunbookText();

  private Runbook(Blueprint blueprint, List<Stack> stacks) {
    this.blueprint = blueprint;
    this.stacks = stacks;
    commands = new Commands(blueprint, blueprint.production());
  }

  static GeneratedFile write(Blueprint blueprint, List<Stack> stacks) {
    return switch (blueprint.project().cloud()) {
      case GCP -> new Runbook(blueprint, stacks).all();
      case AWS ->
          CloudRunbook.write(blueprint, stacks, new AwsOperator(blueprint, blueprint.production()));
      case AZURE ->
          CloudRunbook.write(
              blueprint, stacks, new AzureOperator(blueprint, blueprint.production()));
    };
  }

  private GeneratedFile all() {
    out.heading(1, "Runbook: " + blueprint.project().name());
    start();
    alerts();
    ReleaseChapter release = new ReleaseChapter(commands, out);
    release.rollback();
    release.standard();
    new SetupChapter(blueprint, stacks, out).write();
    new OperationsChapter(commands, out).write();
    DataChapter data = new DataChapter(commands, out);
    data.databases();
    data.otherStores();
    new EmergencyChapter(commands, out).write();
    return out.build();
  }

  private void start() {
    out.say(
        "For whoever is called at night. Commands are complete: copy them as they are. They are for"
            + " "
            + blueprint.production().name()
            + "; for another environment put its project in place of "
            + commands.project()
            + ".");
    out.points(blueprint.environments().stream().map(Runbook::place).toList());
    out.say(
        "Before anything else, once a day: sign in, and check that you are who you think you are.");
    out.run(
        "gcloud auth login", "gcloud auth list --filter=status:ACTIVE --format='value(account)'");
    out.expect("one line, your own address.");
    out.labelled(
        "First rule.",
        "If users are hit and there was a release in the last hour, roll back (Emergency Rollback),"
            + " then look for the cause.");
    out.labelled("Charts:", commands.console("monitoring/dashboards"));
  }

  private static String place(Environment environment) {
    return environment.name()
        + ": project "
        + environment.accountId()
        + environment.domain().map(d -> ", https://" + d).orElse("");
  }

  private void alerts() {
    out.heading(2, "Alerts");
    List<Alert> alerts = blueprint.observability().alerts();
    if (alerts.isEmpty()) {
      out.say("None are set up.");
      return;
    }
    for (Alert alert : alerts) {
      out.markdown()
          .raw(
              "- ["
                  + MarkdownText.escape(alert.title())
                  + "](#"
                  + RecordPaths.alertAnchor(alert.name())
                  + ")"
                  + (alert.severity() == Severity.CRITICAL ? " (pages)" : ""));
    }
    out.markdown().gap();
    AlertAdvice advice = new AlertAdvice(commands);
    alerts.forEach(alert -> alert(alert, advice.of(alert)));
    out.markdown().withoutReason();
  }

  private void alert(Alert alert, AlertAdvice.Advice advice) {
    out.because(Provenance.of(Element.alert(alert.name()), "observability.alerts"));
    out.heading(3, alert.title(), RecordPaths.alertAnchor(alert.name()));
    out.labelled(
        "Means:",
        alert.meaning() + " (" + alert.target() + ": " + WatchSection.condition(alert) + ".)");
    out.labelled("Look first:", "one after the other, until one of them explains it.");
    advice.look().forEach(out::run);
    out.labelled("Likely causes:", advice.causes());
    out.labelled("Do:", advice.act());
    out.labelled("Escalate:", escalate(alert));
    out.labelled("Over when:", advice.over());
  }

  private static String escalate(Alert alert) {
    return alert.severity() == Severity.CRITICAL
        ? "after 30 minutes without an explanation, or at once if data may be lost: wake the"
            + " service's owner, and open a case with the cloud's support."
        : "to the service's owner in the morning; at once if a critical alert follows.";
  }
}
