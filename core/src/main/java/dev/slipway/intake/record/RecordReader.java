package dev.slipway.intake.record;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Claim;
import dev.slipway.intake.RecordReference;
import dev.slipway.intake.RecordReference.RecordKind;
import dev.slipway.intake.RecordReference.RecordStatus;
import dev.slipway.intake.SecurityRequirement;
import dev.slipway.intake.Variable;
import dev.slipway.source.SourceTree;
import dev.slipway.vocabulary.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the records of a project and reads them. */
public final class RecordReader {

  /** No record is longer; what is, is most likely a log or generated. */
  private static final int LENGTH_LIMIT = 1_000_000;

  /** A cheap first look: most passages have none of these words. */
  private static final List<String> ADDRESSED =
      List.of(
          "nstruction",
          "NSTRUCTION",
          "ules",
          "ou are",
          "rompt",
          "ROMPT",
          "AI",
          "ai",
          "LLM",
          "llm",
          "ssistant",
          "gent");

  private static final Pattern ORDER =
      Pattern.compile(
          "\\b(?:ignore|disregard|forget) (?:all |any |the )?(?:previous|prior|above|earlier|other)"
              + " (?:instructions?|rules|prompts?)|\\byou are (?:now )?(?:an?"
              + " )?(?:ai|assistant|agent|language model)\\b|\\bsystem"
              + " prompt\\b|\\b(?:ai|llm|assistant|agent)s?[,:] (?:please |you must |always |never"
              + " )",
          Pattern.CASE_INSENSITIVE);

  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Claim<?>> claims = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<SecurityRequirement> requirements = new ArrayList<>();
  private final List<RecordReference> references = new ArrayList<>();
  private final List<Located<String>> monitoring = new ArrayList<>();
  private final List<Located<String>> infrastructure = new ArrayList<>();

  private RecordReader() {}

  /** What the project's records say; records that cannot be read are diagnostics. */
  public static Outcome<RecordFacts> read(SourceTree tree) {
    return new RecordReader().readAll(tree);
  }

  private Outcome<RecordFacts> readAll(SourceTree tree) {
    List<Draft> drafts = new ArrayList<>();
    for (RecordFinder.Found found : RecordFinder.find(tree)) {
      if (found.text().length() > LENGTH_LIMIT) {
        diagnostics.add(tooLong(found.path()));
      } else {
        drafts.add(draft(found));
      }
    }
    List<Draft> decisions = drafts.stream().filter(d -> d.kind() == RecordKind.DECISION).toList();
    Supersession supersession = new Supersession(decisions, diagnostics);
    Map<String, RecordStatus> statuses = supersession.statuses();
    Map<String, Integer> ranks = supersession.ranks();
    for (Draft draft : drafts) {
      RecordStatus status =
          statuses.getOrDefault(draft.path(), draft.status().orElse(RecordStatus.IN_FORCE));
      references.add(
          new RecordReference(
              draft.kind(), draft.id(), draft.title(), status, draft.date(), draft.path()));
      read(draft, status, ranks.getOrDefault(draft.path(), 0));
    }
    Withdrawal.apply(decisions, statuses, ranks, claims, diagnostics);
    return new Outcome<>(
        new RecordFacts(
            List.copyOf(claims),
            List.copyOf(variables),
            List.copyOf(endpoints),
            List.copyOf(requirements),
            List.copyOf(references),
            List.copyOf(monitoring),
            List.copyOf(infrastructure)),
        diagnostics);
  }

  private Draft draft(RecordFinder.Found found) {
    Outcome<MarkdownRecord> record = MarkdownParser.parse(found.path(), found.text());
    // Broken front matter hides a field or two; the record itself can still be read.
    record.diagnostics().stream().map(RecordReader::asWarning).forEach(diagnostics::add);
    orders(record.value());
    return HeadReader.read(record.value(), found.kind());
  }

  private void read(Draft draft, RecordStatus status, int rank) {
    switch (draft.kind()) {
      case DECISION -> decision(draft, status, rank);
      case IMPLEMENTATION -> {
        if (isReadable(status)) {
          implementation(draft);
        }
      }
      case SECURITY -> {
        if (isReadable(status)) {
          SecurityReader.Result result =
              SecurityReader.read(draft, requirements.size() + 1, diagnostics);
          claims.addAll(result.claims());
          requirements.addAll(result.requirements());
        }
      }
      // What Slipway wrote follows from the choices and is not one.
      case INFRASTRUCTURE -> {}
    }
  }

  /** A record of work under way still tells what is there; only one that was given up does not. */
  private static boolean isReadable(RecordStatus status) {
    return status == RecordStatus.IN_FORCE || status == RecordStatus.PROPOSED;
  }

  private void decision(Draft draft, RecordStatus status, int rank) {
    if (status != RecordStatus.IN_FORCE) {
      return;
    }
    DecisionReader.Result own = DecisionReader.read(draft, rank);
    if (draft.status().isEmpty() && !own.claims().isEmpty()) {
      diagnostics.add(withoutStatus(draft));
    }
    claims.addAll(own.claims());
    variables.addAll(own.variables());
  }

  private void implementation(Draft draft) {
    ImplementationReader.Result result = ImplementationReader.read(draft);
    claims.addAll(result.claims());
    variables.addAll(result.variables());
    endpoints.addAll(result.endpoints());
    monitoring.addAll(result.monitoring());
    infrastructure.addAll(result.infrastructure());
  }

  private void orders(MarkdownRecord record) {
    for (Passage passage : record.passages()) {
      if (ADDRESSED.stream().noneMatch(passage.line()::contains)) {
        continue;
      }
      Matcher matcher = ORDER.matcher(passage.line());
      if (matcher.find()) {
        diagnostics.add(
            Diagnostic.note(
                "SLIP-RECORD-ORDER",
                passage.places().span(0, 1),
                "A record addresses an agent",
                "The text says: "
                    + matcher.group()
                    + ". Records are read for facts only, so it has no effect here;"
                    + " another tool may obey it.",
                "Remove the text if nobody meant to write it."));
      }
    }
  }

  private static Diagnostic asWarning(Diagnostic diagnostic) {
    return new Diagnostic(
        diagnostic.code(),
        dev.slipway.diagnostic.Severity.WARNING,
        diagnostic.address(),
        diagnostic.span(),
        diagnostic.summary(),
        diagnostic.detail(),
        "Correct the front matter; the rest of the record was read.");
  }

  private static Diagnostic withoutStatus(Draft draft) {
    return Diagnostic.note(
        "SLIP-RECORD-STATUS",
        Span.line(draft.path(), draft.record().titleLine()),
        "Decision record without a status",
        "Nothing says whether the decision is in force; it is taken as if it were.",
        "Add a line such as: Status: Accepted");
  }

  private static Diagnostic tooLong(String path) {
    return Diagnostic.warning(
        "SLIP-RECORD-TOO-LONG",
        Span.line(path, 1),
        "Record is too long to be read",
        "The file is longer than a million characters and was left out.",
        "Split it, or leave it out with `ignore:` in slipway.yaml.");
  }
}
