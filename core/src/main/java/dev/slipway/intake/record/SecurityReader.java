package dev.slipway.intake.record;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.intake.Claim;
import dev.slipway.intake.SecurityRequirement;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.record.ClaimCollector.Firmness;
import dev.slipway.intake.record.Passage.Cell;
import dev.slipway.intake.record.Passage.Form;
import dev.slipway.intake.record.Passage.Mark;
import dev.slipway.vocabulary.RiskLevel;
import dev.slipway.vocabulary.Waiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A security assessment → requirements, and claims that tighten. */
final class SecurityReader {

  private static final Pattern LEVEL =
      Pattern.compile("\\b(critical|high|severe|medium|moderate|low)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern ID =
      Pattern.compile("\\b([A-Z]{1,8}[-_]?[0-9]{1,4}(?:\\.[0-9]{1,3})?)\\b");
  private static final Pattern ACCEPTED =
      Pattern.compile(
          "\\b(?:risk )?(?:accepted|waived)\\b|\\baccepts? the risk\\b|\\brisk"
              + " acceptance\\b|\\bwaiver\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_ACCEPTED =
      Pattern.compile(
          "\\b(?:not|cannot be|can't be|must not be|never) (?:be )?(?:accepted|waived)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern OWNER =
      Pattern.compile(
          "\\b(?:accepted by|waived by|owner:?|by)\\s+([A-Z][\\p{L}.'-]{1,40}(?:"
              + " [A-Z][\\p{L}.'-]{1,40}){0,3})");
  private static final Pattern UNTIL =
      Pattern.compile(
          "\\b(?:until|till|through|expires?(?: on)?:?|valid to|review(?:ed)?"
              + " by|by)\\s+((?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ANY_DATE =
      Pattern.compile("\\b(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]\\b");
  private static final Pattern DONE =
      Pattern.compile(
          "^(?:done\\b.*|implemented|met|compliant|n/?a|not"
              + " applicable|satisfied|complete[d]?|fixed|resolved|mitigated)$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern KEPT_DAYS =
      Pattern.compile(
          "\\b(?:kept|keep|retain(?:ed)?|retention of|be kept|for)\\s(?:[a-z]{1,10}\\s){0,3}?(?:at"
              + " least\\s)?([0-9]{1,4}[ -](?:days?|weeks?|months?|years?))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BACKUPS =
      Pattern.compile("\\bbackups?\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern LOGS = Pattern.compile("\\blogs?\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern AUDIT =
      Pattern.compile(
          "\\baudit|\\bexpire|\\bat most\\b|\\bno longer than\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern STANDBY =
      Pattern.compile(
          "\\b(?:high availability|highly available|multi-?zone|multi-?az|standby|another zone)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NEGATED =
      Pattern.compile(
          "\\b(?:not (?:needed|required|necessary)|no need|without a|unnecessary|out of scope)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final List<String> REQUIREMENT_LABELS =
      List.of(
          "remediation",
          "remediation steps",
          "recommendation",
          "recommendations",
          "required control",
          "required controls",
          "control",
          "controls",
          "mitigation",
          "mitigations",
          "action",
          "required action",
          "fix",
          "requirement",
          "countermeasure",
          "remediation step");
  private static final List<String> REQUIREMENT_SECTIONS =
      List.of(
          "remediation",
          "remediation steps",
          "recommendations",
          "required controls",
          "security requirements",
          "requirements",
          "controls",
          "action items",
          "required actions",
          "conditions",
          "conditions for production",
          "infrastructure requirements",
          "mitigations");
  private static final List<String> TABLE_COLUMNS =
      List.of(
          "remediation",
          "recommendation",
          "required control",
          "control",
          "mitigation",
          "action",
          "requirement",
          "countermeasure",
          "fix",
          "what it asks here",
          "what it asks");

  private final Draft draft;
  private final List<Diagnostic> diagnostics;
  private final int firstNumber;
  private final ClaimCollector claims = new ClaimCollector(Origin.SECURITY_ASSESSMENT, 0);
  private final List<SecurityRequirement> requirements = new ArrayList<>();
  private RiskLevel level = RiskLevel.MEDIUM;
  private String finding = "";
  private String findingTitle = "";

  private SecurityReader(Draft draft, int firstNumber, List<Diagnostic> diagnostics) {
    this.draft = draft;
    this.firstNumber = firstNumber;
    this.diagnostics = diagnostics;
  }

  /** What one assessment adds. */
  record Result(List<Claim<?>> claims, List<SecurityRequirement> requirements) {}

  /** Requirements without an id of their own are numbered from {@code firstNumber} on. */
  static Result read(Draft draft, int firstNumber, List<Diagnostic> diagnostics) {
    SecurityReader reader = new SecurityReader(draft, firstNumber, diagnostics);
    reader.draft.record().passages().forEach(reader::passage);
    return new Result(reader.claims.claims(), List.copyOf(reader.requirements));
  }

  private void passage(Passage passage) {
    enter(passage);
    if (Titles.has(passage.label(), "compliance") || passage.isUnder("compliance")) {
      compliance(passage);
    }
    if (passage.form() == Form.ROW) {
      row(passage);
    } else if (isLevel(passage.label())) {
      level = level(passage.text()).orElse(level);
    } else if (isAcceptance(passage)) {
      waive(passage);
    } else if (isAny(REQUIREMENT_LABELS, passage.label())) {
      require(passage, passage.text());
    } else if (isUnderLabel(passage)) {
      require(passage, passage.line());
    } else if (passage.form() == Form.ITEM
        && isAny(REQUIREMENT_SECTIONS, passage.section())
        && passage.mark() != Mark.TICKED
        && !namesKnown(passage.line())) {
      require(passage, passage.line());
    }
  }

  /** A heading such as {@code V-01: Database reachable (Critical)} begins a finding. */
  private void enter(Passage passage) {
    String title =
        String.join(
            " › ", passage.path().stream().filter(p -> !REQUIREMENT_LABELS.contains(p)).toList());
    if (title.equals(findingTitle)) {
      return;
    }
    findingTitle = title;
    Matcher id = ID.matcher(passage.section().toUpperCase(Locale.ROOT).replace(' ', '-'));
    finding = id.lookingAt() ? id.group(1) : "";
    level = RiskLevel.MEDIUM;
    for (String part : passage.path()) {
      level = level(part).orElse(level);
    }
  }

  private boolean isUnderLabel(Passage passage) {
    return passage.form() == Form.ITEM
        && !passage.path().isEmpty()
        && REQUIREMENT_LABELS.contains(passage.path().getLast());
  }

  private static boolean isLevel(String label) {
    return List.of("risk level", "level", "severity", "risk", "priority", "risk rating")
        .contains(label);
  }

  private static boolean isAcceptance(Passage passage) {
    return List.of(
            "risk acceptance",
            "waiver",
            "accepted",
            "risk accepted",
            "acceptance",
            "accepted by",
            "exception")
        .contains(passage.label());
  }

  private static Optional<RiskLevel> level(String text) {
    Matcher matcher = LEVEL.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
          case "critical" -> RiskLevel.CRITICAL;
          case "high", "severe" -> RiskLevel.HIGH;
          case "low" -> RiskLevel.LOW;
          default -> RiskLevel.MEDIUM;
        });
  }

  private void row(Passage passage) {
    Optional<Cell> asked =
        passage.cells().stream().filter(c -> isAny(TABLE_COLUMNS, c.title())).findFirst();
    if (asked.isEmpty()
        || asked.get().text().isBlank()
        || passage.cells().stream().anyMatch(SecurityReader::isDone)) {
      return;
    }
    Optional<RiskLevel> own =
        passage.cells().stream()
            .filter(c ->
                isLevel(c.title())
                    || Titles.has(c.title(), "level")
                    || Titles.has(c.title(), "severity")
                    || Titles.has(c.title(), "risk"))
            .flatMap(c -> level(c.text()).stream())
            .findFirst();
    String first = passage.cells().getFirst().text();
    Matcher id = ID.matcher(first);
    String name =
        id.lookingAt()
            ? id.group(1)
            : passage.isUnder("compliance")
                ? passage.section().toUpperCase(Locale.ROOT) + " " + first
                : "";
    Evidence evidence =
        Evidence.stated(Origin.SECURITY_ASSESSMENT, asked.get().span(), passage.line());
    add(name, asked.get().text(), own.orElse(level), evidence, passage.line());
    tighten(passage, asked.get().text());
  }

  private static boolean isDone(Cell cell) {
    boolean state = Titles.has(cell.title(), "state") || Titles.has(cell.title(), "status");
    return state && DONE.matcher(cell.text()).matches();
  }

  private void require(Passage passage, String text) {
    if (text.isBlank() || passage.text().isBlank()) {
      return;
    }
    Matcher id = ID.matcher(text);
    String name = !finding.isEmpty() ? finding : id.lookingAt() ? id.group(1) : "";
    RiskLevel own = finding.isEmpty() ? prefixed(text).orElse(level) : level;
    add(name, text, own, passage.evidence(Origin.SECURITY_ASSESSMENT), text);
    tighten(passage, passage.text());
  }

  /** {@code [High] …}, {@code High: …}. */
  private static Optional<RiskLevel> prefixed(String text) {
    return level(text.substring(0, Math.min(text.length(), 12)));
  }

  private void add(String id, String text, RiskLevel of, Evidence evidence, String around) {
    String name = id.isEmpty() ? "SEC-" + (firstNumber + requirements.size()) : id;
    long same =
        requirements.stream()
            .filter(r -> r.id().equals(name) || r.id().startsWith(name + "."))
            .count();
    requirements.add(
        new SecurityRequirement(
            same == 0 ? name : name + "." + (same + 1),
            text.strip(),
            of,
            waiver(around, evidence),
            evidence));
  }

  private boolean namesKnown(String line) {
    Matcher matcher = ID.matcher(line);
    while (matcher.find()) {
      String id = matcher.group(1);
      if (requirements.stream().anyMatch(r -> r.id().equals(id))) {
        return true;
      }
    }
    return false;
  }

  private void waive(Passage passage) {
    Optional<Waiver> waiver =
        waiver(
            passage.label().equals("accepted by")
                ? "accepted by " + passage.text()
                : passage.line(),
            passage.evidence(Origin.SECURITY_ASSESSMENT));
    for (int i = 0; i < requirements.size() && waiver.isPresent(); i++) {
      SecurityRequirement r = requirements.get(i);
      boolean ofFinding =
          !finding.isEmpty() && (r.id().equals(finding) || r.id().startsWith(finding + "."));
      if (ofFinding || (finding.isEmpty() && i == requirements.size() - 1)) {
        requirements.set(
            i, new SecurityRequirement(r.id(), r.text(), r.level(), waiver, r.evidence()));
      }
    }
  }

  /** Somebody has to stand for an accepted risk, for a time that ends. */
  private Optional<Waiver> waiver(String text, Evidence evidence) {
    if (!ACCEPTED.matcher(text).find() || NOT_ACCEPTED.matcher(text).find()) {
      return Optional.empty();
    }
    Matcher owner = OWNER.matcher(text);
    Matcher until = UNTIL.matcher(text);
    Matcher date = ANY_DATE.matcher(text);
    Optional<String> day =
        until.find()
            ? Optional.of(until.group(1))
            : date.find() ? Optional.of(date.group()) : Optional.empty();
    if (!owner.find() || day.isEmpty()) {
      diagnostics.add(incomplete(evidence));
      return Optional.empty();
    }
    return Optional.of(new Waiver(text.strip(), owner.group(1), day.get()));
  }

  private Diagnostic incomplete(Evidence evidence) {
    return Diagnostic.warning(
        "SLIP-WAIVER-INCOMPLETE",
        evidence.span().orElseThrow(),
        "Accepted risk without an owner or an end",
        "The text accepts the risk and does not say who does so and until when, so the requirement"
            + " stays open.",
        "Name the person and the date, such as: accepted by Ada Example until 2027-01-31.");
  }

  private void compliance(Passage passage) {
    claims.add(
        Subjects.COMPLIANCE,
        passage.text(),
        passage,
        0,
        Math.max(1, passage.text().length()),
        Firmness.FIELD);
    for (String title : passage.path()) {
      claims.add(
          Subjects.COMPLIANCE,
          title,
          passage,
          0,
          Math.max(1, passage.text().length()),
          Firmness.PROSE);
    }
  }

  private void tighten(Passage passage, String text) {
    if (NEGATED.matcher(text).find()) {
      return;
    }
    for (Choices.Choice choice : Choices.in(text)) {
      choice
          .meaning()
          .subject()
          .filter(s -> s.equals(Subjects.WAF) || s.equals(Subjects.CUSTOMER_MANAGED_KEYS))
          .ifPresent(s ->
              claims.add(
                  s,
                  choice.meaning().value(),
                  passage,
                  0,
                  passage.text().length(),
                  Firmness.PROSE));
    }
    if (STANDBY.matcher(text).find()) {
      claims.add(
          Subjects.DATABASE_HIGH_AVAILABILITY,
          "true",
          passage,
          0,
          passage.text().length(),
          Firmness.PROSE);
    }
    ClaimCollector quantities = new ClaimCollector(Origin.SECURITY_ASSESSMENT, 0);
    if (text.equals(passage.text())) {
      Quantities.read(passage, quantities, Firmness.PROSE);
    }
    for (Claim<?> claim : quantities.claims()) {
      if (claim.subject().equals(Subjects.RATE_LIMIT)
          || claim.subject().equals(Subjects.RPO)
          || claim.subject().equals(Subjects.RTO)) {
        claims.add(claim);
      }
    }
    kept(passage, text);
  }

  private void kept(Passage passage, String text) {
    for (String sentence : text.split("(?<=[.;])\\s")) {
      Matcher kept = KEPT_DAYS.matcher(sentence);
      if (kept.find() && !AUDIT.matcher(sentence).find()) {
        if (BACKUPS.matcher(sentence).find()) {
          claims.add(
              Subjects.BACKUP_RETENTION_DAYS,
              kept.group(1),
              passage,
              0,
              passage.text().length(),
              Firmness.PROSE);
        } else if (LOGS.matcher(sentence).find()) {
          claims.add(
              Subjects.LOG_RETENTION_DAYS,
              kept.group(1),
              passage,
              0,
              passage.text().length(),
              Firmness.PROSE);
        }
      }
    }
  }

  private static boolean isAny(List<String> titles, String title) {
    return !title.isEmpty()
        && (titles.contains(title) || titles.stream().anyMatch(t -> title.startsWith(t + " ")));
  }
}
