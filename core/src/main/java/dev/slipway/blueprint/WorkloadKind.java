package dev.slipway.blueprint;

/** How a workload runs. */
public enum WorkloadKind {
  /** Answers requests. */
  SERVICE,
  /** Runs all the time without answering requests. */
  WORKER,
  /** Runs to its end when started. */
  JOB,
  /** Runs to its end at set times. */
  SCHEDULED_JOB,
  /** A handler that the platform calls. */
  FUNCTION,
  /** Files behind a CDN. */
  STATIC_SITE
}
