/** Rules over pipelines: GitHub Actions, GitLab CI and Cloud Build. */
@NullMarked
package dev.slipway.check.rule.pipeline;

import org.jspecify.annotations.NullMarked;
