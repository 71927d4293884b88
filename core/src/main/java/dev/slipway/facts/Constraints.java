package dev.slipway.facts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a provider refuses although its schema allows it, as observed from {@code terraform
 * validate}. Complete it is not: that nothing is said here about an attribute proves nothing.
 *
 * @param values by dotted path, without indexes
 * @param groups attributes and blocks that depend on each other, by dotted paths
 * @param deprecated dotted paths
 * @param resourceDeprecated whether the type as a whole is deprecated
 */
public record Constraints(
    Map<String, ValueRule> values,
    List<Group> groups,
    List<String> deprecated,
    boolean resourceDeprecated) {

  /** A type about which nothing was observed. */
  public static final Constraints NONE =
      new Constraints(Collections.emptyMap(), List.of(), List.of(), false);

  private static final Map<String, FactLines> LOADED = new ConcurrentHashMap<>();
  private static final Map<String, Constraints> PARSED = new ConcurrentHashMap<>();
  private static final List<String> PROVIDERS = List.of("google", "aws", "azurerm");

  /**
   * What is known about one attribute's value. Absent parts say nothing.
   *
   * @param allowed the only values accepted; an empty text among them means that unset is accepted;
   *     empty for no list
   * @param ignoreCase whether upper and lower case are the same in {@code allowed}
   * @param min smallest number
   * @param max largest number
   * @param minExclusive whether {@code min} itself is refused
   * @param multipleOf what a number must be divisible by
   * @param minLength shortest text
   * @param maxLength longest text
   * @param regex in Go's syntax, unanchored unless it says so
   * @param format such as {@code cidr}, {@code uuid}, {@code json}, {@code rfc3339}, {@code arn}
   * @param minItems least number of elements
   * @param example an identifier of the wanted kind, for a message
   */
  public record ValueRule(
      List<String> allowed,
      boolean ignoreCase,
      Optional<BigDecimal> min,
      Optional<BigDecimal> max,
      boolean minExclusive,
      Optional<BigDecimal> multipleOf,
      Optional<Integer> minLength,
      Optional<Integer> maxLength,
      Optional<String> regex,
      Optional<String> format,
      Optional<Integer> minItems,
      Optional<String> example) {}

  /** Attributes or blocks that depend on each other. */
  public record Group(Kind kind, List<String> members, List<String> requires) {

    /** How they depend on each other. */
    public enum Kind {
      /** No two may be set together. */
      CONFLICTS,
      AT_MOST_ONE,
      AT_LEAST_ONE,
      /** The one member needs all of {@code requires}. */
      REQUIRES
    }
  }

  /** What is known about a resource type; {@link #NONE} when nothing is. */
  public static Constraints of(String type) {
    return of(type, type);
  }

  /** What is known about a data source; {@link #NONE} when nothing is. */
  public static Constraints ofData(String type) {
    return of(type, "data." + type);
  }

  private static Constraints of(String type, String key) {
    int end = type.indexOf('_');
    String provider = end < 0 ? type : type.substring(0, end);
    if (!PROVIDERS.contains(provider)) {
      return NONE;
    }
    Constraints known = PARSED.get(key);
    if (known != null) {
      return known;
    }
    Constraints read = read(provider, key);
    PARSED.put(key, read);
    return read;
  }

  private static Constraints read(String provider, String key) {
    return LOADED
        .computeIfAbsent(provider, wanted -> FactLines.read(wanted + ".constraints"))
        .find(key)
        .map(Constraints::parse)
        .orElse(NONE);
  }

  private static Constraints parse(String line) {
    Map<String, ValueRule> values = new LinkedHashMap<>();
    List<Group> groups = new ArrayList<>();
    List<String> deprecated = new ArrayList<>();
    boolean whole = false;
    for (String field : FactLines.split(line, '\t')) {
      if (field.startsWith("v ")) {
        int semicolon = field.indexOf(';');
        values.put(plain(field.substring(2, semicolon)), rule(field.substring(semicolon + 1)));
      } else if (field.startsWith("g ")) {
        groups.add(group(FactLines.split(field.substring(2), ';')));
      } else if (field.startsWith("d ")) {
        deprecated.add(field.substring(2));
      } else if (field.equals("D")) {
        whole = true;
      }
    }
    return new Constraints(
        Collections.unmodifiableMap(values), List.copyOf(groups), List.copyOf(deprecated), whole);
  }

  private static ValueRule rule(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : FactLines.split(text, ';')) {
      int equals = part.indexOf('=');
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
    Optional<BigDecimal> exclusive = decimal(parts, "exclusive_min");
    return new ValueRule(
        options(parts.get("enum")),
        parts.containsKey("ignore_case"),
        exclusive.or(() -> decimal(parts, "min")),
        decimal(parts, "max"),
        exclusive.isPresent(),
        decimal(parts, "multiple_of"),
        decimal(parts, "min_length").map(BigDecimal::intValue),
        decimal(parts, "max_length").map(BigDecimal::intValue),
        Optional.ofNullable(parts.get("regex")).map(Constraints::plain),
        Optional.ofNullable(parts.get("format")).map(Constraints::plain),
        decimal(parts, "min_items").map(BigDecimal::intValue),
        Optional.ofNullable(parts.get("id_example")).map(Constraints::plain));
  }

  private static List<String> options(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return List.of();
    }
    List<String> options = new ArrayList<>();
    for (String option : FactLines.split(text, '|')) {
      options.add(plain(option));
    }
    return List.copyOf(options);
  }

  private static Optional<BigDecimal> decimal(Map<String, String> parts, String key) {
    return Optional.ofNullable(parts.get(key)).map(BigDecimal::new);
  }

  private static Group group(String[] fields) {
    List<String> members = List.of(FactLines.split(fields[1], '|'));
    return switch (fields[0]) {
      case "conflicts" -> new Group(Group.Kind.CONFLICTS, members, List.of());
      case "at_most_one" -> new Group(Group.Kind.AT_MOST_ONE, members, List.of());
      case "at_least_one" -> new Group(Group.Kind.AT_LEAST_ONE, members, List.of());
      case "requires" ->
          new Group(Group.Kind.REQUIRES, members, List.of(FactLines.split(fields[2], '|')));
      default -> throw new IllegalStateException("unknown group in the facts: " + fields[0]);
    };
  }

  private static String plain(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    return text.replace("%7C", "|")
        .replace("%09", "\t")
        .replace("%0A", "\n")
        .replace("%0D", "\r")
        .replace("%3B", ";")
        .replace("%25", "%");
  }
}
