package dev.slipway.intake.record;

import dev.slipway.intake.record.Lexicon.Meaning;
import dev.slipway.intake.record.Lexicon.Mention;
import dev.slipway.intake.record.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The technologies that a sentence chooses: named in it, and not in a part that turns something
 * down, gives a reason, looks back or looks ahead. In doubt a name is left out: silence is mended
 * by an assumption that people see, a wrong choice is not.
 */
final class Choices {

  /** A technology that is chosen, with the words that name it. */
  record Choice(Meaning meaning, int start, int end, Optional<String> version) {}

  private static final List<String> TURNS_DOWN =
      List.of(
          "not",
          "never",
          "no",
          "without",
          "over",
          "unlike",
          "neglected",
          "neglect",
          "reject",
          "rejected",
          "rejecting",
          "rejects",
          "discard",
          "discarded",
          "dismiss",
          "dismissed",
          "avoid",
          "avoids",
          "avoiding",
          "drop",
          "dropped",
          "dropping",
          "retire",
          "retired",
          "retiring",
          "than",
          "versus",
          "vs",
          "against",
          "compared",
          "considered",
          "evaluated",
          "looked",
          "tried",
          "trialled",
          "examined",
          "investigated",
          "explored",
          "alternative",
          "alternatives",
          "don't",
          "doesn't",
          "won't",
          "isn't",
          "aren't",
          "cannot",
          "can't",
          "except",
          "decommission",
          "deprecate",
          "deprecating",
          "abandon",
          "abandoning",
          "leaving",
          "nor",
          "neither",
          "eliminates",
          "eliminating",
          "remove",
          "removed",
          "removes",
          "removing",
          "unless",
          "don’t",
          "won’t",
          "can’t",
          "isn’t",
          "despite",
          "beyond",
          "compatible",
          "excluding");
  private static final List<String> TURNS_DOWN_IN_TWO =
      List.of(
          "instead of",
          "rather than",
          "away from",
          "opposed to",
          "ruled out",
          "rules out",
          "rule out",
          "stop using",
          "used to",
          "out of");
  private static final List<String> LEAVES =
      List.of(
          "move",
          "moved",
          "moving",
          "migrate",
          "migrated",
          "migrating",
          "migration",
          "switch",
          "switched",
          "switching",
          "change",
          "changed",
          "port",
          "ported",
          "transition");
  private static final List<String> REPLACES =
      List.of("replace", "replaces", "replaced", "replacing", "supersedes", "superseding", "swap");
  private static final List<String> ENDS_CHOICE =
      List.of(
          "because",
          "since",
          "accepting",
          "if",
          "until",
          "whereas",
          "while",
          "although",
          "though",
          "later",
          "eventually",
          "future",
          "might",
          "could",
          "may",
          "would",
          "potentially",
          "possibly",
          "optionally",
          "when",
          "once",
          "due",
          "as a fallback",
          "before",
          "after");
  private static final List<String> ENDS_CHOICE_IN_TWO =
      List.of(
          "so that",
          "should we",
          "to achieve",
          "given that",
          "in case",
          "in order",
          "as it",
          "as we",
          "as they",
          "as this",
          "thanks to",
          "similar to",
          "such as",
          "integrates with",
          "compatible with",
          "works with");
  private static final List<String> TURNED_DOWN_AFTER =
      List.of(
          "rejected",
          "discarded",
          "dismissed",
          "neglected",
          "considered",
          "evaluated",
          "deprecated",
          "retired",
          "dropped",
          "ruled");
  private static final List<String> CHOSEN =
      List.of(
          "chosen",
          "selected",
          "used",
          "use",
          "adopted",
          "considered",
          "option",
          "picked",
          "suitable",
          "viable",
          "needed",
          "required",
          "pursued",
          "enough",
          "sufficient",
          "allowed",
          "recommended",
          "an");
  private static final List<String> LESSER_USE =
      List.of(
          "tests",
          "testing",
          "test",
          "locally",
          "local",
          "development",
          "dev",
          "prototyping",
          "analytics",
          "ci",
          "unit");

  /**
   * After a comma these begin something new; anything else may go on with the list of what is
   * turned down.
   */
  private static final List<String> BEGINS_CLAUSE =
      List.of(
          "we",
          "it",
          "this",
          "they",
          "our",
          "so",
          "then",
          "i",
          "use",
          "using",
          "will",
          "the",
          "everything",
          "all",
          "which",
          "that");

