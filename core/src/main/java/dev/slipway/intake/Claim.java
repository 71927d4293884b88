package dev.slipway.intake;

import dev.slipway.evidence.Evidence;

/**
 * One source's word on one subject.
 *
 * @param subject what it is about
 * @param scope the service it is about, by name; empty for the whole project
 * @param value what the source says
 * @param evidence where it says so
 * @param rank orders claims of the same origin, higher wins: for decision records a later or
 *     superseding one is higher
 */
public record Claim<T>(Subject<T> subject, String scope, T value, Evidence evidence, int rank) {

  public static <T> Claim<T> of(Subject<T> subject, T value, Evidence evidence) {
    return new Claim<>(subject, "", value, evidence, 0);
  }

  public Claim<T> ranked(int newRank) {
    return new Claim<>(subject, scope, value, evidence, newRank);
  }

  public Claim<T> scoped(String newScope) {
    return new Claim<>(subject, newScope, value, evidence, rank);
  }
}
