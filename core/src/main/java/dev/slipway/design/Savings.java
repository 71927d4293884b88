package dev.slipway.design;

import java.util.ArrayList;
import java.util.List;

/**
 * The savings that a design takes.
 *
 * @param taken in the order of {@link Saving}, each once
 */
public record Savings(List<Saving> taken) {

  public static final Savings NONE = new Savings(List.of());

  public Savings {
    taken = taken.stream().distinct().sorted().toList();
  }

  public static Savings of(Saving... taken) {
    return new Savings(List.of(taken));
  }

  public Savings with(Saving saving) {
    List<Saving> more = new ArrayList<>(taken);
    more.add(saving);
    return new Savings(more);
  }

  public boolean has(Saving saving) {
    return taken.contains(saving);
  }
}
