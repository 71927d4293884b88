package dev.slipway.requirements;

import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.vocabulary.Compliance;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which of two values asks for more protection, for the subjects where that can be said. */
final class Tightening {

  private enum Direction {
    LARGER,
    SMALLER,
    MORE_OF_THEM
  }

  private static final Map<Subject<?>, Direction> DIRECTIONS = new HashMap<>();

  static {
    DIRECTIONS.put(Subjects.AVAILABILITY, Direction.LARGER);
    DIRECTIONS.put(Subjects.BACKUP_RETENTION_DAYS, Direction.LARGER);
    DIRECTIONS.put(Subjects.LOG_RETENTION_DAYS, Direction.LARGER);
    DIRECTIONS.put(Subjects.DATABASE_HIGH_AVAILABILITY, Direction.LARGER);
    DIRECTIONS.put(Subjects.WAF, Direction.LARGER);
    DIRECTIONS.put(Subjects.CUSTOMER_MANAGED_KEYS, Direction.LARGER);
    DIRECTIONS.put(Subjects.RATE_LIMIT, Direction.SMALLER);
    DIRECTIONS.put(Subjects.RPO, Direction.SMALLER);
    DIRECTIONS.put(Subjects.RTO, Direction.SMALLER);
    DIRECTIONS.put(Subjects.COMPLIANCE, Direction.MORE_OF_THEM);
  }

  private Tightening() {}

  static boolean applies(Subject<?> subject) {
    return DIRECTIONS.containsKey(subject);
  }

  /**
   * Positive when {@code a} is the tighter one, negative when {@code b} is, zero when neither is.
   */
  static int compare(Subject<?> subject, Object a, Object b) {
    Direction direction = DIRECTIONS.get(subject);
    if (direction == null) {
      return 0;
    }
    return switch (direction) {
      case LARGER -> order(a, b);
      case SMALLER -> order(b, a);
      case MORE_OF_THEM -> Boolean.compare(hasMore(a, b), hasMore(b, a));
    };
  }

  /** What satisfies both: for lists everything in either, otherwise the tighter. */
  @SuppressWarnings("unchecked") // compliance is the one subject whose direction is MORE_OF_THEM
  static <T> T both(Subject<T> subject, T a, T b) {
    if (DIRECTIONS.get(subject) == Direction.MORE_OF_THEM) {
      TreeSet<Compliance> union = new TreeSet<>((List<Compliance>) a);
      union.addAll((List<Compliance>) b);
      return (T) List.copyOf(union);
    }
    return compare(subject, a, b) >= 0 ? a : b;
  }

  /** Whether values of several sources add up instead of contradicting each other. */
  static boolean accumulates(Subject<?> subject) {
    return Optional.ofNullable(DIRECTIONS.get(subject)).equals(Optional.of(Direction.MORE_OF_THEM));
  }

  private static int order(Object a, Object b) {
    if (a instanceof Integer x && b instanceof Integer y) {
      return x.compareTo(y);
    }
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y);
    }
    if (a instanceof Duration x && b instanceof Duration y) {
      return x.compareTo(y);
    }
    return a instanceof Boolean x && b instanceof Boolean y ? x.compareTo(y) : 0;
  }

  private static boolean hasMore(Object a, Object b) {
    return a instanceof List<?> x && b instanceof List<?> y && !y.containsAll(x);
  }
}
