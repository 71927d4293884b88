package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Recovery;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.stack.Stack;
import dev.slipway.vocabulary.PipelineProvider;
import java.util.ArrayList;
import java.util.List;

/** The runbook of a cloud whose commands come from {@link OperatorCommands}. */
final class CloudRunbook {

  private final Blueprint blueprint;
  private final List<Stack> stacks;
  private final OperatorCommands commands;
  private final RunbookText out = new RunbookText();

  private CloudRunbook(Blueprint blueprint, List<Stack> stacks, OperatorCommands commands) {
    this.blueprint = blueprint;
    this.stacks = stacks;
    this.commands = commands;
  }

  static GeneratedFile write(Blueprint blueprint, List<Stack> stacks, OperatorCommands commands) {
    return new CloudRunbook(blueprint, stacks, commands).all();
  }

  private GeneratedFile all() {
    out.heading(1, "Runbook: " + blueprint.project().name());
    start();
    alerts();
    rollback();
    standard();
    new CloudSetup(blueprint, stacks, commands, out).write();
    logs();
    scaling();
    secrets();
    databases();
    otherStores();
    costSpike();
    drill();
    regions();
    lockedState();
    return out.build();
  }

  private void steps(List<Step> steps) {
    steps.forEach(this::step);
  }

  private void step(Step step) {
    out.say(step.say());
    if (!step.commands().isEmpty()) {
      out.run(step.commands().toArray(String[]::new));
    }
    if (!step.expect().isEmpty()) {
      out.expect(step.expect());
    }
  }

  private List<Workload> kind(WorkloadKind... kinds) {
    return blueprint.workloads().stream().filter(w -> List.of(kinds).contains(w.kind())).toList();
  }

  private List<Workload> running() {
    return kind(WorkloadKind.SERVICE, WorkloadKind.STATIC_SITE, WorkloadKind.WORKER);
  }

  private void start() {
    out.say(
        "For whoever is called at night. Commands are complete: copy them as they are. They are for"
            + " "
            + blueprint.production().name()
            + " ("
            + commands.place(blueprint.production())
            + ").");
    out.points(
        blueprint.environments().stream()
            .map(e ->
                e.name()
                    + ": "
                    + commands.place(e)
                    + e.domain().map(d -> ", https://" + d).orElse(""))
            .toList());
    step(commands.signIn());
    out.labelled(
        "First rule.",
        "If users are hit and there was a release in the last hour, roll back (Emergency Rollback),"
            + " then look for the cause.");
    out.labelled("Charts:", commands.charts());
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
    CloudAdvice advice = new CloudAdvice(blueprint, commands);
    alerts.forEach(alert -> alert(alert, advice.of(alert)));
    out.markdown().withoutReason();
    out.heading(3, "Notices of the Platform", "platform-notices");
    out.points(commands.notices());
  }

  private void alert(Alert alert, CloudAdvice.Advice advice) {
    out.because(Provenance.of(Element.alert(alert.name()), "observability.alerts"));
    out.heading(3, alert.title(), RecordPaths.alertAnchor(alert.name()));
    out.labelled(
        "Means:",
        alert.meaning() + " (" + alert.target() + ": " + WatchSection.condition(alert) + ".)");
    out.labelled("Look first:", "one after the other, until one of them explains it.");
    advice.look().forEach(out::run);
    out.labelled("Likely causes:", advice.causes());
    out.labelled("Do:", advice.act());
    out.labelled(
        "Escalate:",
        alert.severity() == Severity.CRITICAL
            ? "after 30 minutes without an explanation, or at once if data may be lost: wake the"
                + " service's owner, and open a case with the cloud's support."
            : "to the service's owner in the morning; at once if a critical alert follows.");
    out.labelled("Over when:", advice.over());
  }

