package dev.slipway.diagnostic;

import java.util.List;

/** What a stage returns: its value, and the problems it met on the way. */
public record Outcome<T>(T value, List<Diagnostic> diagnostics) {

  public Outcome {
    diagnostics = diagnostics.stream().sorted().distinct().toList();
  }

  public static <T> Outcome<T> of(T value) {
    return new Outcome<>(value, List.of());
  }
}
