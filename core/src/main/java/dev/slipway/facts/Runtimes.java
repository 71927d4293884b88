package dev.slipway.facts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Release cycles of languages, frameworks, databases and services. No clock: the caller says which
 * day it is.
 */
public final class Runtimes {

  private Runtimes() {}

  /**
   * One cycle.
   *
   * @param runtime such as {@code python}, {@code nodejs}, {@code postgresql}
   * @param name such as {@code 3.14}
   * @param released absent where it is not known
   * @param activeUntil end of active support, absent where there is none or it is not known
   * @param endOfLife end of standard support, absent where none is announced
   * @param ended whether the source says that it has ended without a date
   * @param latest newest patch release at the date of the source
   * @param longTerm whether it is or becomes a long-term release
   */
  public record Cycle(
      String runtime,
      String name,
      Optional<LocalDate> released,
      Optional<LocalDate> activeUntil,
      Optional<LocalDate> endOfLife,
      boolean ended,
      String latest,
      boolean longTerm,
      FactSource source) {

    /** Whether it gets no more fixes on that day. */
    public boolean isOver(LocalDate day) {
      return ended || endOfLife.map(day::isAfter).orElse(false);
    }

    /** Whether it was out on that day and still gets fixes. */
    public boolean isSupported(LocalDate day) {
      return !isOver(day) && released.map(out -> !day.isBefore(out)).orElse(true);
    }
  }

  private static final class Loaded {
    private static final Map<String, List<Cycle>> BY_RUNTIME = load();
  }

  /** The cycles of a runtime, newest first. */
  public static List<Cycle> of(String runtime) {
    return Loaded.BY_RUNTIME.getOrDefault(runtime, List.of());
  }

  /**
   * The cycle that a version belongs to, however many of its parts are given: {@code 3.12.4},
   * {@code 3.12} and {@code v22.1} find {@code 3.12} and {@code 22}.
   */
  public static Optional<Cycle> find(String runtime, String version) {
    String wanted = version.startsWith("v") ? version.substring(1) : version;
    Optional<Cycle> best = Optional.empty();
    for (Cycle cycle : of(runtime)) {
      boolean fits = wanted.equals(cycle.name()) || wanted.startsWith(cycle.name() + ".");
      if (fits && best.map(b -> b.name().length() < cycle.name().length()).orElse(true)) {
        best = Optional.of(cycle);
      }
    }
    return best;
  }

  /** The newest cycle that is supported on that day. */
  public static Optional<Cycle> newest(String runtime, LocalDate day) {
    return of(runtime).stream().filter(cycle -> cycle.isSupported(day)).findFirst();
  }

  private static Map<String, List<Cycle>> load() {
    Map<String, List<Cycle>> cycles = new LinkedHashMap<>();
    for (String[] row : FactLines.table("runtimes.tsv")) {
      cycles.computeIfAbsent(row[0], runtime -> new ArrayList<>()).add(cycle(row));
    }
    return cycles;
  }

  private static Cycle cycle(String[] row) {
    return new Cycle(
        row[0],
        row[1],
        date(row[2]),
        date(row[3]),
        date(row[4]),
        row[4].equals("true"),
        row[5],
        !row[6].equals("false") && !row[6].isEmpty(),
        new FactSource(row[7], row[8]));
  }

  private static Optional<LocalDate> date(String text) {
    boolean date = text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
    return date ? Optional.of(LocalDate.parse(text)) : Optional.empty();
  }
}
