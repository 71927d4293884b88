package dev.slipway.blueprint;

import dev.slipway.vocabulary.Endpoint;
import dev.slipway.vocabulary.ExternalApi;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.MigrationTool;
import dev.slipway.vocabulary.Trait;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that runs.
 *
 * @param name unique, a valid resource name part: lower-case letters, digits and hyphens, at most
 *     20 characters
 * @param description one sentence
 * @param source the code it is built from
 * @param image how its image is made
 * @param command what the container runs, as an argument vector
 * @param port what it listens on; absent for what does not listen
 * @param health how it is asked whether it is well
 * @param compute what one instance gets
 * @param scaling one an environment, in the order of the environments
 * @param exposure who may call it
 * @param identity name of the identity it runs as, unique to it
 * @param settings its environment variables, sorted by name
 * @param connections what it talks to inside the system, sorted
 * @param migration set for the job that brings a database up to date
 * @param schedule set for a scheduled job
 */
public record Workload(
    String name,
    WorkloadKind kind,
    String description,
    Source source,
    Image image,
    List<String> command,
    Optional<Integer> port,
    Health health,
    Compute compute,
    List<Scaling> scaling,
    Exposure exposure,
    String identity,
    List<Setting> settings,
    List<Connection> connections,
    Optional<Migration> migration,
    Optional<Schedule> schedule,
    List<Trait> traits,
    List<Endpoint> endpoints,
    List<ExternalApi> externalApis) {

  /**
   * The code.
   *
   * @param root folder from the project's root, empty for the root itself
   * @param build what makes it ready to run, in that folder; empty when nothing has to be
   * @param outputDirectory what the build leaves, from that folder
   * @param present whether the code is there; a design made from records alone has workloads
   *     without code
   */
  public record Source(
      String root,
      Language language,
      String languageVersion,
      Optional<String> framework,
      Optional<String> packageManager,
      Optional<String> lockFile,
      List<String> build,
      Optional<String> outputDirectory,
      List<String> test,
      List<String> lint,
      List<String> systemPackages,
      boolean present) {}

  /**
   * The image.
   *
   * @param of the workload whose image this is: itself, or another's that it shares
   * @param dockerfile path from the project's root
   * @param context build context from the project's root, empty for the root itself
   * @param existing whether the Dockerfile is the project's own and stays as it is
   * @param improvements what an existing one would gain from, each a sentence
   */
  public record Image(
      String of, String dockerfile, String context, boolean existing, List<String> improvements) {}

  /**
   * Health checks.
   *
   * @param liveness path that says the process is well; absent: the port is probed instead
   * @param readiness path that says it can serve, absent when it is the same
   */
  public record Health(Optional<String> liveness, Optional<String> readiness) {}

  /**
   * One instance.
   *
   * @param cpu vCPU
   * @param memoryMib memory in MiB
   * @param concurrency requests at once
   * @param timeout longest request, or longest run of a job
   * @param cpuAlwaysAllocated whether it keeps its CPU between requests
   */
  public record Compute(
      BigDecimal cpu,
      int memoryMib,
      int concurrency,
      Duration timeout,
      boolean cpuAlwaysAllocated) {}

  /** Instances in one environment. */
  public record Scaling(String environment, int min, int max) {}

  /** Who may call a workload. */
  public enum Exposure {
    /** Anybody, through the edge. */
    PUBLIC,
    /** Other workloads with the right identity. */
    INTERNAL,
    /** Nobody. */
    NONE
  }

  /**
   * The job's part in delivery.
   *
   * @param workload the workload whose schema it moves
   * @param datastore the database
   * @param directory where the migrations lie, from the project's root
   */
  public record Migration(
      String workload, String datastore, MigrationTool tool, String directory) {}

  /**
   * When it runs.
   *
   * @param cron five fields
   * @param timeZone IANA name
   */
  public record Schedule(String cron, String timeZone) {}

  public Element element() {
    return Element.workload(name);
  }

  /** The scaling in one environment. */
  public Scaling scaling(String environment) {
    return scaling.stream()
        .filter(s -> s.environment().equals(environment))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(name + " has no scaling for " + environment));
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }
}
