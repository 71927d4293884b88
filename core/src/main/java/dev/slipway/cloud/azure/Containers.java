package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** What container apps and jobs have in common: identity, registry, image, resources, settings. */
final class Containers {

  /** Answers at port 8080, on every path that a browser would try first. */
  static final String SERVICE_PLACEHOLDER = "mcr.microsoft.com/dotnet/samples:aspnetapp";

  static final String JOB_PLACEHOLDER = "mcr.microsoft.com/k8se/quickstart-jobs:latest";

  /** The provider takes no more, although the platform would. */
  private static final int MOST_REPLICAS = 300;

  private static final Provenance REGISTRY =
      Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.pipeline");

  private final Blueprint blueprint;
  private final Workload workload;
  private final Place place;
  private final ContainerSettings settings;

  Containers(Blueprint blueprint, Workload workload, Place place) {
    this.blueprint = blueprint;
    this.workload = workload;
    this.place = place;
    this.settings = new ContainerSettings(blueprint, workload, place);
  }

  /** The variables that the workload's own settings and its image need. */
  void declare(StackPart.Builder part) {
    settings.declare(part);
    new EnvironmentInputs(blueprint, part, REGISTRY)
        .matching(
            "registry",
            "Host name of the registry that images are pulled from.",
            "^[a-z0-9]+\\.azurecr\\.[a-z.]+$",
            "Give a registry's login server, such as acme.azurecr.io.",
            e -> AzureNames.registry(blueprint) + ".azurecr.io");
    part.local(
        StackFiles.IDENTITY,
        "puller_id",
        template(
            "/subscriptions/",
            var("subscription_id"),
            "/resourceGroups/"
                + AzureNames.stateGroup(blueprint)
                + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/"
                + AzureNames.puller(blueprint)),
        "Made by the bootstrap, because the registry may be in another subscription. It may pull"
            + " images and nothing else.",
        REGISTRY);
  }

  /** The least and the most replicas, as variables. */
  Reference replicas(StackPart.Builder part, Provenance why, boolean most) {
    EnvironmentInputs inputs = new EnvironmentInputs(blueprint, part, why);
    String id = ResourceAddress.id(workload.name());
    return most
        ? inputs.number(
            id + "_max_instances",
            "Instances of " + workload.name() + " at most, which also bounds its cost.",
            1,
            MOST_REPLICAS,
            e -> bounded(1, e, true))
        : inputs.number(
            id + "_min_instances",
            "Instances of " + workload.name() + " that are always ready.",
            0,
            MOST_REPLICAS,
            e -> bounded(0, e, false));
  }

  private long bounded(int least, Environment environment, boolean most) {
    Workload.Scaling scaling = workload.scaling(environment.name());
    return Math.clamp(most ? scaling.max() : scaling.min(), least, MOST_REPLICAS);
  }

  /** What runs is decided by the pipeline once the app exists. */
  Meta pipelineOwned(Meta meta, boolean traffic) {
    Reference image = ref("template").at(number(0)).dot("container").at(number(0)).dot("image");
    Expression owned =
        traffic
            ? list(
                image,
                ref("template").at(number(0)).dot("revision_suffix"),
                ref("ingress").at(number(0)).dot("traffic_weight"))
            : list(image);
    return meta.withLifecycle(
        Body.builder()
            .set(
                "ignore_changes",
                owned,
                traffic
                    ? "The pipeline owns the image and where the traffic goes."
                    : "The pipeline owns the image.")
            .build());
  }

  /** Waits for the rights without which the first replica would not start. */
  Meta after(Meta meta) {
    List<Reference> grants = IdentityPass.grants(blueprint, workload);
    return grants.isEmpty() ? meta : meta.withDependsOn(grants);
  }

  /** The profile, the identities and the registry: what an app and a job say of themselves. */
  void frame(Body.Builder app) {
    Allocation allocation = Allocation.of(workload.compute());
    app.set("workload_profile_name", allocation.profile())
        .set("tags", local("tags"))
        .block(
            "identity",
            Body.builder()
                .set("type", "UserAssigned")
                .set("identity_ids", list(identity(), local("puller_id"))))
        .block(
            "registry",
            Body.builder().set("server", var("registry")).set("identity", local("puller_id")));
    settings.secrets(app);
  }

  private Expression identity() {
    return AzureAddresses.identity(workload.name()).reference().dot("id");
  }

  /** The container with its image, resources and settings. */
  Body.Builder container(String placeholder, boolean always) {
    Allocation allocation = Allocation.of(workload.compute());
    Body.Builder container =
        Body.builder()
            .set("name", workload.name())
            .set("image", call("lookup", var("images"), text(workload.name()), text(placeholder)))
            .set("cpu", number(allocation.cpu()))
            .set("memory", allocation.memoryText());
    boolean foreign = !workload.image().of().equals(workload.name());
    if ((always || foreign) && !workload.command().isEmpty()) {
      container.set("command", texts(workload.command()));
    }
    settings.addTo(container);
    return container;
  }

  Place place() {
    return place;
  }
}
