package dev.slipway.check.policy;

import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Measures on what is recorded on AWS, and for how long. */
final class AwsLogMeasures {

  private static final String TRAIL = "aws_cloudtrail";

  private AwsLogMeasures() {}

  static Finding auditLogs(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource trail : output.everywhere(TRAIL)) {
      String name = Output.name(trail);
      boolean on =
          Output.at(trail, "enable_logging").isEmpty() || output.isTrue(trail, "enable_logging");
      found.check(on, name, "records", name + " records nothing: enable_logging is off.");
      found.check(
          output.isTrue(trail, "is_multi_region_trail"),
          name,
          "is_multi_region_trail = true",
          name + " leaves out what is done in other regions: it needs is_multi_region_trail.");
      found.check(
          output.isTrue(trail, "enable_log_file_validation"),
          name,
          "enable_log_file_validation = true",
          name + " cannot show that nobody changed it: it needs enable_log_file_validation.");
      kept(output, trail, found);
    }
    return found.build(
        "AWS itself shows what was changed for 90 days, and nobody keeps it: the output has no "
            + TRAIL
            + ".");
  }

  // A record that its subjects can delete proves nothing: the bucket has to refuse it.
  private static void kept(Output output, Resource trail, Finding.Builder found) {
    int wanted = output.blueprint().observability().auditLogDays();
    List<String> buckets =
        Output.at(trail, "s3_bucket_name")
            .map(b -> References.in(b).names(AwsStores.BUCKET))
            .orElse(List.of());
    boolean locked = buckets.stream().anyMatch(b -> locked(output, b, wanted));
    found.check(
        locked,
        buckets.isEmpty() ? Output.name(trail) : AwsStores.BUCKET + "." + buckets.getFirst(),
        "locked for " + wanted + " days or more",
        Output.name(trail)
            + " is not kept for "
            + wanted
            + " days in a bucket that refuses to delete it (object lock).");
  }

  private static boolean locked(Output output, String bucket, int days) {
    ResourceAddress address = ResourceAddress.managed(AwsStores.BUCKET, bucket);
    return output.everywhere("aws_s3_bucket_object_lock_configuration").stream()
        .filter(l -> References.in(l).to(address))
        .flatMap(l -> Output.deep(l.body(), "default_retention").stream())
        .anyMatch(r ->
            r.argument("days")
                    .flatMap(d -> number(output, d))
                    .filter(n -> n.intValue() >= days)
                    .isPresent()
                || r.argument("years")
                    .flatMap(d -> number(output, d))
                    .filter(n -> n.intValue() * 365 >= days)
                    .isPresent());
  }

  private static Optional<BigDecimal> number(Output output, Expression expression) {
    return output
        .production()
        .number(expression)
        .or(() -> output.production(output.bootstrap()).number(expression));
  }

  static Finding retention(Output output) {
    Finding.Builder found = Finding.builder();
    int wanted = output.blueprint().observability().logRetentionDays();
    for (Resource group : output.live("aws_cloudwatch_log_group")) {
      Optional<BigDecimal> days = output.number(group, "retention_in_days");
      found.check(
          days.filter(d -> d.intValue() >= wanted).isPresent(),
          Output.name(group),
          "retention_in_days = " + days.map(BigDecimal::toPlainString).orElse("?"),
          Output.name(group)
              + " does not keep logs for "
              + wanted
              + " days"
              + (days.isEmpty() ? ": it says for how long not at all." : "."));
    }
    return found.build("The output has no log group (aws_cloudwatch_log_group).");
  }
}
