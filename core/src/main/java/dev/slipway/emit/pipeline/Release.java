package dev.slipway.emit.pipeline;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Delivery;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.vocabulary.Platform;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is delivered to one environment: which images to which services, jobs and worker pools. */
record Release(Blueprint blueprint, Environment environment, boolean approval) {

  /** A service in one region. */
  record Target(Workload workload, String service, String region) {

    /** Its key among a step's outputs. */
    String key() {
      return workload.name() + "-" + region;
    }
  }

  /** In the order of promotion; environments that no promotion names come last. */
  static List<Release> all(Blueprint blueprint) {
    List<Release> all = new ArrayList<>();
    for (Environment environment : blueprint.environments()) {
      boolean approval =
          blueprint.delivery().promotions().stream()
              .filter(p -> p.environment().equals(environment.name()))
              .findFirst()
              .map(Delivery.Promotion::approval)
              .orElse(environment.stage() == Environment.Stage.PRODUCTION);
      all.add(new Release(blueprint, environment, approval));
    }
    return all;
  }

  static boolean isService(Workload workload) {
    return workload.kind() == WorkloadKind.SERVICE || workload.kind() == WorkloadKind.STATIC_SITE;
  }

  static boolean isJob(Workload workload) {
    return workload.kind() == WorkloadKind.JOB || workload.kind() == WorkloadKind.SCHEDULED_JOB;
  }

  /** The workloads that give their name to an image which the pipeline has to build. */
  static List<Workload> images(Blueprint blueprint) {
    List<String> used =
        blueprint.workloads().stream()
            .filter(w -> w.kind() != WorkloadKind.FUNCTION)
            .map(w -> w.image().of())
            .distinct()
            .toList();
    return blueprint.workloads().stream().filter(w -> used.contains(w.name())).toList();
  }

  boolean isProduction() {
    return environment.equals(blueprint.production());
  }

  /** Production runs in every region, the environments before it in the primary one. */
  List<String> regions() {
    return isProduction()
        ? blueprint.project().regions()
        : List.of(blueprint.project().primaryRegion());
  }

  /** On Kubernetes nothing of this exists. */
  private boolean onContainers() {
    return blueprint.project().platform() != Platform.KUBERNETES;
  }

  List<Target> services() {
    List<Target> targets = new ArrayList<>();
    for (Workload workload : blueprint.workloads()) {
      if (isService(workload) && onContainers()) {
        for (String region : regions()) {
          targets.add(new Target(workload, name(workload), region));
        }
      }
    }
    return targets;
  }

  List<Target> workers() {
    return primary(
        blueprint.workloads().stream().filter(w -> w.kind() == WorkloadKind.WORKER).toList());
  }

  /** Jobs that bring a database up to date, in the order of the delivery. */
  List<Target> migrations() {
    return primary(
        blueprint.delivery().migrationJobs().stream()
            .flatMap(name -> blueprint.workload(name).stream())
            .toList());
  }

  List<Target> otherJobs() {
    List<String> migrations = blueprint.delivery().migrationJobs();
    return primary(
        blueprint.workloads().stream()
            .filter(w -> isJob(w) && !migrations.contains(w.name()))
            .toList());
  }

  private List<Target> primary(List<Workload> workloads) {
    String region = blueprint.project().primaryRegion();
    return !onContainers()
        ? List.of()
        : workloads.stream().map(w -> new Target(w, name(w), region)).toList();
  }

  private String name(Workload workload) {
    return CloudPipeline.of(blueprint).name(blueprint, workload);
  }

  /**
   * Shares of the traffic on the way to all of it; only the last environment has users to protect.
   */
  List<Integer> steps() {
    return isProduction()
        ? blueprint.delivery().canaryPercents().stream()
            .filter(p -> p > 0 && p < 100)
            .sorted()
            .distinct()
            .toList()
        : List.of();
  }

  /** Whether a load balancer is the only way in. */
  boolean balanced() {
    return blueprint.edge().loadBalancer() && environment.domain().isPresent();
  }

  /** Whether the service can be asked from outside by its own address. */
  boolean reachable(Workload workload) {
    return workload.exposure() == Workload.Exposure.PUBLIC && !balanced();
  }

  /** The public address that the workload's health path has, if a route leads to it. */
  Optional<String> publicHealth(Workload workload) {
    String path = healthPath(workload);
    return environment
        .domain()
        .filter(domain -> balanced() && workload.exposure() == Workload.Exposure.PUBLIC)
        .filter(domain ->
            blueprint.edge().routes().stream()
                .filter(route ->
                    route.prefix().equals("/") || (path + "/").startsWith(route.prefix() + "/"))
                .findFirst()
                .filter(route -> route.workload().equals(workload.name()))
                .isPresent())
        .map(domain -> "https://" + domain + path);
  }

  /** The variable that carries the digest of a workload's image. */
  static String image(Workload workload) {
    return "IMAGE_" + Expressions.variable(workload.image().of());
  }

  static String healthPath(Workload workload) {
    return workload.health().readiness().or(() -> workload.health().liveness()).orElse("/");
  }

  static boolean hasHealthPath(Workload workload) {
    return workload.health().readiness().isPresent() || workload.health().liveness().isPresent();
  }

  BigDecimal errorLimit() {
    return blueprint.objectives().errorRate();
  }

  /**
   * Whether some build-time setting of the image differs between environments, so that one build
   * cannot serve all.
   */
  static boolean builtPerEnvironment(Blueprint blueprint, Workload image) {
    return blueprint.environments().size() > 1
        && buildSettings(blueprint, image).stream().anyMatch(s -> differs(s.value()));
  }

  static List<Setting> buildSettings(Blueprint blueprint, Workload image) {
    return blueprint.workloads().stream()
        .filter(w -> w.image().of().equals(image.name()))
        .flatMap(w -> w.settings().stream())
        .filter(Setting::buildTime)
        .distinct()
        .toList();
  }

  private static boolean differs(Setting.Value value) {
    return switch (value) {
      case Setting.Literal ignored -> false;
      case Setting.SecretReference ignored -> false;
      case Setting.RegionName ignored -> false;
      case Setting.PerEnvironment(var values) ->
          values.stream().map(Setting.EnvironmentText::text).distinct().count() > 1;
      case Setting.DatastoreUrl ignored -> true;
      case Setting.DatastoreProperty ignored -> true;
      case Setting.WorkloadUrl ignored -> true;
      case Setting.PublicOrigin ignored -> true;
      case Setting.EnvironmentName ignored -> true;
      case Setting.AccountId ignored -> true;
    };
  }

  /** The id of the job that builds the workload's image for this environment. */
  String buildJob(Workload workload) {
    Workload image = blueprint.workload(workload.image().of()).orElse(workload);
    return buildJob(
        image, builtPerEnvironment(blueprint, image) ? Optional.of(environment) : Optional.empty());
  }

  static String buildJob(Workload image, Optional<Environment> environment) {
    return "build-" + image.name() + environment.map(e -> "-" + e.name()).orElse("");
  }
}
