package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Body.Argument;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The registry, one for all environments and kept in production, and the identity that pulls from
 * it in each of them.
 */
final class BootstrapRegistry {

  private static final String FILE = "registry.tf";
  private static final ResourceAddress REGISTRY =
      ResourceAddress.managed("azurerm_container_registry", "images");
  private static final ResourceAddress PULLER = BootstrapFederation.identity("puller");
  private static final int KEPT_IMAGES = 30;
  private static final int KEPT_DAYS = 90;

  private BootstrapRegistry() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    Reference registry = REGISTRY.reference().at(number(0));
    part.resource(
        FILE,
        REGISTRY,
        "",
        BootstrapFederation.onlyAtHome(),
        registry(blueprint),
        BootstrapStack.WHY);
    cleanUp(blueprint, registry, part);
    assignment(
        part,
        "builder_pushes",
        "",
        BootstrapFederation.onlyAtHome(),
        registry.dot("id"),
        BootstrapFederation.identity("builder").reference().at(number(0)),
        "AcrPush");
    puller(blueprint, part);
    BootstrapFederation.output(
        part,
        "IMAGE_REPOSITORY",
        BootstrapFederation.atHome(
            template(registry.dot("login_server"), "/" + blueprint.project().slug())),
        "variable of the repository");
  }

  private static Body.Builder registry(Blueprint blueprint) {
    List<Place> others = Place.all(blueprint).stream().filter(p -> !p.isPrimary()).toList();
    Body.Builder body =
        Body.builder()
            .add(
                new Argument(
                    "name",
                    AzureNames.storage(blueprint, "images"),
                    skips(!others.isEmpty()),
                    Optional.empty()))
            .set("resource_group_name", BootstrapState.GROUP.reference().dot("name"))
            .set("location", var("location"));
    if (others.isEmpty()) {
      body.set(
          "sku",
          text("Basic"),
          "10 GiB and the same security; Premium costs ten times as much for copies in other"
              + " regions.");
    } else {
      body.set(
          "sku",
          text("Premium"),
          "Ten times the price of Basic, for copies: without its image nothing starts in another"
              + " region\nwhile this one is down.");
    }
    body.set("admin_enabled", false).set("tags", local("tags"));
    for (Place other : others) {
      body.block(
          "georeplications",
          Body.builder()
              .set("location", other.region())
              .set("global_endpoint_routing_enabled", true)
              .set("zone_redundancy_enabled", other.zones()));
    }
    return body;
  }

  private static String skips(boolean premium) {
    String scanned = "the pipeline scans every image before it is pushed";
    String premiumOnly = "Premium only";
    String common =
        String.join(
            "\n",
            Checkov.skip("CKV_AZURE_139", "GitHub's runners push from changing addresses"),
            Checkov.skip("CKV_AZURE_163", scanned),
            Checkov.skip(
                "CKV_AZURE_164", "images are pulled by digest and attested by the pipeline"),
            Checkov.skip("CKV_AZURE_166", scanned),
            Checkov.skip("CKV_AZURE_167", "the task below removes what has no tag"),
            Checkov.skip("CKV_AZURE_237", "no firewall here has to tell registries apart"));
    return premium
        ? common
        : common
            + "\n"
            + Checkov.skip("CKV_AZURE_165", premiumOnly)
            + "\n"
            + Checkov.skip("CKV_AZURE_233", premiumOnly);
  }

  /** The registry's own policies for old images exist in Premium, and only for untagged ones. */
  private static void cleanUp(Blueprint blueprint, Reference registry, StackPart.Builder part) {
    part.resource(
        FILE,
        ResourceAddress.managed("azurerm_container_registry_task", "clean_up"),
        "Ninety days; the newest thirty of each image stay however old they are, so that a rollback"
            + " finds its image.",
        BootstrapFederation.onlyAtHome(),
        Body.builder()
            .set("name", "clean-up")
            .set("container_registry_id", registry.dot("id"))
            .set("tags", local("tags"))
            .block("platform", Body.builder().set("os", "Linux"))
            .block(
                "encoded_step",
                Body.builder()
                    .set(
                        "task_content", call("base64encode", call("yamlencode", purge(blueprint)))))
            .block("agent_setting", Body.builder().set("cpu", 2))
            .block(
                "timer_trigger",
                Body.builder()
                    .set("name", "weekly")
                    .set("schedule", "30 4 * * 0")
                    .set("enabled", bool(true))),
        BootstrapStack.WHY);
  }

  private static Expression purge(Blueprint blueprint) {
    SequencedMap<String, Expression> step = new LinkedHashMap<>();
    step.put(
        "cmd",
        text(
            "acr purge --filter '"
                + blueprint.project().slug()
                + "/.*:.*' --ago "
                + KEPT_DAYS
                + "d --keep "
                + KEPT_IMAGES
                + " --untagged"));
    step.put("disableWorkingDirectoryOverride", bool(true));
    step.put("timeout", number(3600));
    SequencedMap<String, Expression> task = new LinkedHashMap<>();
    task.put("version", text("v1.1.0"));
    task.put("steps", list(object(step)));
    return object(task);
  }

  private static void puller(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        PULLER,
        "",
        Body.builder()
            .set("name", AzureNames.puller(blueprint))
            .set("resource_group_name", BootstrapState.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("tags", local("tags")),
        BootstrapStack.WHY);
    part.local(
        FILE,
        "registry_id",
        template(
            "/subscriptions/",
            var("registry_subscription_id"),
            "/resourceGroups/"
                + AzureNames.stateGroup(blueprint)
                + "/providers/Microsoft.ContainerRegistry/registries/"
                + AzureNames.registry(blueprint)),
        "",
        BootstrapStack.WHY);
    assignment(
        part,
        "puller",
        "Apps of this environment pull images as this identity, wherever the registry is.",
        Meta.NONE.withDependsOn(List.of(REGISTRY.reference())),
        local("registry_id"),
        PULLER.reference(),
        "AcrPull");
  }

  private static void assignment(
      StackPart.Builder part,
      String name,
      String comment,
      Meta meta,
      Expression scope,
      Reference identity,
      String role) {
    part.resource(
        FILE,
        BootstrapRoles.assignment(name),
        comment,
        meta,
        Body.builder()
            .set("scope", scope)
            .set("principal_id", identity.dot("principal_id"))
            .set("principal_type", "ServicePrincipal")
            .set("role_definition_name", role),
        BootstrapStack.WHY);
  }
}
