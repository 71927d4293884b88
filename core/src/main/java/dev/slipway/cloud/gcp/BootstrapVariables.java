package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Expression;
import dev.slipway.stack.InputVariable;
import java.util.List;
import java.util.Optional;

/** The bootstrap's variables and their values. */
final class BootstrapVariables {

  private static final String FILE = "variables.tf";
  private static final String PROJECT_ID = "^[a-z][a-z0-9-]{4,28}[a-z0-9]$";
  private static final String REPOSITORY = "^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}$";

  private BootstrapVariables() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    part.add(
        matching(
            "project_id",
            "Google Cloud project of this environment.",
            Optional.empty(),
            PROJECT_ID,
            "A project id has 6 to 30 lower-case letters, digits and hyphens."));
    part.add(environment(blueprint));
    part.add(
        matching(
            "region",
            "Region of the state bucket and the registry.",
            Optional.of(text(blueprint.project().primaryRegion())),
            "^[a-z]+-[a-z]+[0-9]+$",
            "A region looks like europe-west1."));
    part.add(
        matching(
            "github_repository",
            "Repository, as owner/name, whose workflows are trusted.",
            Optional.empty(),
            REPOSITORY,
            "github_repository has the form owner/name."));
    part.add(
        matching(
            "github_repository_id",
            "Number of the repository (`gh api repos/OWNER/NAME --jq .id`). When set, a repository"
                + " that later takes over the name is not trusted.",
            Optional.of(text("")),
            "^[0-9]*$",
            "A repository's number has digits only."));
    part.add(
        matching(
            "github_branch",
            "Branch that is built and deployed.",
            Optional.of(text("main")),
            "^[A-Za-z0-9._/-]{1,200}$",
            "github_branch is the name of a branch without refs/heads/."));
    part.add(
        variable(
            "registry_home",
            ref("bool"),
            "Whether the images are kept in this environment's project.",
            Optional.of(bool(false)),
            List.of()));
    part.add(readers());
    for (Environment environment : blueprint.environments()) {
      values(blueprint, environment, part);
    }
  }

  private static void values(Blueprint blueprint, Environment environment, StackPart.Builder part) {
    String name = environment.name();
    part.value(name, "project_id", text(environment.accountId()), "", BootstrapStack.WHY);
    part.value(name, "environment", text(name), "", BootstrapStack.WHY);
    part.value(name, "region", text(blueprint.project().primaryRegion()), "", BootstrapStack.WHY);
    blueprint
        .project()
        .repository()
        .ifPresent(r -> part.value(name, "github_repository", text(r), "", BootstrapStack.WHY));
    boolean home = environment.equals(blueprint.production());
    part.value(name, "registry_home", bool(home), "", BootstrapStack.WHY);
    if (home) {
      List<String> others =
          blueprint.environments().stream()
              .filter(e -> !e.equals(environment))
              .map(Environment::accountId)
              .toList();
      part.value(
          name,
          "registry_readers",
          texts(others),
          "Their bootstrap comes first, so that the accounts exist.",
          BootstrapStack.WHY);
    }
  }

  private static InputVariable environment(Blueprint blueprint) {
    return variable(
        "environment",
        ref("string"),
        "Environment, also the name of its GitHub environment.",
        Optional.empty(),
        List.of(
            new InputVariable.Validation(
                call(
                    "contains",
                    texts(blueprint.environments().stream().map(Environment::name).toList()),
                    var("environment")),
                "Known environments: "
                    + String.join(
                        ", ", blueprint.environments().stream().map(Environment::name).toList())
                    + ".")));
  }

  private static InputVariable readers() {
    return variable(
        "registry_readers",
        call("list", ref("string")),
        "Projects of the other environments, which run the images that are kept here.",
        Optional.of(list()),
        List.of(
            new InputVariable.Validation(
                call(
                    "alltrue",
                    new Expression.ForList(
                        Optional.empty(),
                        "project",
                        var("registry_readers"),
                        call("can", call("regex", text(PROJECT_ID), ref("project"))),
                        Optional.empty())),
                "Each reader is a project id.")));
  }

  private static InputVariable matching(
      String name,
      String description,
      Optional<Expression> fallback,
      String pattern,
      String message) {
    return variable(
        name,
        ref("string"),
        description,
        fallback,
        List.of(
            new InputVariable.Validation(
                call("can", call("regex", text(pattern), var(name))), message)));
  }

  private static InputVariable variable(
      String name,
      Expression type,
      String description,
      Optional<Expression> fallback,
      List<InputVariable.Validation> validations) {
    Provenance why = BootstrapStack.WHY;
    return new InputVariable(
        name, FILE, type, description, fallback, false, false, false, validations, why);
  }
}
