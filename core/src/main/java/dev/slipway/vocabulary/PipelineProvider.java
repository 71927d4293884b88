package dev.slipway.vocabulary;

/** What runs the pipeline. */
public enum PipelineProvider {
  GITHUB_ACTIONS,
  GITLAB_CI,
  CLOUD_BUILD
}
