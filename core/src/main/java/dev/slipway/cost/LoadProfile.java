package dev.slipway.cost;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Environment.Stage;
import dev.slipway.blueprint.Workload;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Trait;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * How a system that is sized for a peak is used over a month. Nobody states this in a record, so
 * all of it is assumed and printed with the estimate.
 *
 * @param averageShare of the peak throughput, over all hours of the month
 * @param rehearsalShare of production's requests that an environment before production gets
 * @param durationShare of the p95 response time that the average request takes
 * @param streamSeconds that the average request takes where answers are streamed
 * @param requestKib that a request brings
 * @param responseKib that an answer takes away
 * @param logKib written to the logs for each request
 */
public record LoadProfile(
    Range averageShare,
    Range rehearsalShare,
    Range durationShare,
    Range streamSeconds,
    Range requestKib,
    Range responseKib,
    Range logKib) {

  public static final LoadProfile DEFAULT =
      new LoadProfile(
          Range.of("0.05", "0.15", "0.4"),
          Range.of("0.002", "0.01", "0.05"),
          Range.of("0.2", "0.35", "0.5"),
          Range.of("5", "10", "15"),
          Range.of("1", "2", "5"),
          Range.of("5", "20", "80"),
          Range.of("0.5", "1.5", "4"));

  private static final BigDecimal SECONDS = BigDecimal.valueOf(Estimate.HOURS * 3600L);

  /** Requests a second, as the average of a month. */
  Range requestsPerSecond(Blueprint blueprint, Environment environment) {
    Range production = averageShare.times(blueprint.objectives().throughput());
    return environment.stage() == Stage.PRODUCTION ? production : production.times(rehearsalShare);
  }

  /** Requests in a month. */
  Range requests(Blueprint blueprint, Environment environment) {
    return requestsPerSecond(blueprint, environment).times(SECONDS);
  }

  /** Seconds that the average request to one workload takes. */
  Range seconds(Blueprint blueprint, Workload workload) {
    if (streams(workload)) {
      return streamSeconds;
    }
    BigDecimal p95 =
        BigDecimal.valueOf(blueprint.objectives().latencyP95().toMillis())
            .divide(BigDecimal.valueOf(1000), MathContext.DECIMAL64);
    return durationShare.times(p95);
  }

  private static boolean streams(Workload workload) {
    return workload.has(Trait.STREAMING) || workload.has(Trait.WEBSOCKETS);
  }

  /** The profile in sentences. */
  List<String> sentences(Blueprint blueprint) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "A month has 730 hours; prices are list prices in US dollars before tax, discounts and"
            + " commitments.");
    sentences.add(
        "Over the month the system gets "
            + percent(averageShare)
            + " of its peak of "
            + blueprint.objectives().throughput().toPlainString()
            + " requests per second (low, expected, high).");
    sentences.addAll(RequestShares.of(blueprint).sentences());
    sentences.add(
        "Environments before production get "
            + percent(rehearsalShare)
            + " of production's requests.");
    sentences.add(
        "The average request takes "
            + percent(durationShare)
            + " of the p95 response time that is promised.");
    blueprint.workloads().stream()
        .filter(LoadProfile::streams)
        .map(
            w -> w.name() + " streams its answers: one takes " + words(streamSeconds) + " seconds.")
        .forEach(sentences::add);
    sentences.add(
        "A request brings "
            + words(requestKib)
            + " KiB, its answer takes "
            + words(responseKib)
            + " KiB, and it leaves "
            + words(logKib)
            + " KiB in the logs.");
    sentences.add(
        "Allowances that "
            + allowances(blueprint.project().cloud())
            + " are not subtracted, because other projects may use them up.");
    return List.copyOf(sentences);
  }

  private static String allowances(Cloud cloud) {
    return switch (cloud) {
      case GCP ->
          "a billing account gets once (Cloud Run, Secret Manager, Artifact Registry, Pub/Sub,"
              + " Firestore, GKE)";
      case AWS ->
          "an account or an organization gets once (Lambda, CloudFront, CloudWatch, SQS, DynamoDB,"
              + " data transfer)";
      case AZURE -> "a subscription gets once (Container Apps, Functions, Log Analytics)";
    };
  }

  private static String percent(Range share) {
    return words(share.times(100)) + " %";
  }

  private static String words(Range range) {
    return plain(range.low()) + " / " + plain(range.expected()) + " / " + plain(range.high());
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
