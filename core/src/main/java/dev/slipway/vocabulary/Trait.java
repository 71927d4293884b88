package dev.slipway.vocabulary;

/** Things about a service that change how it has to be run. */
public enum Trait {
  /** Server-sent events or chunked answers: long requests, no buffering. */
  STREAMING,
  WEBSOCKETS,
  GRPC,
  /** Writes files that a container would lose. */
  LOCAL_DISK,
  /** Does work after the answer was sent, which request-based CPU would starve. */
  BACKGROUND_WORK
}
