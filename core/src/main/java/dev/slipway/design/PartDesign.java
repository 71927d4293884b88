package dev.slipway.design;

import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Origin;
import dev.slipway.intake.Service;
import dev.slipway.intake.ServiceKind;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Requirements;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.Platform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What runs, under which name and as what kind of workload. */
final class PartDesign {

  private static final int NAME_LIMIT = 20;

  private final Draft draft;
  private final Platform platform;
  private final Set<String> taken = new LinkedHashSet<>();

  private PartDesign(Draft draft, Platform platform) {
    this.draft = draft;
    this.platform = platform;
  }

  /** Sorted by name; empty, with an error, where there is nothing to run. */
  static List<Part> design(Draft draft, Platform platform) {
    return new PartDesign(draft, platform).design();
  }

  private List<Part> design() {
    Requirements requirements = draft.requirements();
    if (!requirements.services().isEmpty()) {
      return requirements.services().stream()
          .map(s -> part(s, true))
          .sorted(Comparator.comparing(Part::name))
          .toList();
    }
    boolean described =
        !requirements.records().isEmpty()
            || requirements.resolved().values().stream()
                .anyMatch(r -> r.evidence().origin() != Origin.REPOSITORY);
    if (described) {
      return List.of(part(fromRecords(), false));
    }
    draft.report(
        "SLIP-NOTHING-TO-RUN",
        Severity.ERROR,
        Optional.empty(),
        "project",
        "No code and no record to design for",
        "Neither a service in one of the known languages nor a decision record was found, so there"
            + " is nothing to say what should run.",
        "Run it in the project's root, or write a decision record; `slipway init` makes a"
            + " configuration to start from.");
    return List.of();
  }

  private Part part(Service service, boolean present) {
    String wanted = ResourceNames.of(concise(service.name()), NAME_LIMIT, "app");
    String name = ResourceNames.unique(wanted, NAME_LIMIT, taken);
    taken.add(name);
    if (!name.equals(wanted)) {
      draft.report(
          "SLIP-NAME-COLLISION",
          Severity.NOTE,
          service.evidence().span(),
          "workload." + name,
          "`" + service.name() + "` becomes `" + name + "`",
          "Resource names have at most "
              + NAME_LIMIT
              + " lower-case letters, digits and hyphens; another service is"
              + " already called `"
              + wanted
              + "`.",
          "Rename one of the services if the number is confusing.");
    }
    WorkloadKind kind = kind(service.kind().value());
    decideKind(service, name, kind, present);
    return new Part(service, name, kind, present);
  }

  /** A name that is too long first loses the word that says nothing: every part is a service. */
  private static String concise(String name) {
    if (name.length() <= NAME_LIMIT) {
      return name;
    }
    String shorter = name.replace("-service", "").replace("_service", "");
    return shorter.length() > NAME_LIMIT && shorter.endsWith("service")
            || shorter.equals(name) && name.endsWith("service")
        ? shorter.substring(0, shorter.length() - "service".length())
        : shorter;
  }

  private WorkloadKind kind(ServiceKind kind) {
    return switch (kind) {
      case WEB -> platform == Platform.FUNCTIONS ? WorkloadKind.FUNCTION : WorkloadKind.SERVICE;
      case WORKER -> WorkloadKind.WORKER;
      case JOB -> WorkloadKind.JOB;
      case SCHEDULED -> WorkloadKind.SCHEDULED_JOB;
      case FUNCTION -> WorkloadKind.FUNCTION;
      case STATIC_SITE -> WorkloadKind.STATIC_SITE;
    };
  }

  private void decideKind(Service service, String name, WorkloadKind kind, boolean present) {
    draft
        .decide(
            "workload." + name + ".kind",
            dev.slipway.blueprint.Element.workload(name),
            "How " + name + " runs",
            kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .because(
            present
                ? switch (kind) {
                  case SERVICE ->
                      "It answers requests on a port, so instances follow the requests.";
                  case WORKER ->
                      "It takes its work itself and has no requests to scale by, so it runs all the"
                          + " time.";
                  case JOB ->
                      "It ends by itself, so it is started when needed and costs nothing in"
                          + " between.";
                  case SCHEDULED_JOB -> "It ends by itself and is due at set times.";
                  case FUNCTION -> "It is a handler that the platform calls.";
                  case STATIC_SITE -> "It is files only, so nothing has to run to make an answer.";
                }
                : "The records describe an application and there is no code yet; one service is"
                    + " taken until there is.")
        .over(
            kind == WorkloadKind.SERVICE ? "a function" : "a service",
            kind == WorkloadKind.SERVICE
                ? "The code brings its own server."
                : "It has no requests of its own to be scaled by.")
        .on(service.kind().evidence(), service.evidence())
        .reconsiderWhen("The code changes how it takes its work.");
  }

  /** The one service that records without code describe. */
  private Service fromRecords() {
    Optional<Resolved<String>> runtime = draft.find(Subjects.RUNTIME);
    Optional<Resolved<String>> framework = draft.find(Subjects.FRAMEWORK);
    Located<Language> language = language(runtime, framework);
    Evidence assumed =
        Evidence.assumed(
            "there is no code; the records describe one application that answers requests");
    return new Service(
        "app",
        "",
        Located.of(ServiceKind.WEB, assumed),
        language.value(),
        runtime.flatMap(r -> version(r.value()).map(v -> Located.of(v, r.evidence()))),
        framework.map(f -> Located.of(word(f.value()), f.evidence())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        draft.find(Subjects.PORT).map(p -> Located.of(p.value(), p.evidence())),
        true,
        draft.find(Subjects.HEALTH_PATH).map(h -> Located.of(h.value(), h.evidence())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        draft.requirements().variables(),
        draft.requirements().endpoints(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        language.evidence());
  }

  private static Located<Language> language(
      Optional<Resolved<String>> runtime, Optional<Resolved<String>> framework) {
    List<Resolved<String>> said = new ArrayList<>();
    runtime.ifPresent(said::add);
    framework.ifPresent(said::add);
    for (Resolved<String> words : said) {
      String text = " " + words.value().toLowerCase(Locale.ROOT) + " ";
      for (Hint hint : HINTS) {
        if (text.contains(hint.word)) {
          return Located.of(hint.language, words.evidence());
        }
      }
    }
    return Located.of(
        Language.NODE,
        Evidence.assumed("no record names a language that is known; Node.js is taken"));
  }

  private record Hint(String word, Language language) {}

  private static final List<Hint> HINTS =
      List.of(
          new Hint("python", Language.PYTHON),
          new Hint("fastapi", Language.PYTHON),
          new Hint("django", Language.PYTHON),
          new Hint("flask", Language.PYTHON),
          new Hint("node", Language.NODE),
          new Hint("typescript", Language.NODE),
          new Hint("javascript", Language.NODE),
          new Hint("express", Language.NODE),
          new Hint("fastify", Language.NODE),
          new Hint("nest", Language.NODE),
          new Hint("next", Language.NODE),
          new Hint("golang", Language.GO),
          new Hint(" go ", Language.GO),
          new Hint(" go1", Language.GO));

  private static Optional<String> version(String text) {
    return java.util.regex.Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){0,2}")
        .matcher(text)
        .results()
        .map(java.util.regex.MatchResult::group)
        .findFirst();
  }

  private static String word(String text) {
    return text.strip().toLowerCase(Locale.ROOT).split("[^a-z0-9.-]", 2)[0];
  }
}
