package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;

/** Where log entries are kept, for how long, and which of them nobody can delete. */
final class LogBuckets {

  private static final String BUCKET = "google_logging_project_bucket_config";
  private static final String SINK = "google_logging_project_sink";
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.logs", "compliance");

  /** What Google keeps for 400 days by itself, in a bucket that nobody can change. */
  private static final List<String> KEPT_BY_GOOGLE =
      List.of(
          "cloudaudit.googleapis.com/activity",
          "cloudaudit.googleapis.com/system_event",
          "cloudaudit.googleapis.com/access_transparency",
          "externalaudit.googleapis.com/activity",
          "externalaudit.googleapis.com/system_event",
          "externalaudit.googleapis.com/access_transparency");

  private static final List<String> AUDIT =
      List.of("cloudaudit.googleapis.com/data_access", "cloudaudit.googleapis.com/policy");

  private LogBuckets() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    boolean audited = Requirement.auditLogs(blueprint);
    boolean resident = Requirement.dataResidency(blueprint);
    int days = blueprint.observability().logRetentionDays();
    if (resident) {
      ResourceAddress application = ResourceAddress.managed(BUCKET, "application");
      part.resource(
          StackFiles.LOGGING,
          application,
          "Logs may hold personal data, so they stay in the region; Google's own bucket is global.",
          bucket(var("region"), blueprint.project().slug() + "-application", days),
          WHY);
      defaultSink(part, application, audited);
    } else {
      part.resource(
          StackFiles.LOGGING,
          ResourceAddress.managed(BUCKET, "default"),
          "The bucket that every log entry of the project goes to unless something routes it"
              + " elsewhere.",
          bucket(text("global"), "_Default", days),
          WHY);
      if (audited) {
        defaultSink(part, ResourceAddress.managed(BUCKET, "default"), true);
      }
    }
    if (audited) {
      audit(blueprint, part);
    }
  }

  private static Body.Builder bucket(Expression location, String id, int days) {
    return Body.builder()
        .set("project", var("project_id"))
        .set("location", location)
        .set("bucket_id", id)
        .set("retention_days", days);
  }

  private static void defaultSink(StackPart.Builder part, ResourceAddress bucket, boolean audited) {
    List<String> elsewhere = new ArrayList<>(KEPT_BY_GOOGLE);
    if (audited) {
      elsewhere.addAll(AUDIT);
    }
    part.resource(
        StackFiles.LOGGING,
        ResourceAddress.managed(SINK, "default"),
        "Every project has this sink; Terraform takes it over. It leaves out what is kept"
            + " elsewhere.",
        sink("_Default", bucket).set("filter", "NOT (" + any(elsewhere) + ")"),
        WHY);
  }

  private static void audit(Blueprint blueprint, StackPart.Builder part) {
    ResourceAddress audit = ResourceAddress.managed(BUCKET, "audit");
    part.resource(
        StackFiles.LOGGING,
        audit,
        "Who read what. Once locked, nobody can shorten the time or delete an entry, and the lock"
            + " cannot be undone.",
        bucket(
                var("region"),
                blueprint.project().slug() + "-audit",
                blueprint.observability().auditLogDays())
            .set("locked", var("deletion_protection")),
        WHY);
    part.resource(
        StackFiles.LOGGING,
        ResourceAddress.managed(SINK, "audit"),
        "Changes are not in it: Google keeps those for 400 days by itself.",
        sink(blueprint.project().slug() + "-audit", audit).set("filter", any(AUDIT)),
        WHY);
  }

  private static Body.Builder sink(String name, ResourceAddress bucket) {
    return Body.builder()
        .set("name", name)
        .set("destination", template("logging.googleapis.com/", bucket.reference().dot("id")));
  }

  private static String any(List<String> logs) {
    return String.join(" OR ", logs.stream().map(log -> "log_id(\"" + log + "\")").toList());
  }
}
