package dev.slipway.intake.record;

import dev.slipway.evidence.Origin;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Variable;
import dev.slipway.intake.record.ClaimCollector.Firmness;
import dev.slipway.intake.record.Passage.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A decision record in force → claims. */
final class DecisionReader {

  /** The Y-statement: what stands between these words and the neglected option is the choice. */
  private static final Pattern Y_STATEMENT =
      Pattern.compile(
          "\\bwe (?:have )?(?:decided|opted|chose|decide)\\b(?: for| to use| to|"
              + " on)?(.{1,600}?)(?=,? (?:and|over|and against|and not)"
              + " (?:neglect|reject|discard|against|not )|, (?:to|in order to) (?:achieve|meet)|,?"
              + " accepting\\b|$)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DENIED =
      Pattern.compile("\\b(?:not|no|without|never)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_CONTEXT =
      Pattern.compile("\\bin the context of\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern OPTION_NUMBER =
      Pattern.compile(
          "^\\W{0,3}(?:option|alternative)?\\s?#?([0-9]{1,2}|[A-Z])(?=\\W|$)(?!\\.[0-9])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DECIDES =
      Pattern.compile(
          "\\bwe(?:'ll| will| have decided| decided| have chosen| chose| choose| are going| use|"
              + " shall|'ve decided|'ve chosen| adopt| have adopted| adopted| selected| have"
              + " selected| are using| deploy| host)\\b|\\b(?:will be used|is used|was chosen|is"
              + " chosen|has been chosen|will be deployed|will be hosted|will run|was selected|is"
              + " selected|has been selected)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TITLE_DECIDES =
      Pattern.compile(
          "^(?:use|using|adopt|adopting|run|host|hosting|deploy|keep|store|choose|select|migrate|move|switch|go"
              + " with|build|standardi[sz]e on)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern UNDECIDED =
      Pattern.compile(
          "\\?|\\b(?:or|vs\\.?|versus|comparison|evaluation|which)\\b", Pattern.CASE_INSENSITIVE);

  private final MarkdownRecord record;
  private final ClaimCollector claims;
  private final List<Variable> variables = new ArrayList<>();

  private DecisionReader(MarkdownRecord record, int rank) {
    this.record = record;
    this.claims = new ClaimCollector(Origin.DECISION_RECORD, rank);
  }

  /** What one decision record adds. */
  record Result(List<Claim<?>> claims, List<Variable> variables) {}

  static Result read(Draft draft, int rank) {
    DecisionReader reader = new DecisionReader(draft.record(), rank);
    draft.record().passages().forEach(reader::passage);
    reader.title(draft);
    return new Result(reader.claims.claims(), List.copyOf(reader.variables));
  }

  private void passage(Passage passage) {
    if (IN_CONTEXT.matcher(passage.text()).find()
        && passage.role() != Role.OPTIONS
        && yStatement(passage)) {
      return;
    }
    switch (passage.role()) {
      case OPTIONS -> {}
      case DECISION -> decision(passage);
      case SPECIFICATION -> specification(passage);
      case DRIVERS -> {
        Quantities.read(passage, claims, Firmness.DRIVER);
        if (!DENIED.matcher(passage.text()).find()) {
          claims.add(
              Subjects.COMPLIANCE,
              passage.text(),
              passage,
              0,
              Math.max(1, passage.text().length()),
              Firmness.DRIVER);
        }
      }
      case BACKGROUND -> background(passage);
      case HEAD, OTHER -> other(passage);
    }
  }

  private void decision(Passage passage) {
    boolean outcome =
        List.of(
                "chosen option",
                "decision",
                "decision outcome",
                "chosen",
                "selected option",
                "outcome")
            .contains(passage.label());
    if (outcome) {
      chosen(passage);
    } else if (!passage.label().isEmpty() && isSmall(passage)) {
      Fields.read(passage, claims, Firmness.FIELD);
      if (isPlain(passage.label())) {
        Claims.choices(passage, claims, Firmness.PROSE);
      }
    } else if (isConsequence(passage)) {
      return;
    } else if (passage.label().isEmpty()) {
      Claims.choices(passage, claims, Firmness.PROSE);
    }
    Quantities.read(passage, claims, Firmness.PROSE);
    ProgramReader.read(passage, claims);
    variables.addAll(ProgramReader.variables(passage));
  }

  /** MADR lists consequences with the outcome: "Good, because …". */
  private static boolean isConsequence(Passage passage) {
    String text = passage.text().toLowerCase(Locale.ROOT);
    return text.startsWith("good,") || text.startsWith("bad,") || text.startsWith("neutral,");
  }

  private static boolean isPlain(String label) {
    return !Titles.isSection(label)
        && Titles.role(label, Role.DECISION) != Role.OPTIONS
        && !Titles.has(label, "why")
        && !Titles.has(label, "note")
        && !Titles.has(label, "risk");
  }

  private static boolean isSmall(Passage passage) {
    return passage.text().length() <= 400;
  }

  private void chosen(Passage passage) {
    Claims.choices(passage, claims, Firmness.CHOSEN);
    Matcher number = OPTION_NUMBER.matcher(passage.text());
    if (number.find() && claims.claims().isEmpty()) {
      option(number.group(1)).ifPresent(o -> Claims.choices(o, claims, Firmness.CHOSEN));
    }
  }

  /** "Option 2" is the second of the considered ones. */
  private Optional<Passage> option(String name) {
    List<Passage> listed =
        record.passages().stream()
            .filter(p -> p.role() == Role.OPTIONS && p.form() == Form.ITEM)
            .filter(p ->
                Titles.has(p.section(), "options")
                    || Titles.has(p.section(), "alternatives")
                    || Titles.has(p.section(), "considered"))
            .toList();
    boolean digit = Character.isDigit(name.charAt(0));
    int index =
        (digit ? Integer.parseInt(name) : Character.toUpperCase(name.charAt(0)) - 'A' + 1) - 1;
    return index >= 0 && index < listed.size() ? Optional.of(listed.get(index)) : Optional.empty();
  }

  private void specification(Passage passage) {
    if (!passage.field().isEmpty()
        && isSmall(passage)
        && !Titles.has(passage.field(), "alert thresholds")) {
      Fields.read(passage, claims, Firmness.FIELD);
    }
    if (passage.label().isEmpty() && DECIDES.matcher(passage.text()).find()) {
      Claims.choices(passage, claims, Firmness.PROSE);
    }
    if (!Titles.has(passage.label(), "alert")) {
      Quantities.read(passage, claims, Firmness.PROSE);
    }
  }

  /** The situation names what must be kept to, but never a technology that was chosen. */
  private void background(Passage passage) {
    boolean target =
        List.of(
                "budget",
                "uptime",
                "availability",
                "rpo",
                "rto",
                "response time",
                "throughput",
                "concurrent users",
                "compliance",
                "error rate")
            .contains(passage.label());
    if (target && passage.isUnder("context", "problem statement", "background")) {
      Fields.read(passage, claims, Firmness.DRIVER);
    }
  }

  private void other(Passage passage) {
    if (List.of("chosen option", "decision", "chosen").contains(passage.label())) {
      chosen(passage);
    } else if (!passage.label().isEmpty()
        && passage.role() == Role.OTHER
        && passage.text().length() <= 60) {
      Fields.read(passage, claims, Firmness.FIELD);
    } else if (passage.label().isEmpty() && DECIDES.matcher(passage.text()).find()) {
      Claims.choices(passage, claims, Firmness.PROSE, false);
      Quantities.read(passage, claims, Firmness.PROSE);
    }
    if (passage.role() == Role.HEAD
        && !passage.label().isEmpty()
        && !Titles.has(passage.label(), "context")) {
      Fields.read(passage, claims, Firmness.FIELD);
    }
  }

  private boolean yStatement(Passage passage) {
    Matcher matcher = Y_STATEMENT.matcher(passage.text());
    if (!matcher.find()) {
      return false;
    }
    Passage.Places places = passage.places();
    String choice = " ".repeat(matcher.start(1)) + matcher.group(1);
    Claims.choices(
        new Passage(
            passage.form(),
            passage.path(),
            Role.DECISION,
            passage.label(),
            choice,
            passage.line(),
            List.of(),
            List.of(),
            passage.mark(),
            places),
        claims,
        Firmness.CHOSEN);
    return true;
  }

  private void title(Draft draft) {
    String title = draft.title();
    if (!TITLE_DECIDES.matcher(title).find() || UNDECIDED.matcher(title).find()) {
      return;
    }
    int column = Math.max(0, record.title().length() - title.length());
    Passage.Places places =
        new Passage.Places(
            record.path(), List.of(0), List.of(record.titleLine()), List.of(1 + column), 0);
    Claims.choices(
        new Passage(
            Form.PARAGRAPH,
            List.of(),
            Role.HEAD,
            "",
            title,
            record.title(),
            List.of(),
            List.of(),
            Passage.Mark.NONE,
            places),
        claims,
        Firmness.TITLE);
  }
}
