package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Project;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackAssembly;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/** Puts the parts together: settings, provider, enabled APIs, values per environment. */
final class MainStack {

  /** Enabled before anything else; what is created first waits for it. */
  static final ResourceAddress SERVICES =
      ResourceAddress.managed("google_project_service", "enabled");

  /** Facts about the project itself, its number above all. */
  static final ResourceAddress PROJECT = ResourceAddress.data("google_project", "current");

  static final String TERRAFORM_VERSION = ">= 1.11";
  static final String PROVIDER_VERSION = ">= 7.45, < 8.0";

  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.PROJECT), "cloud", "environments");
  private static final Provenance LABELS =
      Provenance.of(Element.of(Element.Kind.PROJECT), "labels");

  private MainStack() {}

  static Stack of(Blueprint blueprint, List<StackPart> parts) {
    List<StackPart> all = new ArrayList<>();
    all.add(foundation(blueprint));
    all.addAll(parts);
    return new Stack(
        "terraform",
        settings(),
        List.of(
            new Stack.ProviderConfiguration(
                "google", Optional.empty(), StackFiles.MAIN, provider(), WHY)),
        StackAssembly.variables(all),
        StackAssembly.locals(all),
        resources(all),
        StackAssembly.outputs(all),
        variableFiles(blueprint, all),
        FileComments.of(blueprint));
  }

  private static Stack.Settings settings() {
    return new Stack.Settings(
        StackFiles.VERSIONS,
        TERRAFORM_VERSION,
        List.of(new Stack.RequiredProvider("google", "hashicorp/google", PROVIDER_VERSION)),
        Optional.of(new Body.Block("backend", List.of("gcs"), Body.EMPTY, "", Optional.empty())),
        WHY);
  }

  private static Body provider() {
    return Body.builder()
        .set("project", var("project_id"))
        .set("region", var("region"))
        .set("default_labels", local("labels"))
        .build();
  }

  private static StackPart foundation(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    identifyingVariables(blueprint, part);
    part.local(StackFiles.MAIN, "labels", labels(blueprint), "", LABELS);
    part.service("cloudresourcemanager.googleapis.com").service("iam.googleapis.com");
    part.resource(
        StackFiles.MAIN, PROJECT, "", Body.builder().set("project_id", var("project_id")), WHY);
    return part.build();
  }

  private static void identifyingVariables(Blueprint blueprint, StackPart.Builder part) {
    EnvironmentInputs inputs = new EnvironmentInputs(blueprint, part, WHY);
    inputs.matching(
        "project_id",
        "Google Cloud project that holds this environment.",
        "^[a-z][a-z0-9-]{4,28}[a-z0-9]$",
        "Give a project id: 6 to 30 lower-case letters, digits and hyphens.",
        Environment::accountId);
    inputs.choice(
        "environment",
        "Name of the environment.",
        blueprint.environments().stream().map(Environment::name).toList(),
        Environment::name);
    inputs.matching(
        "region",
        "Region of everything that exists in one region only.",
        "^[a-z]+-[a-z]+[0-9]+$",
        "Give a region such as europe-west1.",
        e -> blueprint.project().primaryRegion());
    if (Placement.multiRegional(blueprint)) {
      inputs.texts(
          "regions",
          "Regions in which the services run, the primary one first.",
          e ->
              e.equals(blueprint.production())
                  ? blueprint.project().regions()
                  : List.of(blueprint.project().primaryRegion()));
    }
    inputs.flag(
        "deletion_protection",
        "Whether what holds data refuses to be destroyed.",
        Environment::deletionProtection);
    if (!Requirement.kubernetes(blueprint)) {
      part.variable(
          StackFiles.VARIABLES,
          "images",
          call("map", ref("string")),
          "Container images by digest, by workload. Only read when a workload is created:"
              + " afterwards the pipeline owns the image. Without an entry it starts with a"
              + " placeholder, which a command of its own cannot run in.",
          Optional.of(object(Map.of())),
          WHY);
    }
  }

  private static Expression labels(Blueprint blueprint) {
    SequencedMap<String, Expression> labels = new LinkedHashMap<>();
    for (Project.Label label : blueprint.project().labels()) {
      labels.put(label.key(), text(label.value()));
    }
    labels.put("environment", var("environment"));
    labels.put("managed-by", text("terraform"));
    return object(labels);
  }

  private static Resource enabledServices(List<StackPart> parts) {
    TreeSet<String> services = new TreeSet<>();
    parts.forEach(part -> services.addAll(part.services()));
    return new Resource(
        SERVICES,
        StackFiles.MAIN,
        "",
        Resource.Meta.NONE.withForEach(call("toset", texts(List.copyOf(services)))),
        Body.builder()
            .set("service", ref("each.value"))
            .set(
                "disable_on_destroy",
                bool(false),
                "Others in the project may use the API; switching it off would take their resources"
                    + " down.")
            .build(),
        WHY);
  }

  private static List<Resource> resources(List<StackPart> parts) {
    List<Resource> resources = new ArrayList<>();
    resources.add(enabledServices(parts));
    StackAssembly.resources(parts).stream().map(Ordering::afterServices).forEach(resources::add);
    return List.copyOf(resources);
  }

  private static List<VariableFile> variableFiles(Blueprint blueprint, List<StackPart> parts) {
    List<VariableFile> files = new ArrayList<>();
    for (Environment environment : blueprint.environments()) {
      files.add(
          new VariableFile(
              environment.name(),
              "environments/" + environment.name() + ".tfvars",
              "",
              StackAssembly.values(parts, environment)));
      files.add(backend(environment));
    }
    return List.copyOf(files);
  }

  private static VariableFile backend(Environment environment) {
    return new VariableFile(
        environment.name(),
        "environments/" + environment.name() + ".gcs.tfbackend",
        "terraform init -backend-config=environments/" + environment.name() + ".gcs.tfbackend",
        List.of(
            new VariableFile.Value(
                "bucket",
                text(GcpNames.bucket(environment.accountId(), "terraform-state")),
                "",
                WHY),
            new VariableFile.Value("prefix", text("main"), "", WHY)));
  }
}
