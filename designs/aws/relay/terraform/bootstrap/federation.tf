locals {
  github_provider_arn = (
    var.github_provider_arn == ""
    ? one(aws_iam_openid_connect_provider.github[*].arn)
    : var.github_provider_arn
  )

  # How GitHub writes the repository: younger ones have numbers that outlive a change of name.
  github_subjects = [
    "repo:${var.github_repository}",
    "repo:${element(split("/", var.github_repository), 0)}@*/${element(split("/", var.github_repository), 1)}@${var.github_repository_id == "" ? "*" : var.github_repository_id}",
  ]
}

resource "aws_iam_openid_connect_provider" "github" {
  count = var.github_provider_arn == "" ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

# Only a run for this GitHub environment, and only from the branch that is deployed.
data "aws_iam_policy_document" "deployer_trust" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.github_provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values = [
        for repository in local.github_subjects : "${repository}:environment:${var.environment}"
      ]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:repository"
      values   = [var.github_repository]
    }
    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:repository_id"
      values   = [var.github_repository_id == "" ? "*" : var.github_repository_id]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:ref"
      values   = ["refs/heads/${var.github_branch}"]
    }
  }
}

# A run for this environment's planning twin, from any branch and without approval: it can only read.
data "aws_iam_policy_document" "planner_trust" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.github_provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values = [
        for repository in local.github_subjects : "${repository}:environment:${var.environment}-plan"
      ]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:repository"
      values   = [var.github_repository]
    }
    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:repository_id"
      values   = [var.github_repository_id == "" ? "*" : var.github_repository_id]
    }
  }
}

# A run on the branch that is built; no environment, since one image serves all.
data "aws_iam_policy_document" "builder_trust" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.github_provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values = [
        for repository in local.github_subjects : "${repository}:ref:refs/heads/${var.github_branch}"
      ]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:repository"
      values   = [var.github_repository]
    }
    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:repository_id"
      values   = [var.github_repository_id == "" ? "*" : var.github_repository_id]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:ref"
      values   = ["refs/heads/${var.github_branch}"]
    }
  }
}

resource "aws_iam_role" "deployer" {
  name                 = "relay-deployer"
  path                 = "/pipeline/"
  description          = "Pipeline: Applies Terraform and deploys."
  max_session_duration = 14400
  assume_role_policy   = data.aws_iam_policy_document.deployer_trust.json
}

resource "aws_iam_role" "planner" {
  name                 = "relay-planner"
  path                 = "/pipeline/"
  description          = "Pipeline: Reads, to show what a change would do."
  max_session_duration = 14400
  assume_role_policy   = data.aws_iam_policy_document.planner_trust.json
}

resource "aws_iam_role" "builder" {
  count = var.registry_home ? 1 : 0

  name                 = "relay-builder"
  path                 = "/pipeline/"
  description          = "Pipeline: Pushes images, and nothing else."
  max_session_duration = 14400
  assume_role_policy   = data.aws_iam_policy_document.builder_trust.json
}
