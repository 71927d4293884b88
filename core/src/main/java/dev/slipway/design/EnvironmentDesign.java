package dev.slipway.design;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Environment.Stage;
import dev.slipway.blueprint.Project;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Cloud;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The places that the system runs in, each with an account of its own. */
final class EnvironmentDesign {

  private static final Element PROJECT = Element.of(Element.Kind.PROJECT);
  private static final int NAME_LIMIT = 12;
  private static final int ACCOUNT_LIMIT = 30;
  private static final Pattern STAGING_DOMAIN =
      Pattern.compile(
          "([a-z0-9][a-z0-9.-]{1,200}\\.[a-z]{2,20})\\s{0,3}\\(\\s?stag(?:ing|e)\\s?\\)");

  private final Draft draft;
  private final Project project;

  private EnvironmentDesign(Draft draft, Project project) {
    this.draft = draft;
    this.project = project;
  }

  static List<Environment> design(Draft draft, Project project) {
    return new EnvironmentDesign(draft, project).design();
  }

  private List<Environment> design() {
    Located<List<String>> asked =
        draft.settle(
            Subjects.ENVIRONMENTS,
            List.of("staging", "production"),
            "nothing names environments; one to rehearse in and one to serve is the least that is"
                + " safe");
    Map<String, Stage> stages = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      asked.value().stream()
          .map(EnvironmentDesign::name)
          .filter(n -> stage(n) == stage)
          .forEach(n -> stages.put(n, stage));
    }
    if (!stages.containsValue(Stage.PRODUCTION)) {
      stages.put("production", Stage.PRODUCTION);
    }
    onlyOneProduction(stages, asked.evidence());
    if (draft.saves(Saving.NO_STAGING)) {
      stages.values().removeIf(s -> s != Stage.PRODUCTION);
    }
    decide(List.copyOf(stages.keySet()), asked.evidence());
    List<Environment> environments = new ArrayList<>();
    stages.forEach(
        (name, stage) -> environments.add(environment(name, stage, environments.size() + 1)));
    return List.copyOf(environments);
  }

  /** The last of several is the one that objectives are for; the others are rehearsals for it. */
  private void onlyOneProduction(Map<String, Stage> stages, Evidence evidence) {
    List<String> productions =
        stages.entrySet().stream()
            .filter(e -> e.getValue() == Stage.PRODUCTION)
            .map(Map.Entry::getKey)
            .toList();
    for (String name : productions.subList(0, productions.size() - 1)) {
      stages.remove(name);
      draft.report(
          "SLIP-ENVIRONMENT-TWICE",
          Severity.WARNING,
          evidence.span(),
          Element.environment(name).toString(),
          "Two production environments, `" + name + "` and `" + productions.getLast() + "`",
          "The objectives and the approval belong to one environment; `" + name + "` is left out.",
          "Name one production environment, and use `regions` to serve from several places.");
    }
  }

  private void decide(List<String> names, Evidence evidence) {
    draft
        .decide("environments", PROJECT, "Environments", String.join(", ", names))
        .because(
            (names.size() == 1
                    ? "There is one environment, so a release meets its first real surroundings in"
                        + " production; the canary is the rehearsal."
                    : "A release is rehearsed before production.")
                + " Each environment has "
                + article()
                + " of its own, so that rights, data and cost stay apart.")
        .over(
            "one " + draft.services().account() + " for all",
            "A mistake or a leaked right in one environment would reach the others.")
        .over(
            names.size() == 1 ? "a staging environment" : "production only",
            names.size() == 1
                ? draft.saves(Saving.NO_STAGING)
                    ? "It is given up to stay within the budget."
                    : "One environment is what was asked for."
                : "Every change would meet its first real environment in front of users.")
        .on(evidence)
        .reconsiderWhen(
            "More teams release at the same time, or testers need an environment that stands"
                + " still.");
  }

  private Environment environment(String name, Stage stage, int index) {
    Optional<String> account = account(name);
    if (account.isEmpty()) {
      draft.ask(
          switch (project.cloud()) {
            case GCP ->
                "Which Google Cloud projects hold the environments? Their ids are unique in the"
                    + " world.";
            case AWS -> "Which AWS accounts hold the environments? An id has twelve digits.";
            case AZURE -> "Which Azure subscriptions hold the environments? An id is a UUID.";
          },
          project.cloud() == Cloud.GCP
              ? "ids made from the project's name, which may be taken"
              : "ids of zeros, with which nothing can be applied",
          Subjects.ACCOUNTS.path());
    }
    return new Environment(
        name,
        stage,
        account.orElseGet(() -> accountId(name, stage, index)),
        domain(name, stage),
        stage == Stage.PRODUCTION);
  }

  private Optional<String> account(String environment) {
    return draft.find(Subjects.ACCOUNTS).stream()
        .flatMap(r -> r.value().stream())
        .map(a -> a.split("[=:]", 2))
        .filter(a -> a.length == 2 && name(a[0]).equals(environment))
        .map(a -> a[1].strip())
        .filter(this::isAccount)
        .findFirst();
  }

  private boolean isAccount(String id) {
    return switch (project.cloud()) {
      case GCP -> id.matches("[a-z][-a-z0-9]{4,28}[a-z0-9]");
      case AWS -> id.matches("[0-9]{12}");
      case AZURE -> id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    };
  }

  private String article() {
    String account = draft.services().account();
    return (account.startsWith("A") ? "an " : "a ") + account;
  }

  /**
   * Google lets its customers choose the id; the others hand out numbers, which nobody can guess.
   */
  private String accountId(String name, Stage stage, int index) {
    return switch (project.cloud()) {
      case GCP -> chosenId(name, stage);
      case AWS -> "0".repeat(11) + index;
      case AZURE -> "00000000-0000-0000-0000-00000000000" + index;
    };
  }

  private String chosenId(String name, Stage stage) {
    String ending = "-" + (stage == Stage.PRODUCTION ? "prod" : name);
    return ResourceNames.ending(project.slug(), ending, ACCOUNT_LIMIT);
  }

  private Optional<String> domain(String name, Stage stage) {
    Optional<Resolved<String>> domain = draft.find(Subjects.DOMAIN);
    if (stage == Stage.PRODUCTION) {
      return domain.map(Resolved::value);
    }
    return domain.map(d -> {
      Matcher stated = STAGING_DOMAIN.matcher(d.evidence().excerpt().toLowerCase(Locale.ROOT));
      return stage == Stage.STAGING && stated.find()
          ? stated.group(1)
          : name + "." + d.value().replaceFirst("^www\\.", "");
    });
  }

  private static String name(String text) {
    String name = ResourceNames.of(text, NAME_LIMIT, "production");
    return switch (name) {
      case "prod", "prd", "live" -> "production";
      case "stage", "stg" -> "staging";
      case "development" -> "dev";
      default -> name;
    };
  }

  private static Stage stage(String name) {
    return switch (name) {
      case "production" -> Stage.PRODUCTION;
      case "dev", "test", "sandbox", "preview", "local" -> Stage.DEVELOPMENT;
      default -> name.startsWith("prod") ? Stage.PRODUCTION : Stage.STAGING;
    };
  }
}
