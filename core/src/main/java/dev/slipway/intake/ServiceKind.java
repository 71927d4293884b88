package dev.slipway.intake;

/** What part a piece of code plays at run time. */
public enum ServiceKind {
  /** Answers requests on a port. */
  WEB,
  /** Runs all the time and takes its work from a queue or a timer. */
  WORKER,
  /** Runs to its end when started. */
  JOB,
  /** Runs to its end at set times. */
  SCHEDULED,
  /** A handler that the platform calls. */
  FUNCTION,
  /** Files, built once. */
  STATIC_SITE
}