  private static final List<String> RELATIVES =
      List.of(
          "compatible", "like", "style", "flavored", "flavoured", "native", "based", "certified");

  /** Words of sentences that tell what was or is, rather than what shall be. */
  private static final List<String> LOOKS_BACK =
      List.of(
          "currently",
          "today",
          "existing",
          "prototype",
          "previously",
          "legacy",
          "formerly",
          "was",
          "were",
          "had",
          "initially",
          "originally",
          "so-far",
          "nowadays",
          "present");

  private static final List<String> DECIDES =
      List.of(
          "will",
          "shall",
          "must",
          "decided",
          "decide",
          "chose",
          "choose",
          "chosen",
          "selected",
          "select",
          "adopt",
          "adopted",
          "use",
          "uses",
          "using",
          "used",
          "run",
          "runs",
          "running",
          "host",
          "hosts",
          "hosted",
          "deploy",
          "deploys",
          "deployed",
          "store",
          "stores",
          "stored",
          "keep",
          "keeps",
          "kept",
          "persist",
          "build",
          "standardize",
          "standardise",
          "migrate",
          "move",
          "switch",
          "rely",
          "leverage",
          "provision",
          "go",
          "going",
          "replace",
          "introduce");
  private static final List<String> WEIGHS =
      List.of(
          "is",
          "are",
          "offers",
          "offer",
          "has",
          "have",
          "lacks",
          "provides",
          "provide",
          "requires",
          "require",
          "needs",
          "force",
          "forces",
          "supports",
          "means",
          "makes",
          "gives",
          "costs",
          "scales",
          "can",
          "adds",
          "brings");

  private final Words words;
  private final List<Choice> choices = new ArrayList<>();
  private Scope scope = Scope.OPEN;
  private boolean leading;

  private enum Scope {
    OPEN,
    TURNED_DOWN,
    /** What is left, up to the word "to". */
    LEFT,
    /** What is replaced, up to "with" or "by". */
    REPLACED,
    /** A reason, a condition or a prospect. */
    ASIDE
  }

  private Choices(Words words) {
    this.words = words;
  }

  /** What {@code text} chooses, in the order of its words. */
  static List<Choice> in(String text) {
    List<Choice> all = new ArrayList<>();
    for (Words sentence : Words.sentences(text)) {
      if (!sentence.hasAny(LOOKS_BACK)) {
        all.addAll(in(sentence));
      }
    }
    return all;
  }

