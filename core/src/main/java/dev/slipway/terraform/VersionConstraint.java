package dev.slipway.terraform;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions on a version, all of which must hold: {@code ~> 5.0, != 5.3.1}.
 *
 * @param text as written
 */
public record VersionConstraint(String text, List<Condition> conditions) {

  private static final Pattern SINGLE =
      Pattern.compile(
          "\\s*(!=|>=|<=|~>|=|>|<)?+\\s*+v?([0-9]++(?:\\.[0-9]++)*+)"
              + "(?:-([0-9][0-9A-Za-z\\-~]*(?:\\.[0-9A-Za-z\\-~]+)*+)"
              + "|-?([A-Za-z\\-~][0-9A-Za-z\\-~]*(?:\\.[0-9A-Za-z\\-~]+)*+))?"
              + "(?:\\+[0-9A-Za-z\\-~]+(?:\\.[0-9A-Za-z\\-~]+)*+)?\\s*");

  private static final int LENGTH_LIMIT = 1000;
  private static final BigInteger LARGEST_SEGMENT = BigInteger.valueOf(Long.MAX_VALUE);
  private static final int PADDED = 3;

  public VersionConstraint {
    conditions = List.copyOf(conditions);
  }

  /**
   * One comparison with a version.
   *
   * @param segments the numbers of the version as written
   * @param prerelease what stands behind its dash; empty for none
   */
  public record Condition(Comparison comparison, List<BigInteger> segments, String prerelease) {
    public Condition {
      segments = List.copyOf(segments);
    }

    private boolean allows(List<BigInteger> version) {
      int order = compare(version, padded(segments));
      // a pre-release comes before the release whose number it bears
      int exact = order == 0 && !prerelease.isEmpty() ? 1 : order;
      return switch (comparison) {
        case EQUAL -> exact == 0;
        case NOT_EQUAL -> exact != 0;
        case GREATER -> exact > 0;
        case LESS -> exact < 0;
        case GREATER_OR_EQUAL -> exact >= 0;
        case LESS_OR_EQUAL -> exact <= 0;
        case PESSIMISTIC -> prerelease.isEmpty() && exact >= 0 && sharesBeginning(version);
      };
    }

    /** Whether only the last of the numbers that were written has grown. */
    private boolean sharesBeginning(List<BigInteger> version) {
      for (int i = 0; i < segments.size() - 1; i++) {
        if (i >= version.size() || !version.get(i).equals(segments.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** How a version is compared. */
  public enum Comparison {
    EQUAL,
    NOT_EQUAL,
    GREATER,
    LESS,
    GREATER_OR_EQUAL,
    LESS_OR_EQUAL,
    PESSIMISTIC
  }

  /** Reads conditions that are separated by commas; empty where the text is none. */
  public static Optional<VersionConstraint> parse(String text) {
    if (text.length() > LENGTH_LIMIT) {
      return Optional.empty();
    }
    List<Condition> conditions = new ArrayList<>();
    for (String single : text.split(",", -1)) {
      Optional<Condition> condition = condition(single);
      if (condition.isEmpty()) {
        return Optional.empty();
      }
      conditions.add(condition.get());
    }
    return Optional.of(new VersionConstraint(text, conditions));
  }

  private static Optional<Condition> condition(String text) {
    Matcher matcher = SINGLE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<BigInteger> segments = segments(matcher.group(2));
    if (segments.stream().anyMatch(segment -> segment.compareTo(LARGEST_SEGMENT) > 0)) {
      return Optional.empty();
    }
    String numbered = Optional.ofNullable(matcher.group(3)).orElse("");
    String named = Optional.ofNullable(matcher.group(4)).orElse("");
    return Optional.of(
        new Condition(comparison(matcher.group(1)), segments, named.isEmpty() ? numbered : named));
  }

  private static Comparison comparison(@org.jspecify.annotations.Nullable String operator) {
    return switch (operator) {
      case "!=" -> Comparison.NOT_EQUAL;
      case ">" -> Comparison.GREATER;
      case "<" -> Comparison.LESS;
      case ">=" -> Comparison.GREATER_OR_EQUAL;
      case "<=" -> Comparison.LESS_OR_EQUAL;
      case "~>" -> Comparison.PESSIMISTIC;
      case null, default -> Comparison.EQUAL;
    };
  }

  private static List<BigInteger> segments(String text) {
    List<BigInteger> segments = new ArrayList<>();
    for (String segment : text.split("\\.", -1)) {
      segments.add(new BigInteger(segment));
    }
    return segments;
  }

  /**
   * Whether a release meets all conditions.
   *
   * @param version numbers with dots between, such as {@code 1.11.4}
   */
  public boolean allows(String version) {
    List<BigInteger> numbers = padded(segments(version));
    return conditions.stream().allMatch(condition -> condition.allows(numbers));
  }

  private static List<BigInteger> padded(List<BigInteger> segments) {
    List<BigInteger> all = new ArrayList<>(segments);
    while (all.size() < PADDED) {
      all.add(BigInteger.ZERO);
    }
    return all;
  }

  private static int compare(List<BigInteger> left, List<BigInteger> right) {
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      BigInteger a = i < left.size() ? left.get(i) : BigInteger.ZERO;
      BigInteger b = i < right.size() ? right.get(i) : BigInteger.ZERO;
      if (!a.equals(b)) {
        return a.compareTo(b);
      }
    }
    return 0;
  }
}
