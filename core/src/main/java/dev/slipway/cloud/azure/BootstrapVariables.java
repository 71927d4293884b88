package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Project;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Expression;
import dev.slipway.stack.InputVariable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The bootstrap's variables and their values. */
final class BootstrapVariables {

  static final String HOME = "registry_home";
  private static final String FILE = "variables.tf";
  private static final String UUID = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
  private static final String REPOSITORY = "^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}$";

  private BootstrapVariables() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    part.add(
        matching(
            "subscription_id",
            "Azure subscription that holds this environment.",
            Optional.empty(),
            UUID,
            "Give a subscription's id, a UUID."));
    part.add(environment(blueprint));
    part.add(
        matching(
            "location",
            "Region of the state and the registry.",
            Optional.of(text(blueprint.project().primaryRegion())),
            "^[a-z]+[a-z0-9]*$",
            "Give a region such as westeurope."));
    part.add(
        matching(
            "github_repository",
            "Repository whose workflows are trusted, as owner/name, in capital and small letters as"
                + " GitHub writes them.",
            Optional.empty(),
            REPOSITORY,
            "github_repository has the form owner/name."));
    part.add(
        matching(
            "github_branch",
            "Branch that is built and deployed.",
            Optional.of(text("main")),
            "^[A-Za-z0-9._/-]{1,200}$",
            "github_branch is the name of a branch without refs/heads/."));
    part.add(
        matching(
            "registry_subscription_id",
            "Azure subscription that keeps the images of all environments.",
            Optional.empty(),
            UUID,
            "Give a subscription's id, a UUID."));
    locals(blueprint, part);
    blueprint.environments().forEach(e -> values(blueprint, e, part));
  }

  private static void locals(Blueprint blueprint, StackPart.Builder part) {
    SequencedMap<String, Expression> tags = new LinkedHashMap<>();
    for (Project.Label label : blueprint.project().labels()) {
      tags.put(label.key(), text(label.value()));
    }
    tags.put("environment", var("environment"));
    tags.put("managed-by", text("terraform-bootstrap"));
    part.local("main.tf", "tags", object(tags), "", BootstrapStack.WHY);
    part.local(
        "main.tf",
        "unique",
        MainStack.unique(),
        "Ends the names that have to be unique in the world.",
        BootstrapStack.WHY);
    part.local(
        "registry.tf",
        HOME,
        equal(var("subscription_id"), var("registry_subscription_id")),
        "One registry for all environments: what was tested in one is, digest for digest, what runs"
            + " in the next.",
        BootstrapStack.WHY);
  }

  private static void values(Blueprint blueprint, Environment environment, StackPart.Builder part) {
    String name = environment.name();
    value(part, name, "subscription_id", environment.accountId());
    value(part, name, "environment", name);
    value(part, name, "location", blueprint.project().primaryRegion());
    blueprint.project().repository().ifPresent(r -> value(part, name, "github_repository", r));
    value(part, name, "registry_subscription_id", blueprint.production().accountId());
  }

  private static void value(StackPart.Builder part, String environment, String name, String value) {
    part.value(environment, name, text(value), "", BootstrapStack.WHY);
  }

  private static InputVariable environment(Blueprint blueprint) {
    List<String> names = blueprint.environments().stream().map(Environment::name).toList();
    return variable(
        "environment",
        "Environment, also the name of its GitHub environment.",
        Optional.empty(),
        new InputVariable.Validation(
            call("contains", texts(names), var("environment")),
            "Known environments: " + String.join(", ", names) + "."));
  }

  private static InputVariable matching(
      String name,
      String description,
      Optional<Expression> fallback,
      String pattern,
      String message) {
    return variable(
        name,
        description,
        fallback,
        new InputVariable.Validation(
            call("can", call("regex", text(pattern), var(name))), message));
  }

  private static InputVariable variable(
      String name,
      String description,
      Optional<Expression> fallback,
      InputVariable.Validation validation) {
    return new InputVariable(
        name,
        FILE,
        ref("string"),
        description,
        fallback,
        false,
        false,
        false,
        List.of(validation),
        BootstrapStack.WHY);
  }
}
