package dev.slipway.intake.record;

import dev.slipway.intake.RecordReference.RecordKind;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which files are records, by where they are and by what they say at their top. */
final class RecordFinder {

  /** How much of a file is looked at before it is known to be a record. */
  private static final int GLANCE = 6_000;

  private static final Pattern PLACE =
      Pattern.compile(
          "(?i)(?:^|/)(?:adrs?|decisions?|architecture[-_]decisions?|architecture-decision-records?|decision[-_]records?|decision[-_]log|rfcs)/");
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:^|/)(?:(?:l?adr|impl|sec|infra)[-_"
              + " ]?[0-9]{1,6}\\b.*|.*\\badr\\b.*|.*decision.*|.*implementation[-_]record.*|.*security[-_](?:assessment|review).*|.*infrastructure[-_]record.*)\\.(?:md|markdown)$");
  private static final List<String> FOREIGN =
      List.of(
          "node_modules",
          "vendor",
          "third_party",
          "testdata",
          "fixtures",
          "templates",
          "template",
          "examples",
          "example",
          "site-packages",
          ".slipway",
          ".github",
          "dist",
          "build",
          "target");
  private static final List<String> NO_RECORDS =
      List.of(
          "readme",
          "index",
          "template",
          "adr-template",
          "changelog",
          "contributing",
          "glossary",
          "toc",
          "summary");

  private static final Pattern IMPLEMENTATION = title("implementation record");
  private static final Pattern SECURITY =
      title("(?:security (?:assessment|review|audit)|threat model)");
  private static final Pattern INFRASTRUCTURE = title("infrastructure record");
  private static final Pattern DECISION =
      title("(?:adr[-_ #]?[0-9]|architectur(?:e|al) decision|decision record)");
  private static final Pattern STATUS =
      Pattern.compile(
          "(?im)^(?:#{1,6} +status\\b|[-*+ ]{0,4}\\**status\\**\\s?:|\\|? ?\\**status\\**\\s?\\|)");
  private static final Pattern FRONT_STATUS = Pattern.compile("(?m)^status:");
  private static final Pattern OUTCOME =
      Pattern.compile(
          "(?im)^(?:#{1,6} +(?:[0-9.]{1,4} )?(?:decision|decision outcome|our decision|the"
              + " decision)\\b|[-*+ ]{0,4}\\**(?:decision|chosen option)\\**\\s?:)");
  private static final Pattern SITUATION =
      Pattern.compile(
          "(?im)^(?:#{1,6} +(?:[0-9.]{1,4} )?(?:context|problem|background|consequences|considered"
              + " options)\\b|[-*+ ]{0,4}\\**(?:context|consequences)\\**\\s?:)");
  private static final Pattern Y_STATEMENT =
      Pattern.compile(
          "(?is)\\bin the context of\\b.{1,600}\\bwe (?:have )?(?:decided|opted|chose)\\b");
  private static final Pattern DECIDES =
      Pattern.compile("(?i)\\bwe (?:will|have decided|decided|chose|have chosen|are going)\\b");
  private static final Pattern CANVAS =
      Pattern.compile("(?i)\\b(?:template|write your|describe (?:the|your)|delete this)\\b");

  private RecordFinder() {}

  /** A file that is a record of this kind. */
  record Found(String path, RecordKind kind, String text) {}

  /** The records of the tree, sorted by path. */
  static List<Found> find(SourceTree tree) {
    List<Found> found = new ArrayList<>();
    for (String path : tree.paths()) {
      if (isMarkdown(path) && !isForeign(path)) {
        tree.text(path)
            .ifPresent(
                text -> kind(path, text).ifPresent(k -> found.add(new Found(path, k, text))));
      }
    }
    return found;
  }

  private static boolean isMarkdown(String path) {
    return path.endsWith(".md") || path.endsWith(".markdown") || path.endsWith(".MD");
  }

  private static boolean isForeign(String path) {
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
      if (FOREIGN.contains(path.substring(from, slash).toLowerCase(Locale.ROOT))) {
        return true;
      }
      from = slash + 1;
    }
    return false;
  }

  static Optional<RecordKind> kind(String path, String text) {
    String top =
        text.substring(0, Math.min(text.length(), GLANCE))
            .replace("\r\n", "\n")
            .replace('\r', '\n');
    String name = HeadReader.fileName(path).toLowerCase(Locale.ROOT);
    if (INFRASTRUCTURE.matcher(top).find()) {
      return Optional.of(RecordKind.INFRASTRUCTURE);
    }
    boolean ownFolder =
        name.equals("index")
            && PLACE
                .matcher(
                    path.substring(
                        0, Math.max(0, path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1)))
                .find();
    if ((NO_RECORDS.contains(name) && !ownFolder && !isComplete(top))
        || name.contains("template")) {
      return Optional.empty();
    }
    if (IMPLEMENTATION.matcher(top).find()) {
      return Optional.of(RecordKind.IMPLEMENTATION);
    }
    if (SECURITY.matcher(top).find()) {
      return Optional.of(RecordKind.SECURITY);
    }
    return isDecision(path, top) ? Optional.of(RecordKind.DECISION) : Optional.empty();
  }

  private static boolean isDecision(String path, String top) {
    boolean placed = PLACE.matcher(path).find() || NAME.matcher(path).find();
    boolean titled = DECISION.matcher(top).find();
    boolean outcome = OUTCOME.matcher(top).find();
    boolean status =
        STATUS.matcher(top).find() || (top.startsWith("---") && FRONT_STATUS.matcher(top).find());
    if (CANVAS.matcher(top.substring(0, Math.min(200, top.length()))).find() && !status) {
      return false;
    }
    boolean said = outcome || status;
    return (placed
            && (said || titled || Y_STATEMENT.matcher(top).find() || DECIDES.matcher(top).find()))
        || (titled && (said || SITUATION.matcher(top).find()))
        || (outcome && status && SITUATION.matcher(top).find());
  }

  /**
   * A file whose name says index or read-me is a record only when it has everything that a record
   * has.
   */
  private static boolean isComplete(String top) {
    Optional<String> status = top.lines().filter(l -> STATUS.matcher(l).find()).findFirst();
    return OUTCOME.matcher(top).find()
        && SITUATION.matcher(top).find()
        && status.isPresent()
        && !HeadReader.isForm(status.get())
        && !top.contains("```");
  }

  private static Pattern title(String words) {
    return Pattern.compile(
        "(?im)^(?:#{1,3} +\\W{0,4}(?:[A-Z]{2,5}-[0-9]{1,5}:? +)?"
            + words
            + "|(?:type|kind|artifact): +[\"']?"
            + words.replace(" ", "[ -]")
            + ")");
  }
}
