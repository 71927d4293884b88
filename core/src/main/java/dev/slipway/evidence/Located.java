package dev.slipway.evidence;

/** A value together with the reason to believe it. */
public record Located<T>(T value, Evidence evidence) {

  public static <T> Located<T> of(T value, Evidence evidence) {
    return new Located<>(value, evidence);
  }
}
