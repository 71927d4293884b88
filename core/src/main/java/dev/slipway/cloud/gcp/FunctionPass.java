package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Cloud Run functions, built from an archive in a bucket that the pipeline fills. */
final class FunctionPass implements Pass {

  private static final String FILE = StackFiles.MAIN;
  private static final ResourceAddress SOURCES =
      ResourceAddress.managed("google_storage_bucket", "function_sources");

  @Override
  public String name() {
    return "functions";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    List<Workload> functions =
        blueprint.workloads().stream().filter(w -> w.kind() == WorkloadKind.FUNCTION).toList();
    if (functions.isEmpty() || Requirement.kubernetes(blueprint)) {
      return part.build();
    }
    List.of("cloudfunctions", "cloudbuild", "run", "artifactregistry", "storage")
        .forEach(api -> part.service(api + ".googleapis.com"));
    Element project = Element.of(Element.Kind.PROJECT);
    sources(blueprint, part, Provenance.of(project, "platform"));
    functions.forEach(workload -> function(blueprint, workload, part));
    return part.build();
  }

  private static void sources(Blueprint blueprint, StackPart.Builder part, Provenance why) {
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                BucketPass.name("function-sources"),
                Checkov.skip(
                    "CKV_GCP_62",
                    "only the pipeline writes here, and what it did is in the audit logs"))
            .set("location", var("region"))
            .set("uniform_bucket_level_access", true)
            .set("public_access_prevention", "enforced")
            .block("versioning", Body.builder().set("enabled", true))
            .block(
                "lifecycle_rule",
                Body.builder()
                    .block("action", Body.builder().set("type", "Delete"))
                    .block("condition", Body.builder().set("num_newer_versions", 10)));
    if (Requirement.customerManagedKeys(blueprint)) {
      body.block("encryption", Encryption.with(blueprint, Body.builder(), "default_kms_key_name"));
    }
    part.resource(
        FILE,
        SOURCES,
        "Archives of the functions' code. Before the first apply: terraform apply -target="
            + SOURCES
            + ",\nthen upload NAME.zip for each function.",
        Encryption.after(blueprint, "storage"),
        body,
        why);
  }

  private static void function(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    String base = "workload." + workload.name() + ".";
    Provenance why =
        Provenance.of(workload.element(), base + "kind", base + "resources", base + "scaling");
    ContainerSettings settings =
        new ContainerSettings(blueprint, workload, Placement.region(blueprint));
    settings.declare(part);
    Containers containers = new Containers(blueprint, workload);
    Meta meta =
        containers
            .after(Placement.meta(blueprint), settings.grants())
            .withLifecycle(
                Body.builder()
                    .set(
                        "ignore_changes",
                        list(
                            ref("build_config").at(number(0)).dot("source"),
                            ref("build_config").at(number(0)).dot("docker_repository")),
                        "The pipeline owns the code.")
                    .build());
    part.resource(
        FILE,
        GcpAddresses.function(workload.name()),
        workload.description(),
        meta,
        Body.builder()
            .set("name", GcpNames.service(blueprint, workload.name()))
            .set("location", Placement.region(blueprint))
            .block("build_config", build(workload))
            .block("service_config", service(blueprint, workload, containers, settings, part, why)),
        why);
    if (workload.exposure() == Exposure.PUBLIC) {
      anybody(blueprint, workload, part, why);
    }
  }

  private static Body.Builder build(Workload workload) {
    return Body.builder()
        .set("runtime", runtime(workload.source()))
        .set("entry_point", workload.command().isEmpty() ? "main" : workload.command().getLast())
        .block(
            "source",
            Body.builder()
                .block(
                    "storage_source",
                    Body.builder()
                        .set("bucket", SOURCES.reference().dot("name"))
                        .set("object", workload.name() + ".zip")));
  }

  private static String runtime(Workload.Source source) {
    String version = source.languageVersion();
    return switch (source.language()) {
      case PYTHON -> "python" + version.replace(".", "");
      case NODE -> "nodejs" + version.split("\\.", 2)[0];
      case GO -> "go" + version.replace(".", "");
    };
  }

  private static Body.Builder service(
      Blueprint blueprint,
      Workload workload,
      Containers containers,
      ContainerSettings settings,
      StackPart.Builder part,
      Provenance why) {
    String id = ResourceAddress.id(workload.name());
    EnvironmentInputs inputs = new EnvironmentInputs(blueprint, part, why);
    Reference min = inputs.minInstances(workload);
    Reference max = inputs.maxInstances(workload);
    Body.Builder body =
        Body.builder()
            .set(
                "service_account_email",
                GcpAddresses.identity(workload.name()).reference().dot("email"))
            .set("available_cpu", Containers.cpu(workload.compute().cpu()))
            .set("available_memory", workload.compute().memoryMib() + "Mi")
            .set("max_instance_request_concurrency", ServicePass.concurrency(workload.compute()))
            .set("timeout_seconds", Math.clamp(workload.compute().timeout().toSeconds(), 1, 3600))
            .set("min_instance_count", min)
            .set("max_instance_count", max)
            .set("ingress_settings", ingress(blueprint, workload))
            .set("all_traffic_on_latest_revision", true);
    if (containers.networked()) {
      body.set(
              "direct_vpc_egress",
              blueprint.network().nat()
                  ? "VPC_EGRESS_ALL_TRAFFIC"
                  : "VPC_EGRESS_PRIVATE_RANGES_ONLY")
          .block(
              "direct_vpc_network_interface",
              Body.builder().set("subnetwork", Placement.subnetwork(blueprint)));
    }
    environment(body, settings);
    return body;
  }

  private static void environment(Body.Builder body, ContainerSettings settings) {
    SequencedMap<String, Expression> plain = new LinkedHashMap<>();
    for (ContainerSettings.Entry entry : settings.entries()) {
      switch (entry) {
        case ContainerSettings.Entry.Plain(String name, Expression value) -> plain.put(name, value);
        case ContainerSettings.Entry.Hidden(String name, Reference secret) ->
            body.block(
                "secret_environment_variables",
                Body.builder()
                    .set("key", name)
                    .set("project_id", var("project_id"))
                    .set("secret", secret.dot("secret_id"))
                    .set("version", "latest"));
      }
    }
    if (!plain.isEmpty()) {
      body.set("environment_variables", object(plain));
    }
  }

  private static Expression ingress(Blueprint blueprint, Workload workload) {
    return switch (workload.exposure()) {
      case PUBLIC -> Front.choose(blueprint, text("ALLOW_INTERNAL_AND_GCLB"), text("ALLOW_ALL"));
      case INTERNAL, NONE ->
          blueprint.network().needed() || !Front.called(blueprint, workload)
              ? text("ALLOW_INTERNAL_ONLY")
              : text("ALLOW_ALL");
    };
  }

  private static void anybody(
      Blueprint blueprint, Workload workload, StackPart.Builder part, Provenance why) {
    part.resource(
        FILE,
        ResourceAddress.managed(
            "google_cloud_run_v2_service_iam_member",
            ResourceAddress.id(workload.name()) + "_public"),
        "Anybody may call it; its ingress decides by which way.",
        Placement.meta(blueprint),
        Body.builder()
            .set(
                "name",
                Placement.beside(blueprint, GcpAddresses.function(workload.name())).dot("name"),
                Checkov.skip("CKV_GCP_102", "the design makes this function public"))
            .set("location", Placement.region(blueprint))
            .set("role", "roles/run.invoker")
            .set("member", "allUsers"),
        why);
  }
}