  private void rollback() {
    out.because(Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.strategy"));
    out.heading(2, "Emergency Rollback", "emergency-rollback");
    out.say(
        "Takes some minutes and needs no pipeline. The code of before comes back; the database's"
            + " schema stays, which every migration has to allow for.");
    if (blueprint.delivery().pipeline() == PipelineProvider.GITHUB_ACTIONS
        && !kind(WorkloadKind.SERVICE, WorkloadKind.STATIC_SITE).isEmpty()) {
      out.say(
          "If you may not touch production yourself, the rollback workflow does the same; what ran"
              + " before is in the summary of the last deployment:");
      out.run("gh workflow run rollback.yml", "gh run watch");
      out.say("The first command asks for environment, service and revision.");
    }
    for (Workload workload : running()) {
      out.heading(3, "Roll Back " + workload.name());
      steps(commands.state(workload));
      steps(commands.rollBack(workload));
    }
    out.labelled(
        "Afterwards:",
        "revert the change in the main branch, or the next release brings it back. The next release"
            + " sets everything itself; nothing has to be undone by hand.");
    out.markdown().withoutReason();
  }

  private void standard() {
    out.because(
        Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.pipeline", "delivery.strategy"));
    out.heading(2, "Standard Deployment", "standard-deployment");
    List<String> steps = new ArrayList<>();
    steps.add(
        "Merge a pull request whose checks are green. Its plan shows what changes in the"
            + " infrastructure.");
    steps.add("The deploy workflow builds each image once and scans it.");
    DeliverySection.of(blueprint).steps().stream()
        .skip(3)
        .map(s -> s.name() + ": " + s.what())
        .forEach(steps::add);
    out.markdown().numbered(steps);
    out.say("Watch it:");
    out.run("gh run list --workflow=deploy.yml --limit=3", "gh run watch");
    out.expect(
        "every job with a tick. A job that failed after the deployment has already gone back.");
    for (String job : blueprint.delivery().migrationJobs()) {
      blueprint.workload(job).ifPresent(this::migration);
    }
    out.markdown().withoutReason();
  }

  private void migration(Workload job) {
    out.heading(3, "Migrations: " + job.name());
    out.say(
        "If it failed, nothing was released and what ran before still serves. Read why, mend it,"
            + " release again.");
    steps(commands.job(job));
  }

  private void logs() {
    out.because(Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.logs"));
    out.heading(2, "Logs", "logs");
    for (Workload workload : blueprint.workloads()) {
      out.labelled(
          workload.name() + ":", "the lines of the last half hour, then those with errors.");
      out.run(commands.logs(workload), commands.errors(workload));
    }
    running().stream()
        .limit(1)
        .forEach(w -> {
          out.say("As they come, until Ctrl-C:");
          out.run(commands.follow(w));
        });
    out.markdown().withoutReason();
  }

  private void scaling() {
    out.because(Provenance.of(Element.of(Element.Kind.PROJECT), "platform"));
    out.heading(2, "Scaling", "scaling");
    out.say(
        "Sizes belong to Terraform: change the value in terraform/environments/"
            + blueprint.production().name()
            + ".tfvars and merge it. In an emergency use the command; the next apply sets the"
            + " file's value again, so change the file too.");
    for (Workload workload : running()) {
      Workload.Scaling now = workload.scaling(blueprint.production().name());
      out.labelled(
          workload.name() + ":",
          now.min()
              + " to "
              + now.max()
              + " instances ("
              + commands.scalingVariables(workload)
              + "). Twice the ceiling, and two at least:");
      out.run(commands.scale(workload, 2, Math.max(2, 2 * now.max())).toArray(String[]::new));
      connectionWarning(workload);
    }
    blueprint.datastores(Datastore.Relational.class).forEach(d -> step(commands.resize(d)));
    blueprint.datastores(Datastore.Cache.class).forEach(c -> step(commands.resize(c)));
    out.markdown().withoutReason();
  }

  private void connectionWarning(Workload workload) {
    for (Datastore.Relational database : blueprint.datastores(Datastore.Relational.class)) {
      if (workload.connections().stream().anyMatch(c -> c.to().equals(database.element()))) {
        Datastore.RelationalSize size = database.size(blueprint.production().name());
        out.labelled(
            "Mind:",
            "at all ceilings "
                + size.plannedConnections()
                + " of "
                + size.maxConnections()
                + " connections of "
                + database.name()
                + " are planned. More instances need more.");
      }
    }
  }

  private void secrets() {
    out.because(Provenance.of(Element.of(Element.Kind.SECRET), "secrets"));
    out.heading(2, "Secrets", "secrets");
    if (blueprint.secrets().isEmpty()) {
      out.say("There are none that a person fills.");
      return;
    }
    out.say(
        "To renew one: make the new value at its issuer, put it in place, restart what reads it,"
            + " watch, then take the old one away at its issuer. Destroy nothing on the same day.");
    blueprint.secrets().forEach(this::secret);
    out.markdown().withoutReason();
  }

  private void secret(Secret secret) {
    out.heading(3, "Secret " + secret.name());
    out.say(
        secret.purpose()
            + secret.rotationDays().map(n -> " Renew it every " + n + " days.").orElse(""));
    List<String> lines = new ArrayList<>(List.of(commands.fill(secret, blueprint.production())));
    secret.readers().stream()
        .flatMap(r -> blueprint.workload(r).stream())
        .filter(running()::contains)
        .forEach(w -> lines.addAll(commands.restart(w)));
    out.run(lines.toArray(String[]::new));
    step(commands.retire(secret));
  }

  private void databases() {
    for (Datastore.Relational database : blueprint.datastores(Datastore.Relational.class)) {
      Datastore.RelationalSize size = database.size(blueprint.production().name());
      out.because(Provenance.of(database.element(), "database." + database.name() + ".backup"));
      out.heading(2, "Database " + database.name(), "database-" + database.name());
      entry("Connect to " + database.name(), commands.connect(database));
      entry("Back Up " + database.name(), commands.backUp(database));
      entry("Restore " + database.name() + " from a Backup", commands.restore(database));
      if (size.pointInTimeDays() > 0) {
        entry(
            "Bring " + database.name() + " Back to a Point in Time",
            commands.pointInTime(database));
      }
      if (size.highAvailability()) {
        entry("Fail Over " + database.name(), commands.failOver(database));
      }
      if (size.readReplicas() > 0) {
        entry("Promote the Replica of " + database.name(), commands.promote(database));
      }
    }
    out.markdown().withoutReason();
  }

  private void entry(String heading, List<Step> steps) {
    out.heading(3, heading);
    steps(steps);
  }

  private void otherStores() {
    for (Datastore store : blueprint.datastores()) {
      List<Step> steps = commands.recover(store);
      if (!steps.isEmpty()) {
        out.because(new Provenance(store.element(), List.of()));
        out.heading(2, "Store " + store.name(), "store-" + store.name());
        steps(steps);
      }
    }
    out.markdown().withoutReason();
  }

  private void costSpike() {
    out.because(Provenance.of(Element.of(Element.Kind.BUDGET), "budget"));
    out.heading(2, "Cost Spike", "cost-spike");
    steps(commands.costs());
    List<String> acts = new ArrayList<>();
    acts.add(
        "More requests than usual from few addresses: it is abuse. Let the firewall limit or block"
            + " them.");
    acts.add(
        "Many instances, few requests: a loop or slow requests. Roll back, or lower the ceiling as"
            + " below.");
    acts.add("Logs: a service that writes far more lines than before. Roll back.");
    out.points(acts);
    for (Workload workload : kind(WorkloadKind.SERVICE)) {
      Workload.Scaling s = workload.scaling(blueprint.production().name());
      int max = Math.max(1, s.max() / 2);
      out.run(commands.scale(workload, Math.min(s.min(), max), max).toArray(String[]::new));
    }
    out.say("Users wait or get errors above that ceiling: it is a brake, not a cure.");
    out.markdown().withoutReason();
  }

  private void drill() {
    out.because(
        Provenance.of(
            Element.of(Element.Kind.RECOVERY), "recovery.topology", "objectives.recovery"));
    out.heading(2, "Disaster Recovery Drill", "disaster-recovery-drill");
    out.say(
        "Twice a year. The promise: at most "
            + Words.duration(blueprint.objectives().rpo())
            + " of data lost (RPO), back within "
            + Words.duration(blueprint.objectives().rto())
            + " (RTO).");
    for (Recovery.Plan plan : blueprint.recovery().plans()) {
      out.points(
          List.of(
              plan.datastore()
                  + ": "
                  + plan.method()
                  + "; expected loss "
                  + plan.expectedRpo()
                  + ", back in "
                  + plan.expectedRto()
                  + "."));
    }
    Environment where = blueprint.environments().getFirst();
    List<String> steps = new ArrayList<>();
    steps.add(
        "Agree on a time and write down when you begin. Use "
            + where.name()
            + (where.equals(blueprint.production())
                ? ", at a quiet hour."
                : ", never production."));
    steps.add("Note the newest row or document of each store, with its time.");
    for (Datastore.Relational database : blueprint.datastores(Datastore.Relational.class)) {
      steps.add(
          "Bring "
              + database.name()
              + " back as a second one (Database "
              + database.name()
              + "), and note how long it took and which row is the newest.");
    }
    steps.add("Compare with the promise above: what was lost, against RPO; how long, against RTO.");
    steps.add(
        "Remove the copies. Write both figures and what was missing into the record's changelog,"
            + " and tick its box.");
    out.markdown().numbered(steps);
    out.markdown().withoutReason();
  }

  private void regions() {
    out.because(Provenance.of(Element.of(Element.Kind.RECOVERY), "recovery.topology"));
    if (blueprint.project().regions().size() == 1) {
      out.labelled(
          "If the whole region " + blueprint.project().primaryRegion() + " is gone:",
          "everything has to be made in another one: change regions in slipway.yaml, design again,"
              + " approve, apply, then restore the newest backup there. That is hours, not minutes,"
              + " whatever the RTO says.");
      out.markdown().withoutReason();
      return;
    }
    out.heading(2, "Losing a Region", "losing-a-region");
    out.say(
        "Services run in "
            + Words.list(blueprint.project().regions())
            + "; data has its home in "
            + blueprint.project().primaryRegion()
            + ". What the application has to do about it: keep no session in memory, write so that"
            + " a repeated write does no harm, and bear reads from a replica that is some seconds"
            + " behind.");
    steps(commands.loseRegion());
    out.heading(3, "Coming Back", "coming-back");
    steps(commands.comeBack());
    out.markdown().withoutReason();
  }

  private void lockedState() {
    out.because(Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.pipeline"));
    out.heading(2, "Terraform State Is Locked", "terraform-state-is-locked");
    out.say(
        "Terraform prints the lock's ID, who holds it and since when. Usually another run is still"
            + " going: look, and wait for it.");
    out.run("gh run list --workflow=deploy.yml --status=in_progress");
    out.expect(
        "nothing, when no run is going. Then, and only if Who and Created in the message are of a"
            + " run that has ended, in the folder terraform:");
    String name = Shell.word(blueprint.production().name());
    out.run(
        "terraform init -reconfigure -backend-config=" + commands.backend(blueprint.production()),
        "terraform force-unlock LOCK_ID",
        "terraform plan -var-file=environments/" + name + ".tfvars");
    out.expect(
        "a plan that changes nothing you did not expect. If it wants to make what already exists,"
            + " the run was cut off: import it, do not apply.");
    steps(commands.state());
    out.markdown().withoutReason();
  }
}