  /** The version that a text gives to a technology, wherever in it. */
  static Optional<String> version(String text, String value) {
    for (Words sentence : Words.sentences(text)) {
      for (int i = 0; i < sentence.size(); i++) {
        Optional<Mention> mention =
            Lexicon.at(sentence, i).filter(m -> m.meaning().value().equals(value));
        if (mention.isPresent()) {
          Optional<String> version = new Choices(sentence).version(i + mention.get().length());
          if (version.isPresent()) {
            return version;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** What the first sentence chooses: what follows it weighs the options. */
  static List<Choice> inFirstSentence(String text) {
    return Words.sentences(text).stream().findFirst().map(Choices::in).orElse(List.of());
  }

  /**
   * What the sentences choose that decide something: a verb of choosing, or, with {@code names}, a
   * bare name.
   */
  static List<Choice> inDeciding(String text, boolean names) {
    List<Choice> all = new ArrayList<>();
    for (Words sentence : Words.sentences(text)) {
      if (!sentence.hasAny(LOOKS_BACK) && decides(sentence, names)) {
        all.addAll(in(sentence));
      }
    }
    return all;
  }

  private static boolean decides(Words sentence, boolean names) {
    boolean fragment = names && sentence.size() <= 14 && !sentence.hasAny(WEIGHS);
    return fragment || sentence.hasAny(DECIDES);
  }

  static List<Choice> in(Words sentence) {
    return new Choices(sentence).read();
  }

  private List<Choice> read() {
    int index = 0;
    while (index < words.size()) {
      Word word = words.get(index);
      Optional<Mention> mention = Lexicon.at(words, index);
      punctuation(word.before(), index, mention.isPresent());
      if (mention.isEmpty()) {
        trigger(index);
        index++;
        continue;
      }
      int next = index + mention.get().length();
      if (scope == Scope.OPEN && stands(index, next)) {
        choices.add(
            new Choice(
                mention.get().meaning(), word.start(), words.get(next - 1).end(), version(next)));
      }
      index = next;
    }
    return choices;
  }

  private void punctuation(String before, int index, boolean mention) {
    if (before.indexOf(';') >= 0 || before.indexOf('—') >= 0 || before.contains(" - ")) {
      scope = Scope.OPEN;
    } else if (before.indexOf(',') >= 0 || before.indexOf(')') >= 0) {
      boolean newClause = !mention && BEGINS_CLAUSE.contains(words.text(index));
      if ((scope == Scope.TURNED_DOWN && newClause) || leading) {
        scope = Scope.OPEN;
      }
      leading = false;
    }
  }

  private void trigger(int index) {
    String word = words.text(index);
    if (TURNS_DOWN.contains(word)
        || TURNS_DOWN_IN_TWO.stream().anyMatch(p -> words.has(index, p))) {
      // "not only X but also Y" chooses both.
      scope = words.text(index + 1).equals("only") ? scope : weaker(Scope.TURNED_DOWN);
    } else if (word.equals("from") && leaves(index)) {
      scope = weaker(Scope.LEFT);
    } else if (REPLACES.contains(word)) {
      scope = weaker(Scope.REPLACED);
    } else if (ENDS_CHOICE.contains(word)
        || ENDS_CHOICE_IN_TWO.stream().anyMatch(p -> words.has(index, p))) {
      leading = index == 0;
      scope = Scope.ASIDE;
    } else if (word.equals("but") && scope != Scope.ASIDE) {
      scope = Scope.OPEN;
    } else if (word.equals("to") && scope == Scope.LEFT) {
      scope = Scope.OPEN;
    } else if ((word.equals("with") || word.equals("by")) && scope == Scope.REPLACED) {
      scope = Scope.OPEN;
    }
  }

  /** What is an aside already stays one. */
  private Scope weaker(Scope wanted) {
    return scope == Scope.ASIDE ? scope : wanted;
  }

  private boolean leaves(int from) {
    for (int i = Math.max(0, from - 4); i < from; i++) {
      if (LEAVES.contains(words.text(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether what follows the name leaves it standing. */
  private boolean stands(int index, int next) {
    String after = words.text(next);
    boolean onlyPart = RELATIVES.contains(after) && !after.isEmpty();
    boolean lesser =
        List.of("for", "in", "during").contains(after)
            && (LESSER_USE.contains(words.text(next + 1))
                || (LESSER_USE.contains(words.text(next + 2))
                    && words.text(next + 1).length() <= 5));
    boolean mechanism = words.has(index, "pub sub") && words.text(index - 1).equals("redis");
    return !onlyPart && !lesser && !mechanism && !turnedDownAfter(next);
  }

  private boolean turnedDownAfter(int next) {
    for (int i = next; i < words.size() && i < next + 8; i++) {
      String before = words.get(i).before();
      boolean clause =
          before.indexOf(',') >= 0 || before.indexOf(';') >= 0 || before.indexOf(':') >= 0;
      if (clause || ENDS_CHOICE.contains(words.text(i)) || Lexicon.at(words, i).isPresent()) {
        return false;
      }
      if (TURNED_DOWN_AFTER.contains(words.text(i))) {
        return true;
      }
      if (words.text(i).equals("not")
          && (CHOSEN.contains(words.text(i + 1)) || CHOSEN.contains(words.text(i + 2)))) {
        return true;
      }
    }
    return false;
  }

  /** {@code PostgreSQL 16}, {@code Postgres v16}, {@code PostgreSQL version 16}. */
  private Optional<String> version(int next) {
    int at = words.text(next).equals("version") ? next + 1 : next;
    if (at >= words.size()) {
      return Optional.empty();
    }
    String before = words.get(at).before();
    String text = words.text(at).startsWith("v") ? words.text(at).substring(1) : words.text(at);
    boolean number =
        !text.isEmpty()
            && text.length() <= 6
            && text.chars().allMatch(c -> Character.isDigit(c) || c == '.' || c == '+');
    boolean unit =
        List.of("gb", "gib", "mb", "tb", "vcpu", "nodes", "instances", "replicas", "days")
            .contains(words.text(at + 1));
    return number && !unit && (before.equals(" ") || before.equals(" ("))
        ? Optional.of(text)
        : Optional.empty();
  }
}
