package dev.slipway.check.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * What looking for one measure brought.
 *
 * @param proofs where it is seen
 * @param gaps where it is missing; empty: it holds
 */
record Finding(List<Proof> proofs, List<Gap> gaps) {

  /**
   * Where a measure is missing.
   *
   * @param address a resource or file; empty for the output as a whole
   * @param sentence what is missing
   */
  record Gap(String address, String sentence) {}

  static Builder builder() {
    return new Builder();
  }

  /** Collects a finding place by place. */
  static final class Builder {
    private final List<Proof> proofs = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();

    Builder proof(String address, String setting) {
      proofs.add(new Proof(address, setting));
      return this;
    }

    Builder gap(String address, String sentence) {
      gaps.add(new Gap(address, sentence));
      return this;
    }

    Builder gaps(List<Gap> more) {
      gaps.addAll(more);
      return this;
    }

    Builder check(boolean holds, String address, String setting, String gap) {
      return holds ? proof(address, setting) : gap(address, gap);
    }

    /**
     * What was found; where nothing was, {@code otherwise} is the gap, since nothing seen proves
     * nothing.
     */
    Finding build(String otherwise) {
      if (proofs.isEmpty() && gaps.isEmpty()) {
        gaps.add(new Gap("", otherwise));
      }
      return new Finding(List.copyOf(proofs), List.copyOf(gaps));
    }
  }
}
