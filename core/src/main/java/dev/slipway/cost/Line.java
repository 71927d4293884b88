package dev.slipway.cost;

import dev.slipway.blueprint.Element;
import java.math.BigDecimal;

/**
 * One line of an estimate: known, dependent on use, or unknown. An unknown amount is never a zero.
 */
public sealed interface Line {

  Part part();

  /** The part of the blueprint that costs it. */
  Element element();

  /** The Terraform resource. */
  String address();

  String description();

  /**
   * A quantity that the design fixes.
   *
   * @param quantity for a month, in the unit of {@code price}
   */
  record Known(
      Part part,
      Element element,
      String address,
      String description,
      BigDecimal quantity,
      UnitPrice price)
      implements Line {
    /** USD a month, not rounded. */
    public BigDecimal amount() {
      return quantity.multiply(price.usd());
    }
  }

  /**
   * A quantity that depends on use.
   *
   * @param quantity for a month, in the unit of {@code price}
   * @param assumption what use was taken, in words
   */
  record UsageDependent(
      Part part,
      Element element,
      String address,
      String description,
      Range quantity,
      UnitPrice price,
      String assumption)
      implements Line {
    /** USD a month, not rounded. */
    public Range amount() {
      return quantity.with(Range.fixed(price.usd()), BigDecimal::multiply);
    }
  }

  /**
   * Something that costs, by a price that is not known here.
   *
   * @param reason what is missing
   */
  record Unknown(Part part, Element element, String address, String description, String reason)
      implements Line {}
}
