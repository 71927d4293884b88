package dev.slipway.check.waiver;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evidence.Span;
import dev.slipway.hcl.syntax.HclComments;
import dev.slipway.vocabulary.Waiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Reads waivers out of comments:
 *
 * <pre>
 * # slipway:waive SLIP-AWS-S3-VERSIONING owner=ops until=2027-03-01 reason="holds only build caches"
 * </pre>
 *
 * A comment behind code holds for its line; one on a line of its own holds for the next line of
 * code and everything that is indented below it.
 */
final class InlineWaivers {

  static final String MARKER = "slipway:waive";

  private static final List<String> COMMENT_SIGNS = List.of("#", "//", "/*", "--", "<!--", ";");
  private static final List<String> TERRAFORM = List.of(".tf", ".tofu", ".hcl", ".tfvars");
  private static final String FORM =
      "  # slipway:waive RULE owner=NAME until=YYYY-MM-DD reason=\"why it is right to live with"
          + " it\"";

  private final String file;
  private final List<String> lines;
  private final List<RuleWaiver> waivers = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  /** The line of code that the comment read last stands above, so that no line is read twice. */
  private int code;

  private InlineWaivers(String file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  static Outcome<List<RuleWaiver>> read(String file, String text) {
    if (!text.contains(MARKER)) {
      return Outcome.of(List.of());
    }
    InlineWaivers reader = new InlineWaivers(file, text.lines().toList());
    IntPredicate isComment = comments(file, text);
    int start = 0;
    for (int i = 0; i < reader.lines.size(); i++) {
      int marker = reader.lines.get(i).indexOf(MARKER);
      if (marker >= 0 && isComment.test(start + marker)) {
        reader.line(i);
      }
      start = nextLine(text, start + reader.lines.get(i).length());
    }
    return new Outcome<>(List.copyOf(reader.waivers), reader.problems);
  }

  /** Where the next line begins, behind the end of one; a carriage return alone ends one too. */
  private static int nextLine(String text, int end) {
    return text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }

  /** Where comments are, by offsets; in other languages than Terraform's their signs tell. */
  private static IntPredicate comments(String file, String text) {
    return TERRAFORM.stream().anyMatch(file::endsWith) ? HclComments.of(text)::covers : at -> true;
  }

  private void line(int index) {
    String line = lines.get(index);
    int marker = line.indexOf(MARKER);
    if (marker < 0) {
      return;
    }
    int sign = commentSign(line, marker);
    if (sign < 0) {
      return;
    }
    Span span = new Span(file, index + 1, marker + 1, index + 1, line.stripTrailing().length() + 1);
    Words words = new Words(line.substring(marker + MARKER.length()));
    if (words.rules.isEmpty() || !words.misplaced.isEmpty()) {
      problems.add(malformed(span, words));
      return;
    }
    Waiver waiver =
        new Waiver(
            words.settings.getOrDefault("reason", ""),
            words.settings.getOrDefault("owner", ""),
            words.settings.getOrDefault("until", ""));
    RuleWaiver.Place place =
        line.substring(0, sign).isBlank()
            ? below(index)
            : new RuleWaiver.Place.Lines(file, index + 1, index + 1);
    words.rules.forEach(rule -> waivers.add(new RuleWaiver(rule, place, waiver, span)));
  }

  private Diagnostic malformed(Span span, Words words) {
    return Diagnostic.error(
        "SLIP-WAIVER-MALFORMED",
        span,
        "Waiver cannot be read",
        words.rules.isEmpty()
            ? "It names no rule, so it waives nothing."
            : "`" + words.misplaced.getFirst() + "` is neither a rule nor a setting of a waiver.",
        "Write it as\n" + FORM);
  }

  /** Where the comment begins that the marker stands in; -1 when it stands in none. */
  private static int commentSign(String line, int marker) {
    int nearest = -1;
    for (String sign : COMMENT_SIGNS) {
      int at = line.lastIndexOf(sign, marker);
      if (at >= 0 && line.substring(at + sign.length(), marker).isBlank()) {
        nearest = nearest < 0 ? at : Math.min(nearest, at);
      }
    }
    return nearest;
  }

  /** The next line of code and what is indented below it, with the bracket that closes it. */
  private RuleWaiver.Place below(int comment) {
    int first = Math.max(comment + 1, code);
    while (first < lines.size() && isCommentOrBlank(lines.get(first))) {
      first++;
    }
    code = first;
    int indentation = first < lines.size() ? indentation(lines.get(first)) : 0;
    int last = first;
    while (last + 1 < lines.size() && belongs(lines.get(last + 1), indentation)) {
      last++;
    }
    return new RuleWaiver.Place.Lines(file, first + 1, last + 1);
  }

  private static boolean belongs(String line, int indentation) {
    return line.isBlank()
        || indentation(line) > indentation
        || (indentation(line) == indentation && ")]}".indexOf(line.strip().charAt(0)) >= 0);
  }

  private static int indentation(String line) {
    int i = 0;
    while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  private static boolean isCommentOrBlank(String line) {
    String text = line.strip();
    return text.isEmpty() || COMMENT_SIGNS.stream().anyMatch(text::startsWith);
  }

  /** The words behind the marker: rules, and settings of the form {@code key=value}. */
  private static final class Words {
    private static final List<String> KEYS = List.of("owner", "until", "reason");

    private final List<String> rules = new ArrayList<>();
    private final List<String> misplaced = new ArrayList<>();
    private final Map<String, String> settings = new TreeMap<>();
    private final String text;
    private int position;

    private Words(String text) {
      this.text = text;
      while (position < text.length()) {
        char c = text.charAt(position);
        if (c == ' ' || c == '\t' || c == ',') {
          position++;
        } else if (text.startsWith("*/", position) || text.startsWith("-->", position)) {
          position = text.length();
        } else {
          word();
        }
      }
    }

    private void word() {
      int start = position;
      while (position < text.length() && " \t,=".indexOf(text.charAt(position)) < 0) {
        position++;
      }
      String word = text.substring(start, position);
      if (position < text.length() && text.charAt(position) == '=') {
        position++;
        setting(word);
      } else if (word.startsWith("SLIP-")) {
        rules.add(word);
      } else {
        misplaced.add(word);
      }
    }

    private void setting(String key) {
      String value;
      if (position < text.length() && text.charAt(position) == '"') {
        int end = text.indexOf('"', position + 1);
        end = end < 0 ? text.length() : end;
        value = text.substring(position + 1, end);
        position = Math.min(text.length(), end + 1);
      } else {
        int start = position;
        while (position < text.length() && " \t".indexOf(text.charAt(position)) < 0) {
          position++;
        }
        value = text.substring(start, position);
      }
      if (KEYS.contains(key)) {
        settings.put(key, value.strip());
      } else {
        misplaced.add(key);
      }
    }
  }
}
