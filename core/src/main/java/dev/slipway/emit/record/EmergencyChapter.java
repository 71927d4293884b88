package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Recovery;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import java.util.ArrayList;
import java.util.List;

/** Cost spike, the loss of everything, a locked state. */
final class EmergencyChapter {

  private final Commands commands;
  private final Blueprint blueprint;
  private final RunbookText out;

  EmergencyChapter(Commands commands, RunbookText out) {
    this.commands = commands;
    this.out = out;
    blueprint = commands.blueprint();
  }

  void write() {
    costSpike();
    drill();
    lockedState();
    out.markdown().withoutReason();
  }

  private void costSpike() {
    out.because(Provenance.of(Element.of(Element.Kind.BUDGET), "budget"));
    out.heading(2, "Cost Spike", "cost-spike");
    out.say(
        "The bill by service and day; it is some hours behind:"
            + " https://console.cloud.google.com/billing. Group by SKU, the last seven days.");
    out.say("What runs right now, and how many requests there are:");
    out.run(
        commands.metric("sum by (service_name) (run_googleapis_com:container_instance_count)"),
        commands.metric("sum by (service_name) (rate(run_googleapis_com:request_count[10m]))"),
        commands.gcloud("sql instances list --format='table(name,settings.tier,state)'"));
    out.expect("as many instances as the charts show on other days.");
    List<String> acts = new ArrayList<>();
    acts.add(
        "More requests than usual from few addresses: it is abuse. Let the firewall limit or block"
            + " them.");
    acts.add(
        "Many instances, few requests: a loop or slow requests. Roll back, or lower the ceiling as"
            + " below.");
    blueprint.workloads().stream()
        .flatMap(w -> w.externalApis().stream())
        .map(a -> a.name())
        .distinct()
        .sorted()
        .forEach(api ->
            acts.add(
                "Look at "
                    + api
                    + "'s own usage page: it bills separately and does not show here."));
    acts.add("Logs: a service that writes far more lines than before. Roll back.");
    out.points(acts);
    blueprint.workloads().stream()
        .filter(w -> w.kind() == WorkloadKind.SERVICE)
        .forEach(w -> {
          Workload.Scaling s = w.scaling(blueprint.production().name());
          out.run(
              commands.everywhere(
                  "run services update "
                      + commands.service(w.name())
                      + " --max-instances="
                      + Math.max(1, s.max() / 2)),
              commands.everywhere(
                  "run services update-traffic " + commands.service(w.name()) + " --to-latest"));
        });
    out.say(
        "The second command of each pair moves the traffic to the revision with the new ceiling;"
            + " after a roll back that would be the bad one, so leave it out then. Users wait or"
            + " get errors above that ceiling: it is a brake, not a cure.");
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
    List<String> steps = new ArrayList<>();
    Environment where = blueprint.environments().getFirst();
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
              + " back into a clone (Database "
              + database.name()
              + "), and note how long it took and which row is the newest.");
    }
    blueprint
        .datastores(Datastore.Document.class)
        .forEach(
            d -> steps.add("Restore " + d.name() + " into a new database, and note the same."));
    steps.add("Roll every service back to its revision of before, and forward again.");
    steps.add(
        "Compare: oldest lost row against the RPO, time from begin to answer against the RTO.");
    steps.add(
        "Remove the clones. Write both figures and what was missing into the record's changelog,"
            + " and tick its box.");
    out.markdown().numbered(steps);
    if (blueprint.recovery().topology() == Recovery.Topology.SINGLE_REGION) {
      out.labelled(
          "If the whole region " + commands.region() + " is gone:",
          "everything has to be made in another one: change regions in slipway.yaml, design again,"
              + " approve, apply, then restore the newest backup there. That is hours, not minutes,"
              + " whatever the RTO says.");
    } else {
      out.labelled(
          "If the whole region " + commands.region() + " is gone:",
          "the load balancer already sends users to the other one. Promote the replica of each"
              + " database there (Promote the Replica), so that writes work again.");
    }
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
    out.run(
        "terraform init -reconfigure -backend-config=environments/"
            + Shell.word(blueprint.production().name())
            + ".gcs.tfbackend",
        "terraform force-unlock LOCK_ID",
        "terraform plan -var-file=environments/"
            + Shell.word(blueprint.production().name())
            + ".tfvars");
    out.expect(
        "a plan that changes nothing you did not expect. If it wants to make what already exists,"
            + " the run was cut off: import it, do not apply.");
    out.say("A damaged state: the bucket keeps older versions.");
    String bucket =
        dev.slipway.cloud.gcp.GcpNames.bucket(
            blueprint.production().accountId(), "terraform-state");
    out.run(
        "gcloud storage ls --all-versions gs://" + bucket + "/main/",
        "gcloud storage cp gs://"
            + bucket
            + "/main/default.tfstate#GENERATION gs://"
            + bucket
            + "/main/default.tfstate");
  }
}
