package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.vocabulary.PipelineProvider;
import java.util.List;

/** Releasing, and undoing a release. */
final class ReleaseChapter {

  private final Commands commands;
  private final Blueprint blueprint;
  private final RunbookText out;

  ReleaseChapter(Commands commands, RunbookText out) {
    this.commands = commands;
    this.out = out;
    blueprint = commands.blueprint();
  }

  void rollback() {
    out.because(Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.strategy"));
    out.heading(2, "Emergency Rollback", "emergency-rollback");
    out.say(
        "Takes about a minute and needs no pipeline. The code of before comes back; the database's"
            + " schema stays, which every migration has to allow for.");
    if (blueprint.delivery().pipeline() == PipelineProvider.GITHUB_ACTIONS
        && !kind(WorkloadKind.SERVICE).isEmpty()) {
      out.say(
          "If you may not touch production yourself, the rollback workflow does the same; the"
              + " revision's name is in the summary of the last deployment:");
      out.run(
          "gh workflow run rollback.yml -f environment="
              + Shell.word(blueprint.production().name())
              + " -f service="
              + commands.service(kind(WorkloadKind.SERVICE).getFirst().name())
              + " -f revision=REVISION",
          "gh run watch");
    }
    kind(WorkloadKind.SERVICE).forEach(this::service);
    kind(WorkloadKind.WORKER).forEach(this::worker);
    out.labelled(
        "Afterwards:",
        "revert the change in the main branch, or the next release brings it back. The next release"
            + " sets the traffic itself; nothing has to be undone by hand.");
    out.markdown().withoutReason();
  }

  private List<Workload> kind(WorkloadKind kind) {
    return blueprint.workloads().stream().filter(w -> w.kind() == kind).toList();
  }

  private void service(Workload w) {
    String name = commands.service(w.name());
    out.heading(3, "Roll Back " + w.name());
    out.say(
        "Which revision serves now, and which did before? The summary of the deploy workflow's last"
            + " run names both. Or ask:");
    out.run(
        commands.everywhere(
            "run services describe "
                + name
                + " \\\n"
                + "  --format='table(status.traffic[].revisionName,status.traffic[].percent)'"),
        commands.everywhere("run revisions list --service=" + name + " --limit=6"));
    out.expect(
        "the newest revision on top, with a tick and the time it was made. The one to go back to is"
            + " the one that served before it.");
    out.say("Send all traffic there. Put its name in place of REVISION:");
    out.run(
        commands.everywhere(
            "run services update-traffic " + name + " --to-revisions=REVISION=100"));
    out.expect("\"100% REVISION\" under Traffic. Errors stop within a minute.");
  }

  private void worker(Workload w) {
    String name = commands.service(w.name());
    out.heading(3, "Roll Back " + w.name());
    out.say(
        "A worker has no traffic to move: start it again from the image of before. Find that image,"
            + " then put it in place of IMAGE:");
    out.run(
        commands.everywhere(
            "beta run worker-pools revisions list --worker-pool=" + name + " --limit=6"),
        commands.regional(
            "beta run worker-pools revisions describe REVISION \\\n"
                + "  --format='value(spec.containers[].image)'"),
        commands.everywhere(
            "beta run worker-pools update "
                + name
                + " --container="
                + Shell.word(w.name())
                + " --image=IMAGE"));
    out.expect("a new revision that is ready, and no errors in its log.");
  }

  void standard() {
    out.because(
        Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.pipeline", "delivery.strategy"));
    out.heading(2, "Standard Deployment", "standard-deployment");
    List<String> steps = new java.util.ArrayList<>();
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
        "every job with a tick. A job that failed after the deployment has already sent the traffic"
            + " back.");
    blueprint.delivery().migrationJobs().forEach(this::migration);
    out.markdown().withoutReason();
  }

  private void migration(String job) {
    String name = commands.service(job);
    out.heading(3, "Migrations: " + job);
    out.say(
        "If it failed, nothing was released and the revision of before still serves. Read why, mend"
            + " it, release again. By hand:");
    out.run(
        commands.regional("run jobs logs read " + name + " --limit=100"),
        commands.regional("run jobs execute " + name + " --wait"));
    out.expect("the execution ends with \"has successfully completed\".");
  }
}
