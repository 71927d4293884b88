package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
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
  static final String PROVIDER_VERSION = ">= 5.2, < 6.0";

  /** The first that has ephemeral passwords. */
  private static final String RANDOM_VERSION = ">= 3.7, < 4.0";

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
        settings(all),
        List.of(
            new Stack.ProviderConfiguration(
                "azurerm", Optional.empty(), StackFiles.MAIN, provider(), WHY)),
        StackAssembly.variables(all),
        StackAssembly.locals(all),
        StackAssembly.resources(all),
        StackAssembly.outputs(all),
        variableFiles(blueprint, all),
        FileComments.of(blueprint));
  }

  private static Stack.Settings settings(List<StackPart> parts) {
    List<Stack.RequiredProvider> providers = new ArrayList<>();
    providers.add(new Stack.RequiredProvider("azurerm", "hashicorp/azurerm", PROVIDER_VERSION));
    if (StackAssembly.resources(parts).stream()
        .anyMatch(r -> r.address().type().startsWith("random_"))) {
      providers.add(new Stack.RequiredProvider("random", "hashicorp/random", RANDOM_VERSION));
    }
    return new Stack.Settings(
        StackFiles.VERSIONS,
        TERRAFORM_VERSION,
        List.copyOf(providers),
        Optional.of(
            new Body.Block("backend", List.of("azurerm"), Body.EMPTY, "", Optional.empty())),
        WHY);
  }

  private static Body provider() {
    return Body.builder()
        .set("subscription_id", var("subscription_id"))
        .set("storage_use_azuread", bool(true), "Identities open storage, never its keys.")
        .set(
            "resource_provider_registrations",
            text("none"),
            "The bootstrap has turned on what is used here; the pipeline may not.")
        .block("features", Body.builder())
        .build();
  }

  private static StackPart foundation(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    EnvironmentInputs inputs = new EnvironmentInputs(blueprint, part, WHY);
    inputs.matching(
        "subscription_id",
        "Azure subscription that holds this environment.",
        "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
        "Give a subscription's id, a UUID.",
        Environment::accountId);
    inputs.choice(
        "environment",
        "Name of the environment.",
        blueprint.environments().stream().map(Environment::name).toList(),
        Environment::name);
    inputs.matching(
        "location",
        "Region of everything that exists in one region only.",
        "^[a-z]+[a-z0-9]*$",
        "Give a region such as westeurope.",
        e -> blueprint.project().primaryRegion());
    others(blueprint, inputs);
    inputs.flag(
        "deletion_protection",
        "Whether what holds data refuses to be destroyed.",
        Environment::deletionProtection);
    if (AppEnvironmentPass.needed(blueprint)) {
      part.variable(
          StackFiles.VARIABLES,
          "images",
          call("map", ref("string")),
          "Container images by digest, by workload. Only read when a workload is created:"
              + " afterwards the pipeline owns the image. Without an entry it starts with a sample"
              + " that answers on port 8080, though not at every path, and knows no command.",
          Optional.of(object(Map.of())),
          WHY);
    }
    part.local(StackFiles.MAIN, "tags", tags(blueprint), "", LABELS);
    if (known(blueprint)) {
      unique(part);
    }
    groups(blueprint, part);
    return part.build();
  }

  /** What ends the names that have to be unique in the world. */
  static Expression unique() {
    return call(
        "lower",
        call(
            "substr",
            call("replace", var("subscription_id"), text("-"), text("")),
            number(0),
            number(AzureNames.UNIQUE)));
  }

  /** Whether something has a name that nobody else in the world may have. */
  private static boolean known(Blueprint blueprint) {
    return FrontDoor.present(blueprint)
        || NetworkPass.functions(blueprint)
        || VaultPass.needed(blueprint)
        || !blueprint.datastores().isEmpty();
  }

  private static void unique(StackPart.Builder part) {
    part.local(
        StackFiles.MAIN,
        "unique",
        unique(),
        "Ends the names that have to be unique in the world.",
        WHY);
  }

  private static void others(Blueprint blueprint, EnvironmentInputs inputs) {
    for (Place place : Place.all(blueprint)) {
      if (!place.isPrimary()) {
        inputs.matching(
            place.word() + "_location",
            "One more region that the system runs in. Empty: not in this environment.",
            "^([a-z]+[a-z0-9]*)?$",
            "Give a region such as northeurope, or nothing.",
            e -> e.equals(blueprint.production()) ? place.region() : "");
      }
    }
  }

  private static void groups(Blueprint blueprint, StackPart.Builder part) {
    for (Place place : Place.all(blueprint)) {
      part.resource(
          StackFiles.MAIN,
          place.of(AzureAddresses.GROUP),
          place.isPrimary()
              ? ""
              : "A group of its own: what it holds can be changed while the other region is down.",
          place.meta(),
          Body.builder()
              .set("name", AzureNames.resource(blueprint, place.named("main")))
              .set("location", place.location())
              .set("tags", local("tags")),
          WHY);
    }
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
        "environments/" + environment.name() + ".azurerm.tfbackend",
        "terraform init -backend-config=environments/" + environment.name() + ".azurerm.tfbackend",
        List.of(
            new VariableFile.Value("subscription_id", text(environment.accountId()), "", WHY),
            new VariableFile.Value(
                "resource_group_name", text(AzureNames.stateGroup(blueprint)), "", WHY),
            new VariableFile.Value(
                "storage_account_name",
                text(AzureNames.stateAccount(blueprint, environment)),
                "",
                WHY),
            new VariableFile.Value("container_name", text("tfstate"), "", WHY),
            new VariableFile.Value("key", text("main.tfstate"), "", WHY),
            new VariableFile.Value("use_azuread_auth", bool(true), "", WHY)));
  }
}
