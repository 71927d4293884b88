package dev.slipway.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GitHub Actions by full commit digest. */
public final class Actions {

  private static final String UNCONFIRMED = "ONE source only";

  private Actions() {}

  /**
   * One release of an action.
   *
   * @param action such as {@code actions/checkout}
   * @param tag such as {@code v7.0.1}
   * @param sha the full commit digest that the tag stood for
   * @param date of the tag, {@code yyyy-mm-dd}
   * @param runtime such as {@code node24} or {@code composite}
   */
  public record Pin(
      String action,
      String tag,
      String sha,
      String date,
      String runtime,
      String notes,
      FactSource source) {

    /**
     * What stands after {@code uses:}, the tag as a comment, for an action or one of its folders.
     */
    public String uses(String folder) {
      return action + (folder.isEmpty() ? "" : "/" + folder) + "@" + sha + " # " + tag;
    }

    /** What stands after {@code uses:}, the tag as a comment. */
    public String uses() {
      return uses("");
    }
  }

  private static final class Loaded {
    private static final Map<String, List<Pin>> BY_ACTION = load();
  }

  /** The newest release whose digest more than one source confirms. */
  public static Optional<Pin> pin(String action) {
    return releases(action).stream().filter(pin -> !pin.notes().contains(UNCONFIRMED)).findFirst();
  }

  /** All known releases of an action, newest first. */
  public static List<Pin> releases(String action) {
    return Loaded.BY_ACTION.getOrDefault(action, List.of());
  }

  private static Map<String, List<Pin>> load() {
    Map<String, List<Pin>> pins = new LinkedHashMap<>();
    for (String[] row : FactLines.table("actions.tsv")) {
      pins.computeIfAbsent(row[0], action -> new ArrayList<>(2))
          .add(
              new Pin(
                  row[0], row[1], row[2], row[3], row[4], row[5], new FactSource(row[3], row[6])));
    }
    return pins;
  }
}
