package dev.slipway.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the clouds accept as names of resources. */
public final class Naming {

  private Naming() {}

  /**
   * The rule for one attribute of one resource type.
   *
   * @param pattern regular expression over the whole name; empty for none
   * @param scope within what a name must be unique: {@code global}, {@code region}, {@code
   *     project}, {@code parent}, …
   * @param notes reserved words and other conditions
   */
  public record Rule(
      String type,
      String attribute,
      int minLength,
      int maxLength,
      String pattern,
      String scope,
      String notes,
      FactSource source) {}

  private static final class Loaded {
    private static final Map<String, List<Rule>> BY_TYPE = load();
  }

  /** The rules of a resource type such as {@code google_storage_bucket}. */
  public static List<Rule> of(String type) {
    return Loaded.BY_TYPE.getOrDefault(type, List.of());
  }

  public static Optional<Rule> find(String type, String attribute) {
    return of(type).stream().filter(rule -> rule.attribute().equals(attribute)).findFirst();
  }

  private static Map<String, List<Rule>> load() {
    Map<String, List<Rule>> byType = new LinkedHashMap<>();
    for (String[] row : FactLines.table("naming.tsv")) {
      byType.computeIfAbsent(row[1], type -> new ArrayList<>(1)).add(rule(row));
    }
    return byType;
  }

  private static Rule rule(String[] row) {
    return new Rule(
        row[1],
        row[2],
        Limits.decimal(row[3]).map(n -> n.intValue()).orElse(1),
        Limits.decimal(row[4]).map(n -> n.intValue()).orElse(Integer.MAX_VALUE),
        row[5],
        row[6],
        row[7],
        new FactSource(row[8], row[9]));
  }
}
