package dev.slipway.compare;

import dev.slipway.compare.Comparison.Change;
import dev.slipway.compare.Comparison.Move;
import java.util.ArrayList;
import java.util.List;

/** Holds designs of one project for several clouds against each other. */
public final class Comparer {

  private Comparer() {}

  /**
   * The comparison.
   *
   * @param chosen the design for the cloud that the project is on
   * @param designs one a cloud, in the order in which they are shown; {@code chosen} may be among
   *     them
   */
  public static Comparison compare(CloudDesign chosen, List<CloudDesign> designs) {
    List<Change> changes = new ArrayList<>();
    List<Move> moves = new ArrayList<>();
    for (CloudDesign design : designs) {
      if (design.cloud() != chosen.cloud()) {
        changes.addAll(Changes.of(chosen, design));
        moves.add(Moves.of(chosen, design));
      }
    }
    return new Comparison(
        Comparison.VERSION,
        chosen.blueprint().project().name(),
        chosen.cloud(),
        designs.stream().map(d -> ComparedCosts.summary(d, chosen)).toList(),
        ComparedCosts.rows(designs),
        ComparedServices.rows(chosen, designs),
        ComparedLimits.rows(designs),
        ComparedObjectives.rows(chosen, designs),
        List.copyOf(changes),
        Ties.rows(chosen, designs),
        List.copyOf(moves));
  }
}
