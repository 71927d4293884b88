package dev.slipway.cli;

import java.util.List;

/**
 * A program that Slipway does without, and can do more with.
 *
 * @param name as it is found on the path
 * @param versionArguments what makes it print its version
 * @param adds what it is good for here
 * @param install a hint where to get it
 */
record OutsideTool(String name, List<String> versionArguments, String adds, String install) {

  static final List<OutsideTool> ALL =
      List.of(
          new OutsideTool(
              "terraform",
              List.of("version"),
              "plans and applies the design; checks its own format",
              "https://developer.hashicorp.com/terraform/install"),
          new OutsideTool(
              "gcloud",
              List.of("--version"),
              "runs the runbook's commands",
              "https://cloud.google.com/sdk/docs/install"),
          new OutsideTool(
              "docker",
              List.of("--version"),
              "builds the images on this machine",
              "https://docs.docker.com/engine/install"),
          new OutsideTool(
              "git",
              List.of("--version"),
              "tells the repository's owner and name",
              "https://git-scm.com/downloads"),
          new OutsideTool(
              "checkov",
              List.of("--version"),
              "a second opinion on the Terraform",
              "pip install checkov"),
          new OutsideTool(
              "tflint",
              List.of("--version"),
              "a second opinion on the Terraform",
              "https://github.com/terraform-linters/tflint"),
          new OutsideTool(
              "hadolint",
              List.of("--version"),
              "a second opinion on the Dockerfiles",
              "https://github.com/hadolint/hadolint"),
          new OutsideTool(
              "actionlint",
              List.of("-version"),
              "a second opinion on the workflows",
              "https://github.com/rhysd/actionlint"));
}
