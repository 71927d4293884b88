package dev.slipway.compare;

import dev.slipway.vocabulary.Cloud;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One project on several clouds. Every list that has a cell for each cloud has them in the order of
 * {@code clouds}; amounts are USD a month, in cents.
 *
 * @param version of this shape
 * @param chosen the cloud that the project is on now, against which the others are held
 * @param services what realizes each part of the design
 * @param limits figures that a fact supports
 * @param changes what is lost or gained by leaving the chosen cloud
 * @param ties what each part of the design speaks
 * @param moves what leaving the chosen cloud takes, one for each other cloud
 */
public record Comparison(
    int version,
    String project,
    Cloud chosen,
    List<Summary> clouds,
    List<CostRow> costs,
    List<ServiceRow> services,
    List<LimitRow> limits,
    List<ObjectiveRow> objectives,
    List<Change> changes,
    List<TieRow> ties,
    List<Move> moves) {

  /** The shape that this class describes. */
  public static final int VERSION = 1;

  /**
   * One cloud in short.
   *
   * @param total all environments
   * @param difference expected amount less that of the chosen cloud
   * @param fixed what is paid although nobody calls
   * @param unknown how many lines of the bill have no known price
   * @param largest the lines that cost most, in words
   * @param savings what was saved to fit the budget
   * @param problems errors of the design, each a sentence
   */
  public record Summary(
      Cloud cloud,
      String label,
      List<String> regions,
      Amount total,
      BigDecimal difference,
      BigDecimal fixed,
      int unknown,
      List<String> largest,
      List<String> savings,
      List<String> problems) {}

  /** What a use that cannot be known yet makes of a price. */
  public record Amount(BigDecimal low, BigDecimal expected, BigDecimal high) {}

  /**
   * A part of an environment's bill.
   *
   * @param environment its name, or {@code all}
   * @param part label of the part, or {@code Total}
   */
  public record CostRow(String environment, String part, List<Amount> amounts) {}

  /**
   * What a part of the design becomes.
   *
   * @param services one text for each cloud; empty where nothing is needed
   */
  public record ServiceRow(String part, List<String> services) {}

  /**
   * A limit.
   *
   * @param figures one for each cloud; absent where no fact is known or the design has no such part
   */
  public record LimitRow(String what, List<Figures> figures) {}

  /** A cell that may be empty. */
  public record Figures(Optional<Figure> known) {}

  /** A figure, where it was found, and when it held. */
  public record Figure(
      String service, String value, String unit, String notes, String source, String asOf) {}

  /** How a design stands to what is asked for. */
  public enum Met {
    YES,
    NO,
    /** No fact says. */
    UNKNOWN
  }

  /** An objective, and how each cloud's design stands to it. */
  public record ObjectiveRow(String objective, List<Verdict> verdicts) {}

  /**
   * @param how the figure it rests on
   */
  public record Verdict(Met met, String how) {}

  /** Which way a difference goes for who leaves the chosen cloud. */
  public enum Way {
    GAINED,
    LOST
  }

  /** A difference to the chosen cloud's design. */
  public record Change(Cloud cloud, Way way, String part, String text) {}

  /** How free what speaks a protocol is to go elsewhere. */
  public enum Freedom {
    /** A protocol that several vendors and free software speak. */
    OPEN,
    /** One vendor's interface, which others have copied. */
    COPIED,
    /** One cloud's own. */
    OWN
  }

  /** What a part of the design speaks on each cloud. */
  public record TieRow(String part, List<Tie> ties) {}

  /** An interface that code or configuration depends on. */
  public record Tie(Freedom freedom, String protocol) {}

  /**
   * What it takes to go to another cloud.
   *
   * @param storedGib what production's databases have room for at the start
   * @param largestGib to what they may grow
   * @param egress USD once, for carrying that out of the chosen cloud at its list price; absent
   *     when no price is known
   * @param priceSource of that price; empty when none is known
   * @param unknownSizes data that has to be carried too and whose size nothing states
   * @param codeChanges what has to be written anew, one a connection
   * @param resources how many Terraform resources are made instead of the present ones
   * @param steps in order
   */
  public record Move(
      Cloud cloud,
      int storedGib,
      int largestGib,
      Optional<Amount> egress,
      String priceSource,
      List<String> unknownSizes,
      List<String> codeChanges,
      int resources,
      List<String> steps) {}
}
