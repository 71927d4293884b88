package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Expression;
import dev.slipway.stack.InputVariable;
import java.util.List;
import java.util.Optional;

/** The bootstrap's variables and their values. */
final class BootstrapVariables {

  private static final String ACCOUNT = "^[0-9]{12}$";
  private static final String REPOSITORY = "^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}$";

  private BootstrapVariables() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    part.add(
        matching(
            "account_id",
            "AWS account of this environment.",
            Optional.empty(),
            ACCOUNT,
            "Give the twelve digits of an account's id."));
    part.add(environment(blueprint));
    part.add(
        matching(
            "region",
            "Region of the state and the registry.",
            Optional.of(text(blueprint.project().primaryRegion())),
            "^[a-z]{2}(-[a-z]+)+-[0-9]$",
            "Give a region such as eu-central-1."));
    github(part);
    part.add(
        variable(
            "registry_home",
            ref("bool"),
            "Whether the images are kept in this environment's account.",
            Optional.of(bool(false)),
            List.of()));
    part.add(readers());
    blueprint.environments().forEach(e -> values(blueprint, e, part));
  }

  private static void github(StackPart.Builder part) {
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
        matching(
            "github_provider_arn",
            "ARN of the account's OpenID Connect provider for GitHub where it has one already: an"
                + " account takes one only. Empty: it is made here.",
            Optional.of(text("")),
            "^(arn:aws:iam::[0-9]{12}:oidc-provider/token\\.actions\\.githubusercontent\\.com)?$",
            "Give the ARN of a provider for token.actions.githubusercontent.com, or nothing."));
  }

  private static void values(Blueprint blueprint, Environment environment, StackPart.Builder part) {
    String name = environment.name();
    value(part, name, "account_id", text(environment.accountId()), "");
    value(part, name, "environment", text(name), "");
    value(part, name, "region", text(blueprint.project().primaryRegion()), "");
    blueprint
        .project()
        .repository()
        .ifPresent(r -> value(part, name, "github_repository", text(r), ""));
    boolean home = environment.equals(blueprint.production());
    value(part, name, "registry_home", bool(home), "");
    if (home) {
      List<String> others =
          blueprint.environments().stream()
              .filter(e -> !e.equals(environment))
              .map(Environment::accountId)
              .filter(id -> !id.equals(environment.accountId()))
              .distinct()
              .toList();
      value(part, name, "registry_readers", texts(others), "They run what is kept here.");
    }
  }

  private static void value(
      StackPart.Builder part, String environment, String name, Expression value, String comment) {
    part.value(environment, name, value, comment, BootstrapStack.WHY);
  }

  private static InputVariable environment(Blueprint blueprint) {
    List<String> names = blueprint.environments().stream().map(Environment::name).toList();
    return variable(
        "environment",
        ref("string"),
        "Environment, also the name of its GitHub environment.",
        Optional.empty(),
        List.of(
            new InputVariable.Validation(
                call("contains", texts(names), var("environment")),
                "Known environments: " + String.join(", ", names) + ".")));
  }

  private static InputVariable readers() {
    return variable(
        "registry_readers",
        call("list", ref("string")),
        "Accounts of the other environments, which run the images that are kept here.",
        Optional.of(list()),
        List.of(
            new InputVariable.Validation(
                call(
                    "alltrue",
                    new Expression.ForList(
                        Optional.empty(),
                        "account",
                        var("registry_readers"),
                        call("can", call("regex", text(ACCOUNT), ref("account"))),
                        Optional.empty())),
                "Each reader is the id of an account, twelve digits.")));
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
    return new InputVariable(
        name,
        StackFiles.VARIABLES,
        type,
        description,
        fallback,
        false,
        false,
        false,
        validations,
        BootstrapStack.WHY);
  }
}
