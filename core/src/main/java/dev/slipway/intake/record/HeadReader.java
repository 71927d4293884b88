package dev.slipway.intake.record;

import dev.slipway.document.Node;
import dev.slipway.intake.RecordReference.RecordKind;
import dev.slipway.intake.RecordReference.RecordStatus;
import dev.slipway.intake.record.Draft.Pointer;
import dev.slipway.intake.record.Passage.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What kind of record a file is, its id, status and date, and what it supersedes. */
final class HeadReader {

  private static final Pattern ID =
      Pattern.compile(
          "^\\s*((?:ADR|AD|DR|IMPL|SEC|INFRA|LADR)[-_ #]?[0-9]{1,6})\\b[\\s:.–—-]*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBERED =
      Pattern.compile("^\\s*(?:[0-9]{1,6})[.:)]?\\s+[-–—:]?\\s*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
  private static final Pattern FILE_NUMBER =
      Pattern.compile("^(?:[A-Za-z]{1,6}[-_]?)?0*([0-9]{1,6})(?:[-_. ]|$)");
  private static final Pattern POINTER =
      Pattern.compile(
          "\\b(?:LADR|ADR|AD|DR)[-_"
              + " #]{0,2}0*([0-9]{1,6})\\b|(?<![\\w.])#?0*([0-9]{1,6})(?![\\w.%/])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NAMED_POINTER =
      Pattern.compile(
          "\\b(?:LADR|ADR|AD|DR)[-_ #]{0,2}0*([0-9]{1,6})\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern DATE =
      Pattern.compile("\\b((?:19|20)[0-9]{2})[-/.]([01][0-9])[-/.]([0-3][0-9])\\b");
  private static final Pattern STATUS_WORD =
      Pattern.compile(
          "\\b(superseded|superceded|replaced|deprecated|obsolete|obsoleted|retired|rejected|declined|abandoned|withdrawn|cancelled|canceled|proposed|draft|pending|under"
              + " review|in review|in discussion|rfc|wip|tentative|undecided|not (?:yet"
              + " )?(?:accepted|approved|decided)|unapproved|accepted|approved|adopted|decided|implemented|active|agreed|in"
              + " force|in effect|final|done|complete|completed|current|confirmed|review ready|in"
              + " progress)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BY =
      Pattern.compile(
          "\\b(?:superseded|superceded|replaced|obsoleted)[ -]by\\b|\\bsuperseding\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SUPERSEDES =
      Pattern.compile(
          "\\b(?:supersedes|supercedes|replaces|obsoletes)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern GENERIC_TITLE =
      Pattern.compile(
          "^(?:architectur(?:e|al) decision records?|decision record|adr)(?: \\(adr\\))?$",
          Pattern.CASE_INSENSITIVE);

  private final MarkdownRecord record;

  private HeadReader(MarkdownRecord record) {
    this.record = record;
  }

  static Draft read(MarkdownRecord record, RecordKind kind) {
    return new HeadReader(record).read(kind);
  }

  private Draft read(RecordKind kind) {
    String title = title();
    Matcher id = ID.matcher(title);
    boolean named = id.find();
    String name = ownName(record.path());
    String shortTitle =
        named ? title.substring(id.end()) : NUMBERED.matcher(title).replaceFirst("");
    shortTitle =
        shortTitle.replaceFirst(
            "(?i)^(?:architecture decision record|implementation record|security"
                + " assessment|infrastructure record)\\s?[:–—-]\\s?",
            "");
    Optional<Integer> number = named ? number(id.group(1)) : number(title, name);
    Matcher fileId = ID.matcher(name);
    String shown =
        named
            ? id.group(1).toUpperCase(Locale.ROOT).replaceAll("[ _#]", "-")
            : fileId.find() ? fileId.group(1).toUpperCase(Locale.ROOT).replace('_', '-') : name;
    return new Draft(
        record,
        kind,
        shown,
        shortTitle.strip(),
        number.or(() -> fileNumber(name)),
        status(),
        date(),
        pointers(SUPERSEDES, "supersedes", "replaces"),
        pointers(BY, "superseded-by", "superseded_by", "superseded by", "replaced-by"));
  }

  private String title() {
    if (!GENERIC_TITLE.matcher(record.title().strip()).matches()) {
      return record.title();
    }
    return record.passages().stream()
        .filter(p -> p.label().equals("title") || p.label().equals("name"))
        .map(Passage::text)
        .findFirst()
        .or(() ->
            record.passages().stream()
                .filter(p -> !p.path().isEmpty())
                .map(p -> p.path().getFirst())
                .findFirst())
        .orElse(record.title());
  }

  private static Optional<Integer> number(String title, String name) {
    return NUMBERED.matcher(title).find() ? number(title) : fileNumber(name);
  }

  private static Optional<Integer> fileNumber(String name) {
    Matcher matcher = FILE_NUMBER.matcher(name);
    // A date in a file's name is no number.
    return matcher.find()
            && matcher.group(1).length() < 6
            && !name.matches("(?:19|20)[0-9]{2}-[01][0-9].*")
        ? Optional.of(Integer.parseInt(matcher.group(1)))
        : Optional.empty();
  }

  private static Optional<Integer> number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    return matcher.find() ? Optional.of(Integer.parseInt(matcher.group())) : Optional.empty();
  }

  private Optional<RecordStatus> status() {
    Optional<String> front = record.frontMatter().flatMap(f -> f.text("status"));
    if (front.isPresent()) {
      return status(front.get());
    }
    List<Passage> said = record.passages().stream().filter(HeadReader::isStatus).toList();
    boolean boxes = said.stream().anyMatch(p -> p.mark() == Mark.TICKED);
    StringBuilder text = new StringBuilder();
    for (Passage passage : said) {
      if (!boxes || passage.mark() == Mark.TICKED) {
        text.append(passage.text()).append('\n');
      }
    }
    boolean open = !boxes && said.stream().anyMatch(p -> p.mark() == Mark.OPEN);
    return open ? Optional.empty() : status(text.toString());
  }

  private static boolean isStatus(Passage passage) {
    boolean own = passage.role() != Role.OPTIONS;
    return own
        && (List.of("status", "current status").contains(passage.label())
            || (passage.label().equals("state") && passage.role() == Role.HEAD)
            || (passage.label().isEmpty()
                && (passage.section().equals("status")
                    || passage.section().startsWith("status "))));
  }

  /** The status that a text states; none when it lists them all, as a form does. */
  static Optional<RecordStatus> status(String text) {
    if (BY.matcher(text).find() && !isForm(text)) {
      return Optional.of(RecordStatus.SUPERSEDED);
    }
    Matcher matcher = STATUS_WORD.matcher(text);
    return isForm(text) || !matcher.find() ? Optional.empty() : Optional.of(of(matcher.group(1)));
  }

  /** {@code Proposed | Accepted | Rejected}: nobody has chosen. */
  static boolean isForm(String text) {
    Matcher matcher = STATUS_WORD.matcher(text);
    int words = 0;
    int last = -1;
    while (matcher.find()) {
      String between = last < 0 ? "" : text.substring(last, matcher.start());
      if (last < 0 || (between.length() <= 4 && between.matches("\\s*[|/,]\\s*"))) {
        words++;
      }
      last = matcher.end();
    }
    return words >= 3 || (words == 2 && text.matches("(?s).*[|/].*"));
  }

  private static RecordStatus of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "superseded", "superceded", "replaced", "obsoleted" -> RecordStatus.SUPERSEDED;
      case "deprecated", "obsolete", "retired" -> RecordStatus.DEPRECATED;
      case "rejected", "declined", "abandoned", "withdrawn", "cancelled", "canceled" ->
          RecordStatus.REJECTED;
      case "accepted",
          "approved",
          "adopted",
          "decided",
          "implemented",
          "active",
          "agreed",
          "in force",
          "in effect",
          "final",
          "done",
          "complete",
          "completed",
          "current",
          "confirmed" ->
          RecordStatus.IN_FORCE;
      default -> RecordStatus.PROPOSED;
    };
  }

  private Optional<String> date() {
    Optional<String> front =
        record.frontMatter().flatMap(f -> f.text("date")).flatMap(HeadReader::isoDate);
    if (front.isPresent()) {
      return front;
    }
    for (Passage passage : record.passages()) {
      boolean dated =
          passage.label().equals("date")
              || passage.label().equals("last updated")
              || (passage.label().isEmpty() && passage.section().equals("date"));
      Optional<String> date = dated ? isoDate(passage.text()) : Optional.empty();
      if (date.isPresent()) {
        return date;
      }
    }
    return record.passages().stream()
        .filter(HeadReader::isStatus)
        .flatMap(p -> isoDate(p.text()).stream())
        .findFirst()
        .or(() -> isoDate(fileName(record.path())));
  }

  private static Optional<String> isoDate(String text) {
    Matcher matcher = DATE.matcher(text);
    return matcher.find()
        ? Optional.of(matcher.group(1) + "-" + matcher.group(2) + "-" + matcher.group(3))
        : Optional.empty();
  }

  private List<Pointer> pointers(Pattern verb, String... keys) {
    List<Pointer> pointers = new ArrayList<>();
    for (String key : keys) {
      record
          .frontMatter()
          .flatMap(f -> f.get(key))
          .ifPresent(n -> n.texts().forEach(t -> add(pointers, t, n)));
    }
    record
        .frontMatter()
        .flatMap(f -> f.get("status"))
        .filter(n -> n.text().filter(t -> verb.matcher(t).find()).isPresent())
        .ifPresent(n -> add(pointers, n.text().orElse(""), n));
    for (Passage passage : record.passages()) {
      pointers(passage, verb, pointers);
    }
    return pointers;
  }

  private static void add(List<Pointer> pointers, String text, Node at) {
    Matcher matcher = POINTER.matcher(text);
    if (matcher.find()) {
      String digits = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      pointers.add(
          new Pointer(Optional.of(Integer.parseInt(digits)), fileName(text), at.span().line()));
    } else if (!text.isBlank()) {
      pointers.add(new Pointer(Optional.empty(), fileName(text.strip()), at.span().line()));
    }
  }

  private static void pointers(Passage passage, Pattern verb, List<Pointer> pointers) {
    if (passage.role() == Role.OPTIONS) {
      return;
    }
    String field = passage.field();
    Matcher matcher = verb.matcher(passage.line());
    boolean labelled = verb.matcher(field).find();
    if (!labelled && !matcher.find()) {
      return;
    }
    String rest = labelled ? passage.text() : passage.line().substring(matcher.end());
    int line = passage.places().span(0, 1).line();
    boolean head = labelled || isStatus(passage);
    // In prose only a named record is one: "replaces 3 servers" is not.
    Matcher numbers = (head ? POINTER : NAMED_POINTER).matcher(DATE.matcher(rest).replaceAll(" "));
    int before = pointers.size();
    while (numbers.find()) {
      String digits =
          numbers.groupCount() > 1 && numbers.group(1) == null
              ? numbers.group(2)
              : numbers.group(1);
      pointers.add(new Pointer(Optional.of(Integer.parseInt(digits)), "", line));
    }
    if (pointers.size() == before
        && (head || passage.links().stream().anyMatch(l -> l.endsWith(".md")))) {
      for (String link : passage.links()) {
        pointers.add(new Pointer(fileNumber(fileName(link)), fileName(link), line));
      }
    }
  }

  /** The file's name, or its folder's where each record has a folder. */
  private static String ownName(String path) {
    String name = fileName(path);
    int slash = path.lastIndexOf('/');
    boolean general = name.equalsIgnoreCase("index") || name.equalsIgnoreCase("readme");
    return general && slash > 0 ? fileName(path.substring(0, slash)) : name;
  }

  /** Without folder, fragment and ending. */
  static String fileName(String path) {
    String name = path.replaceFirst("#.*$", "");
    name = name.substring(name.lastIndexOf('/') + 1);
    return name.replaceFirst("\\.(?:md|markdown)$", "");
  }
}
