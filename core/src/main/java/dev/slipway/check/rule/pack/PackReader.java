package dev.slipway.check.rule.pack;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.document.Node;
import dev.slipway.document.YamlDocument;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads packs: YAML with a list {@code rules} of {@code id}, {@code severity}, {@code title},
 * {@code why}, {@code fix}, {@code on} and {@code when}, with examples in {@code pass} and {@code
 * fail}: one text of Terraform code or a list of them. A rule that is not complete is reported and
 * left out.
 */
public final class PackReader {

  private static final List<String> KEYS =
      List.of("id", "severity", "title", "why", "fix", "on", "when", "pass", "fail");

  private final List<Diagnostic> problems = new ArrayList<>();
  private final List<PackRule> rules = new ArrayList<>();
  private final Set<String> ids = new LinkedHashSet<>();

  private PackReader() {}

  /** The rules of one pack. */
  public static Outcome<List<PackRule>> read(String file, String text) {
    return readAll(Map.of(file, text));
  }

  /** The rules of several packs, by their paths; an id may be given once in all of them. */
  public static Outcome<List<PackRule>> readAll(Map<String, String> files) {
    PackReader reader = new PackReader();
    new TreeMap<>(files)
        .forEach((file, text) -> {
          Outcome<Optional<Node>> document = YamlDocument.read(file, text);
          reader.problems.addAll(document.diagnostics());
          document.value().ifPresent(reader::pack);
        });
    return new Outcome<>(List.copyOf(reader.rules), reader.problems);
  }

  private void pack(Node pack) {
    for (Node.Entry entry : pack.entries()) {
      known(entry, List.of("rules"));
    }
    Optional<Node> list = pack.get("rules");
    if (list.isEmpty() || !(list.get() instanceof Node.Sequence)) {
      problem("SLIP-PACK-MISSING", pack.span(), "Pack has no rules", "It needs a list `rules`.");
      return;
    }
    list.get().items().forEach(this::rule);
  }

  private void rule(Node rule) {
    int before = problems.size();
    rule.entries().forEach(entry -> known(entry, KEYS));
    String id = required(rule, "id");
    Optional<Severity> severity = severity(rule);
    String title = required(rule, "title");
    String why = required(rule, "why");
    String when = required(rule, "when");
    List<String> on = rule.get("on").map(Node::texts).orElse(List.of());
    if (on.isEmpty()) {
      missing(rule, "on");
    } else if (on.contains(PackRule.STACK) && on.size() > 1) {
      problem(
          "SLIP-PACK-VALUE",
          rule.span(),
          "`stack` stands beside resource types",
          "A rule is either over the whole stack or over types.");
    }
    if (id.startsWith("SLIP-") || !id.isEmpty() && !ids.add(id)) {
      problem(
          "SLIP-PACK-ID",
          rule.get("id").map(Node::span).orElse(rule.span()),
          "Rule id `" + id + "` is taken",
          "Ids are given once, and those that begin with SLIP- are Slipway's own.");
    }
    if (problems.size() == before && severity.isPresent()) {
      rules.add(
          new PackRule(
              id,
              severity.get(),
              title,
              why,
              rule.text("fix").orElse("See what the rule asks for."),
              on,
              when,
              rule.span(),
              rule.get("when").map(Node::span).orElse(rule.span()),
              examples(rule)));
    }
  }

  private static List<PackExample> examples(Node rule) {
    List<PackExample> examples = new ArrayList<>();
    for (String key : List.of("pass", "fail")) {
      rule.get(key)
          .ifPresent(node -> {
            List<Node> each = node instanceof Node.Sequence list ? list.items() : List.of(node);
            for (Node one : each) {
              one.texts()
                  .forEach(
                      text -> examples.add(new PackExample(key.equals("pass"), text, one.span())));
            }
          });
    }
    return examples;
  }

  private Optional<Severity> severity(Node rule) {
    String word = required(rule, "severity").toUpperCase(Locale.ROOT);
    for (Severity severity : Severity.values()) {
      if (severity.name().equals(word)) {
        return Optional.of(severity);
      }
    }
    if (!word.isEmpty()) {
      problem(
          "SLIP-PACK-VALUE",
          rule.get("severity").map(Node::span).orElse(rule.span()),
          "There is no severity `" + word.toLowerCase(Locale.ROOT) + "`",
          "A severity is `error`, `warning` or `note`.");
    }
    return Optional.empty();
  }

  private String required(Node rule, String key) {
    Optional<String> text = rule.text(key).map(String::strip).filter(t -> !t.isEmpty());
    if (text.isEmpty()) {
      missing(rule, key);
    }
    return text.orElse("");
  }

  private void missing(Node rule, String key) {
    problem("SLIP-PACK-MISSING", rule.span(), "Rule has no `" + key + "`", "Every rule needs one.");
  }

  private void known(Node.Entry entry, List<String> keys) {
    if (!keys.contains(entry.key())) {
      problem(
          "SLIP-PACK-KEY",
          entry.keySpan(),
          "Unknown key `" + entry.key() + "`",
          "It has no meaning here." + Suggestion.sentence(entry.key(), keys));
    }
  }

  private void problem(String code, Span place, String summary, String detail) {
    problems.add(
        Diagnostic.error(
            code, place, summary, detail, "Correct the pack; nothing of it is guessed."));
  }
}
