package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
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
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Puts the parts together: settings, provider, values per environment. */
final class MainStack {

  static final String TERRAFORM_VERSION = ">= 1.11";
  static final String PROVIDER_VERSION = ">= 5.100, < 7.0";

  /** The alias of the provider for what AWS keeps in us-east-1 only. */
  static final String GLOBAL = "global";

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
        providers(blueprint),
        StackAssembly.variables(all),
        StackAssembly.locals(all),
        PermissionsBoundary.around(blueprint, StackAssembly.resources(all)),
        StackAssembly.outputs(all),
        variableFiles(blueprint, all),
        List.of());
  }

  private static Stack.Settings settings() {
    return new Stack.Settings(
        StackFiles.VERSIONS,
        TERRAFORM_VERSION,
        List.of(new Stack.RequiredProvider("aws", "hashicorp/aws", PROVIDER_VERSION)),
        Optional.of(new Body.Block("backend", List.of("s3"), Body.EMPTY, "", Optional.empty())),
        WHY);
  }

  private static List<Stack.ProviderConfiguration> providers(Blueprint blueprint) {
    List<Stack.ProviderConfiguration> providers = new ArrayList<>();
    providers.add(configuration(Optional.empty(), var("region")));
    if (Doors.fronted(blueprint) || HealthChecks.wanted(blueprint)) {
      providers.add(configuration(Optional.of(GLOBAL), text("us-east-1")));
    }
    if (Place.multiRegional(blueprint)) {
      // A provider has to have some region even where nothing is made in a second one.
      providers.add(
          configuration(
              Optional.of(Place.ALIAS), call("coalesce", Place.SECOND_REGION, var("region"))));
    }
    return List.copyOf(providers);
  }

  private static Stack.ProviderConfiguration configuration(
      Optional<String> alias, Expression region) {
    return new Stack.ProviderConfiguration("aws", alias, StackFiles.MAIN, provider(region), WHY);
  }

  private static Body provider(Expression region) {
    return Body.builder()
        .set("region", region)
        .set(
            "allowed_account_ids",
            list(var("account_id")),
            "A plan with another account's credentials is refused.")
        .block("default_tags", Body.builder().set("tags", local("tags")))
        .build();
  }

  private static StackPart foundation(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    EnvironmentInputs inputs = new EnvironmentInputs(blueprint, part, WHY);
    inputs.matching(
        "account_id",
        "AWS account that holds this environment.",
        "^[0-9]{12}$",
        "Give the twelve digits of an account's id.",
        Environment::accountId);
    inputs.choice(
        "environment",
        "Name of the environment.",
        blueprint.environments().stream().map(Environment::name).toList(),
        Environment::name);
    inputs.matching(
        "region",
        "Region of everything that exists in one region only.",
        "^[a-z]{2}(-[a-z]+)+-[0-9]$",
        "Give a region such as eu-central-1.",
        e -> blueprint.project().primaryRegion());
    if (Place.multiRegional(blueprint)) {
      inputs.matching(
          "secondary_region",
          "Second region, for production. Empty: there is none.",
          "^([a-z]{2}(-[a-z]+)+-[0-9])?$",
          "Give a region such as eu-central-1, or nothing.",
          e -> e.equals(blueprint.production()) ? blueprint.project().regions().get(1) : "");
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
    part.local(StackFiles.MAIN, "tags", tags(blueprint), "", LABELS);
    return part.build();
  }

  private static Expression tags(Blueprint blueprint) {
    SequencedMap<String, Expression> tags = new LinkedHashMap<>();
    for (Project.Label label : blueprint.project().labels()) {
      tags.put(label.key(), text(label.value()));
    }
    tags.put("environment", var("environment"));
    tags.put("managed-by", text("terraform"));
    return object(tags);
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
      files.add(backend(blueprint, environment));
    }
    return List.copyOf(files);
  }

  private static VariableFile backend(Blueprint blueprint, Environment environment) {
    return new VariableFile(
        environment.name(),
        "environments/" + environment.name() + ".s3.tfbackend",
        "terraform init -backend-config=environments/" + environment.name() + ".s3.tfbackend",
        List.of(
            new VariableFile.Value(
                "bucket", text(AwsNames.stateBucket(blueprint, environment)), "", WHY),
            new VariableFile.Value("key", text("main/terraform.tfstate"), "", WHY),
            new VariableFile.Value("region", text(blueprint.project().primaryRegion()), "", WHY),
            new VariableFile.Value("encrypt", bool(true), "", WHY),
            new VariableFile.Value(
                "use_lockfile", bool(true), "S3 keeps the lock itself; no table is needed.", WHY)));
  }
}
