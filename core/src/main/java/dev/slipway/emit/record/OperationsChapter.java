package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;

/** Logs, sizes and secrets. */
final class OperationsChapter {

  private final Commands commands;
  private final Blueprint blueprint;
  private final RunbookText out;

  OperationsChapter(Commands commands, RunbookText out) {
    this.commands = commands;
    this.out = out;
    blueprint = commands.blueprint();
  }

  void write() {
    logs();
    scaling();
    secrets();
    out.markdown().withoutReason();
  }

  private void logs() {
    out.because(Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.logs"));
    out.heading(2, "Logs", "logs");
    out.say("Errors of everything, newest first:");
    out.run(commands.logs("severity>=ERROR", "1h"));
    for (Workload w : blueprint.workloads()) {
      out.labelled(w.name() + ":", "all lines of the last half hour.");
      out.run(commands.logs(commands.logFilter(w), "30m"));
    }
    blueprint.workloads().stream()
        .filter(w -> w.kind() == WorkloadKind.SERVICE)
        .limit(1)
        .forEach(w -> {
          out.say("As they come, until Ctrl-C (asks once to install the component log-streaming):");
          out.run(commands.regional("beta run services logs tail " + commands.service(w.name())));
          out.say("Lines with certain words; put them in place of WORDS:");
          out.run(commands.logs(commands.logFilter(w) + " AND SEARCH(\"WORDS\")", "1d"));
        });
  }

  private void scaling() {
    out.because(Provenance.of(Element.of(Element.Kind.PROJECT), "platform"));
    out.heading(2, "Scaling", "scaling");
    out.say(
        "Sizes belong to Terraform: change the value in terraform/environments/"
            + blueprint.production().name()
            + ".tfvars and merge it. In an emergency use the command; the next apply sets the"
            + " file's value again, so change the file too.");
    newRevisions();
    blueprint.workloads().forEach(this::workload);
    blueprint.datastores(Datastore.Relational.class).forEach(this::database);
    blueprint.datastores(Datastore.Cache.class).forEach(this::cache);
  }

  private void workload(Workload w) {
    Workload.Scaling now = w.scaling(blueprint.production().name());
    String name = commands.service(w.name());
    String variable = ResourceAddress.id(w.name());
    if (w.kind() == WorkloadKind.SERVICE) {
      out.labelled(
          w.name() + ":",
          now.min()
              + " to "
              + now.max()
              + " instances ("
              + variable
              + "_min_instances, "
              + variable
              + "_max_instances). Twice the ceiling, and two kept warm:");
      out.run(
          commands.everywhere(
              "run services update "
                  + name
                  + " --max-instances="
                  + 2 * now.max()
                  + " --min-instances=2"),
          newest(w));
      connectionWarning(w);
    } else if (w.kind() == WorkloadKind.WORKER) {
      out.labelled(
          w.name() + ":", now.min() + " to start with (" + variable + "_instances). One more:");
      out.run(
          commands.everywhere(
              "beta run worker-pools update " + name + " --scaling=" + (now.min() + 1)));
      connectionWarning(w);
    }
  }

  /** The pipeline names the revision that gets the traffic, so a new one gets none by itself. */
  private void newRevisions() {
    if (blueprint.workloads().stream().anyMatch(w -> w.kind() == WorkloadKind.SERVICE)) {
      out.say(
          "A service's new settings make a new revision of its newest one, and the traffic stays"
              + " where the last release put it: the command with --to-latest moves it.");
      out.labelled(
          "Not after a roll back:",
          "the newest revision is then the bad one, so release the fix instead.");
    }
  }

  private String newest(Workload w) {
    return commands.everywhere(
        "run services update-traffic " + commands.service(w.name()) + " --to-latest");
  }

  private void connectionWarning(Workload w) {
    for (Datastore.Relational database : blueprint.datastores(Datastore.Relational.class)) {
      if (w.connections().stream().anyMatch(c -> c.to().equals(database.element()))) {
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

  private void database(Datastore.Relational database) {
    String instance = commands.instance(database.name());
    Datastore.RelationalSize size = database.size(blueprint.production().name());
    out.labelled(
        database.name() + ":",
        size.tier()
            + " now. Changing the tier restarts it: "
            + (size.highAvailability() ? "less than a minute" : "some minutes")
            + " without a database. Put the new tier in place of TIER:");
    out.run(commands.gcloud("sql instances patch " + instance + " --tier=TIER"));
    out.expect("\"Updated\" and the instance's address.");
  }

  private void cache(Datastore.Cache cache) {
    int size = cache.size(blueprint.production().name()).memoryGib();
    out.labelled(cache.name() + ":", size + " GiB now. Twice as much:");
    out.run(
        commands.regional(
            "redis instances update "
                + dev.slipway.cloud.gcp.GcpNames.cache(blueprint, cache.name())
                + " --size="
                + 2 * size));
  }

  private void secrets() {
    out.because(Provenance.of(Element.of(Element.Kind.SECRET), "secrets"));
    out.heading(2, "Secrets", "secrets");
    if (blueprint.secrets().isEmpty()) {
      out.say("There are none: every workload proves who it is by its identity.");
      return;
    }
    out.say(
        "To renew one: make the new value at its issuer, add it as a version, restart what reads"
            + " it, watch, then disable the old version. Destroy nothing on the same day.");
    newRevisions();
    blueprint.secrets().forEach(this::secret);
  }

  private void secret(Secret s) {
    out.heading(3, "Secret " + s.name());
    out.say(s.purpose() + s.rotationDays().map(n -> " Renew it every " + n + " days.").orElse(""));
    List<String> steps = new ArrayList<>();
    steps.add(SetupChapter.add(commands, s));
    for (String reader : s.readers()) {
      blueprint
          .workload(reader)
          .filter(w -> w.kind() == WorkloadKind.SERVICE)
          .ifPresent(w -> {
            steps.add(
                commands.everywhere(
                    "run services update "
                        + commands.service(reader)
                        + " --update-labels=secrets-read=\"$(date +%s)\""));
            steps.add(newest(w));
          });
      blueprint
          .workload(reader)
          .filter(w -> w.kind() == WorkloadKind.WORKER)
          .ifPresent(w ->
              steps.add(
                  commands.everywhere(
                      "beta run worker-pools update "
                          + commands.service(reader)
                          + " --update-labels=secrets-read=\"$(date +%s)\"")));
    }
    out.run(steps.toArray(String[]::new));
    out.expect(
        "\"Created version\", and a new revision of each reader that serves. Then, with the number"
            + " of the old version in place of OLD:");
    String name = commands.resource(s.name());
    out.run(
        commands.gcloud("secrets versions list " + name),
        commands.gcloud("secrets versions disable OLD --secret=" + name));
    out.expect(
        "the old version as disabled. If something fails now, enable it again with secrets versions"
            + " enable.");
  }
}
