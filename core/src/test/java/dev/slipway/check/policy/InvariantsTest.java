package dev.slipway.check.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.CloudBlueprints;
import dev.slipway.blueprint.Control;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Measure;
import dev.slipway.blueprint.RandomBlueprints;
import dev.slipway.blueprint.Workload;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.cloud.CloudStacks;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.evidence.Evidence;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.stack.Evaluation;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.RiskLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds of every design on every cloud, tried on designs drawn at random. A failure names the
 * seed that draws the design again.
 */
class InvariantsTest {

  private static final int DRAWN = Integer.getInteger("slipway.drawn", 150);

  private interface Invariant {
    List<String> broken(Blueprint blueprint, CloudStacks stacks);
  }

  private static void holds(Cloud cloud, int drawn, Invariant invariant) {
    List<String> broken = new ArrayList<>();
    for (long seed = 1; seed <= drawn; seed++) {
      Blueprint blueprint = CloudBlueprints.on(cloud, RandomBlueprints.draw(seed));
      try {
        CloudStacks stacks = CloudBlueprints.lower(blueprint);
        for (String problem : invariant.broken(blueprint, stacks)) {
          broken.add("seed " + seed + ": " + problem);
        }
      } catch (RuntimeException e) {
        broken.add("seed " + seed + ": " + e + " at " + e.getStackTrace()[0]);
      }
    }
    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Cloud.class)
  void keepsEveryPromise(Cloud cloud) {
    holds(
        cloud,
        DRAWN,
        (blueprint, stacks) ->
            PromiseCheck.check(blueprint, stacks.main(), stacks.bootstrap(), List.of()).stream()
                .map(d -> d.code() + " " + d.detail())
                .toList());
  }

  @ParameterizedTest
  @EnumSource(Cloud.class)
  void writesOnlyWhatTheCheckAccepts(Cloud cloud) {
    holds(
        cloud,
        Math.max(1, DRAWN / 5),
        (blueprint, stacks) -> {
          List<String> problems = new ArrayList<>(problems(stacks.main()));
          problems.addAll(problems(stacks.bootstrap()));
          return problems;
        });
  }

  @ParameterizedTest
  @EnumSource(Cloud.class)
  void meetsTheSameObjectives(Cloud cloud) {
    holds(
        cloud,
        DRAWN,
        (blueprint, stacks) -> {
          List<Control> controls =
              objectives(blueprint).stream()
                  .map(m ->
                      new Control(
                          m.name(),
                          "",
                          RiskLevel.HIGH,
                          List.of(m),
                          Optional.empty(),
                          Evidence.assumed("drawn")))
                  .toList();
          return ControlCheck.verify(
                  Blueprints.edit(blueprint).with(controls).build(),
                  stacks.main(),
                  stacks.bootstrap(),
                  List.of())
              .stream()
              .filter(v -> v.status() != ControlVerdict.Status.SATISFIED)
              .map(v -> v.control().id() + " " + v.gap())
              .toList();
        });
  }

  /** What a blueprint promises, and every cloud has to keep. */
  private static List<Measure> objectives(Blueprint blueprint) {
    List<Measure> objectives =
        new ArrayList<>(List.of(Measure.LEAST_PRIVILEGE, Measure.LOG_RETENTION));
    List<Datastore.Relational> databases = blueprint.datastores(Datastore.Relational.class);
    String production = blueprint.production().name();
    if (!databases.isEmpty()) {
      objectives.addAll(
          List.of(
              Measure.BACKUPS,
              Measure.DELETION_PROTECTION,
              Measure.PRIVATE_DATABASE,
              Measure.DATABASE_TLS,
              Measure.ENCRYPTION_AT_REST));
      boolean available =
          databases.stream().allMatch(d -> d.size(production).highAvailability())
              && blueprint.datastores(Datastore.Cache.class).stream()
                  .allMatch(c -> c.size(production).highAvailability());
      if (available) {
        objectives.add(Measure.HIGH_AVAILABILITY);
      }
    }
    boolean restorable =
        blueprint.datastores(Datastore.Document.class).stream()
            .allMatch(Datastore.Document::pointInTimeRecovery);
    if (!databases.isEmpty() && restorable) {
      objectives.add(Measure.POINT_IN_TIME_RECOVERY);
    }
    if (!blueprint.observability().alerts().isEmpty() && measurable(blueprint)) {
      objectives.add(Measure.MONITORING_AND_ALERTS);
    }
    if (blueprint.budget().monthly().isPresent()) {
      objectives.add(Measure.BUDGET_ALERTS);
    }
    return objectives;
  }

  // Without a load balancer AWS counts no requests, so what watches those of an internal service
  // has no alarm there, and the control for it stays open.
  private static boolean measurable(Blueprint blueprint) {
    return blueprint.project().cloud() != Cloud.AWS
        || blueprint.observability().alerts().stream()
            .filter(a -> a.logMetric().isEmpty())
            .flatMap(a -> blueprint.workload(a.target().name()).stream())
            .allMatch(w -> w.exposure() == Workload.Exposure.PUBLIC);
  }

  @ParameterizedTest
  @EnumSource(Cloud.class)
  void givesEveryResourceANameOfItsOwn(Cloud cloud) {
    holds(
        cloud,
        DRAWN,
        (blueprint, stacks) -> {
          Evaluation production = Evaluation.of(stacks.main(), blueprint.production().name());
          Set<String> names = new TreeSet<>();
          List<String> twice = new ArrayList<>();
          for (Resource resource : stacks.main().resources()) {
            // What a name is unique among: its type, its region and whatever it is a part of.
            String among =
                resource.address().type()
                    + resource.meta().provider()
                    + resource.body().argument("location")
                    + resource.body().argument("resource_group_name")
                    + resource.body().argument("region")
                    + resource.body().argument("server_id")
                    + resource.body().argument("server_name")
                    + resource.body().argument("scope");
            boolean named = UNIQUE.contains(resource.address().type());
            resource
                .body()
                .argument("name")
                .filter(_ -> named)
                .flatMap(production::text)
                .filter(name -> !names.add(among + " " + name))
                .ifPresent(name -> twice.add(resource.address() + " is named " + name + " too"));
          }
          return twice;
        });
  }

  /** Types whose names are unique in an account or a resource group. */
  private static final Set<String> UNIQUE =
      new TreeSet<>(
          List.of(
              "aws_ecs_service",
              "aws_iam_role",
              "aws_lambda_function",
              "aws_lb_target_group",
              "aws_secretsmanager_secret",
              "aws_security_group",
              "aws_sqs_queue",
              "azurerm_container_app",
              "azurerm_container_app_job",
              "azurerm_key_vault_secret",
              "azurerm_private_endpoint",
              "azurerm_user_assigned_identity",
              "google_cloud_run_v2_job",
              "google_cloud_run_v2_service",
              "google_pubsub_topic"));

  private static List<String> problems(Stack stack) {
    Map<String, String> files = new LinkedHashMap<>();
    TerraformEmitter.emit(stack).forEach(file -> files.put(file.path(), file.text()));
    Outcome<Configuration> loaded =
        ModuleLoader.load(MemorySourceTree.of("stack", files), stack.folder());
    List<Diagnostic> problems = new ArrayList<>(loaded.diagnostics());
    problems.addAll(ValidityCheck.check(loaded.value()));
    return problems.stream()
        .filter(d -> d.severity() == Severity.ERROR)
        .map(d -> d.code() + " " + d.address().orElse("") + " " + d.detail())
        .toList();
  }
}
