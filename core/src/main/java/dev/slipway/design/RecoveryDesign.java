package dev.slipway.design;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Objectives;
import dev.slipway.blueprint.Project;
import dev.slipway.blueprint.Recovery;
import dev.slipway.blueprint.Recovery.Plan;
import dev.slipway.blueprint.Recovery.Topology;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Cloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How data and service come back. */
final class RecoveryDesign {

  private static final Duration FAILOVER = Duration.ofMinutes(2);

  private RecoveryDesign() {}

  static Recovery design(
      Draft draft,
      Project project,
      Objectives objectives,
      Environment production,
      List<Datastore> datastores) {
    Topology topology =
        project.regions().size() > 1 ? Topology.MULTI_REGION : Topology.SINGLE_REGION;
    List<Plan> plans = new ArrayList<>();
    for (Datastore store : datastores) {
      plan(store, production).ifPresent(plans::add);
    }
    plans.sort(Comparator.comparing(Plan::datastore));
    impossible(draft, objectives, topology);
    draft
        .decide(
            "recovery.topology",
            Element.of(Element.Kind.RECOVERY),
            "Surviving the loss of a region",
            topology == Topology.MULTI_REGION
                ? "services in several regions, data with one home"
                : "restore in the same or another region")
        .because(
            topology == Topology.MULTI_REGION
                ? "The global address sends users to a region that answers; the database's replica"
                    + " is promoted by a person."
                : "A whole region is away for hours about once in some years; "
                    + Figures.text(objectives.rto())
                    + " to recovery and "
                    + Figures.text(objectives.availability())
                    + " % do not pay for a second one.")
        .over(
            topology == Topology.MULTI_REGION ? "one region" : "a second region",
            topology == Topology.MULTI_REGION
                ? "It is away when the region is."
                : "It costs about as much again.")
        .on(
            draft
                .find(Subjects.RTO)
                .or(() -> Optional.empty())
                .map(Resolved::evidence)
                .orElseGet(() ->
                    Evidence.assumed(
                        "no recovery time is stated that only a second region could keep")))
        .reconsiderWhen(
            "The recovery time drops below an hour for the loss of a region, or 99.99 % is"
                + " promised.");
    return new Recovery(topology, List.copyOf(plans));
  }

  private static Optional<Plan> plan(Datastore store, Environment production) {
    return switch (store) {
      case Datastore.Relational r -> {
        Datastore.RelationalSize size = r.size(production.name());
        String standby =
            size.highAvailability() ? "; a failed zone is taken over by the standby" : "";
        yield Optional.of(
            new Plan(
                r.name(),
                "daily backups, "
                    + size.backupsRetained()
                    + " kept"
                    + (size.pointInTimeDays() > 0
                        ? ", and point-in-time recovery over " + size.pointInTimeDays() + " days"
                        : "")
                    + standby,
                size.pointInTimeDays() > 0
                    ? "5 min" + (size.highAvailability() ? " (0 for a failed zone)" : "")
                    : "24 h",
                size.highAvailability()
                    ? "2 min for a failed zone, 1 h for a restore"
                    : "1 h for a restore of up to 50 GiB"));
      }
      case Datastore.Document d ->
          Optional.of(
              new Plan(
                  d.name(),
                  "daily backups kept for "
                      + d.backupRetentionDays()
                      + " days"
                      + (d.pointInTimeRecovery() ? ", and any minute of the last 7 days" : ""),
                  d.pointInTimeRecovery() ? "1 min" : "24 h",
                  "1 h"));
      case Datastore.Bucket b ->
          Optional.of(
              new Plan(
                  b.name(),
                  b.versioning()
                      ? "earlier versions and soft delete over 7 days"
                      : "soft delete over 7 days",
                  "0",
                  "30 min"));
      case Datastore.Cache c ->
          Optional.of(new Plan(c.name(), "none; it fills itself again", "everything", "5 min"));
      case Datastore.Topic t ->
          Optional.of(
              new Plan(
                  t.name(),
                  "messages are kept for " + t.retentionDays() + " days and can be read again",
                  "0",
                  "15 min"));
      case Datastore.TaskQueue q -> Optional.empty();
      case Datastore.External e ->
          Optional.of(
              new Plan(e.name(), "its provider's; not part of this design", "unknown", "unknown"));
    };
  }

  private static void impossible(Draft draft, Objectives objectives, Topology topology) {
    boolean four = objectives.availability().compareTo(new java.math.BigDecimal("99.99")) >= 0;
    if (four && topology == Topology.SINGLE_REGION) {
      draft.report(
          "SLIP-OBJECTIVE-REACH",
          Severity.WARNING,
          draft.find(Subjects.AVAILABILITY).flatMap(r -> r.evidence().span()),
          "recovery",
          Figures.text(objectives.availability())
              + " % is more than one region is promised to keep",
          serviceLevel(draft.cloud()) + ", so that the whole cannot be better than that.",
          "Name a second region, such as\n"
              + "    --set regions="
              + draft.regions().usualInUnion()
              + ","
              + draft.regions().secondInUnion()
              + "\n"
              + "or promise 99.9 %.");
    }
    if (objectives.rto().compareTo(FAILOVER) < 0) {
      draft.report(
          "SLIP-OBJECTIVE-REACH",
          Severity.WARNING,
          draft.find(Subjects.RTO).flatMap(r -> r.evidence().span()),
          "recovery",
          "Back within " + Figures.text(objectives.rto()) + " is quicker than a standby takes over",
          "A database standby needs one to two minutes, and a restore needs an hour.",
          "Allow two minutes for a failed zone (`objectives.rto: 2m`).");
    }
  }

  /** Of the service that runs the containers, from the clouds' own agreements. */
  private static String serviceLevel(Cloud cloud) {
    return switch (cloud) {
      case GCP -> "Cloud Run's own service level in a region is 99.95 %";
      case AWS -> "The load balancer's and Fargate's own service levels in a region are 99.99 %";
      case AZURE -> "Container Apps' own service level in a region is 99.95 %";
    };
  }
}
