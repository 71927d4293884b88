package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Binary;
import dev.slipway.stack.Expression.Operator;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Function apps on the Flex Consumption plan, each with the plan and the storage it asks for. */
final class FunctionPass implements Pass {

  private static final String FILE = StackFiles.MAIN;

  /** Longer names can meet in the host ids that functions share locks by. */
  private static final int NAME_LIMIT = 32;

  private static final int MOST_INSTANCES = 1000;

  /** What an instance may have, in MB. */
  private static final List<Integer> MEMORY = List.of(512, 2048, 4096);

  @Override
  public String name() {
    return "functions";
  }

  static Expression functionName(Blueprint blueprint, String workload, Place place) {
    return AzureNames.world(blueprint, place.named(workload), NAME_LIMIT);
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (NetworkPass.functions(blueprint)) {
      for (Workload workload : Functions.of(blueprint)) {
        for (Place place : Place.all(blueprint)) {
          FunctionStorage.add(blueprint, workload, place, part);
          plan(blueprint, workload, place, part);
          function(blueprint, workload, place, part);
        }
      }
    }
    return part.build();
  }

  private static Provenance why(Workload workload) {
    String base = "workload." + workload.name() + ".";
    return Provenance.of(
        workload.element(), base + "kind", base + "resources", base + "scaling", "platform");
  }

  private static ResourceAddress plan(Workload workload) {
    return ResourceAddress.managed("azurerm_service_plan", ResourceAddress.id(workload.name()));
  }

  private static void plan(
      Blueprint blueprint, Workload workload, Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.of(plan(workload)),
        "Costs nothing by itself; a plan of this kind holds one app.",
        place.meta(),
        Body.builder()
            .set(
                "name",
                text(AzureNames.resource(blueprint, place.named(workload.name()))),
                String.join(
                    "\n",
                    Checkov.skip(
                        "CKV_AZURE_212", "Flex Consumption decides how many instances there are"),
                    Checkov.skip(
                        "CKV_AZURE_225", "zones cost always-ready instances in each of them")))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("location", place.location())
            .set("os_type", "Linux")
            .set("sku_name", "FC1")
            .set("tags", local("tags")),
        why(workload));
  }

  private static void function(
      Blueprint blueprint, Workload workload, Place place, StackPart.Builder part) {
    ContainerSettings settings = new ContainerSettings(blueprint, workload, place);
    settings.declare(part);
    Provenance why = why(workload);
    Reference min = new Containers(blueprint, workload, place).replicas(part, why, false);
    Reference max = new Containers(blueprint, workload, place).replicas(part, why, true);
    Body.Builder body =
        Body.builder()
            .set("name", functionName(blueprint, workload.name(), place))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("location", place.location())
            .set("service_plan_id", place.one(plan(workload)).dot("id"))
            .set("runtime_name", runtime(workload))
            .set("runtime_version", version(workload))
            .set("instance_memory_in_mb", memory(workload))
            .set("maximum_instance_count", max)
            .set(
                "http_concurrency", Math.clamp(workload.compute().concurrency(), 1, MOST_INSTANCES))
            .set("https_only", true)
            .set("webdeploy_publish_basic_authentication_enabled", false);
    Functions.reach(blueprint, workload, place, body);
    FunctionStorage.use(workload, place, body);
    if (NetworkPass.needed(blueprint)) {
      body.set("virtual_network_subnet_id", place.one(AzureAddresses.FUNCTIONS_SUBNET).dot("id"));
    }
    settings(settings, body);
    body.set("tags", local("tags"))
        .block("identity", identity(settings, workload))
        .add(alwaysReady(min))
        .block("site_config", Functions.site(blueprint, workload, place));
    part.resource(
        FILE,
        place.of(AzureAddresses.function(workload.name())),
        workload.description() + " The pipeline deploys its code.",
        meta(blueprint, workload, place),
        body,
        why);
  }

  private static Meta meta(Blueprint blueprint, Workload workload, Place place) {
    List<Reference> grants = IdentityPass.grants(blueprint, workload);
    return grants.isEmpty() ? place.meta() : place.meta().withDependsOn(grants);
  }

  /**
   * References to the vault are resolved by the app's own identity: the provider names no other.
   */
  private static Body.Builder identity(ContainerSettings settings, Workload workload) {
    return Body.builder()
        .set("type", settings.hides() ? "SystemAssigned, UserAssigned" : "UserAssigned")
        .set("identity_ids", list(AzureAddresses.identity(workload.name()).reference().dot("id")));
  }

  private static void settings(ContainerSettings settings, Body.Builder body) {
    SequencedMap<String, Expression> values = new LinkedHashMap<>();
    for (ContainerSettings.Entry entry : settings.entries()) {
      switch (entry) {
        case ContainerSettings.Entry.Plain(String name, Expression value) ->
            values.put(name, value);
        case ContainerSettings.Entry.Hidden(String name, String _, Expression secret) ->
            values.put(name, template("@Microsoft.KeyVault(SecretUri=", secret, ")"));
      }
    }
    body.set("app_settings", object(values));
  }

  private static Body.Block alwaysReady(Reference min) {
    Body content =
        Body.builder()
            .set("for_each", when(new Binary(Operator.GREATER, min, number(0)), list(min), list()))
            .block(
                "content",
                Body.builder().set("name", "http").set("instance_count", ref("always_ready.value")))
            .build();
    return new Body.Block("dynamic", List.of("always_ready"), content, "", Optional.empty());
  }

  private static String runtime(Workload workload) {
    return switch (workload.source().language()) {
      case PYTHON -> "python";
      case NODE -> "node";
      // A program of its own behind the host, which Azure calls a custom handler.
      case GO -> "custom";
    };
  }

  private static String version(Workload workload) {
    String version = workload.source().languageVersion();
    return switch (workload.source().language()) {
      case PYTHON -> version;
      case NODE -> version.split("\\.", 2)[0];
      case GO -> "1.0";
    };
  }

  private static int memory(Workload workload) {
    return MEMORY.stream()
        .filter(m -> m >= workload.compute().memoryMib())
        .findFirst()
        .orElseGet(MEMORY::getLast);
  }
}
