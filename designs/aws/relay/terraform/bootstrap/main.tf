# Applied once an environment by a person who administers its account; the pipeline cannot make the ground it stands on.
# For each environment, signed in to its account (`aws sso login`, then `export AWS_PROFILE=…`):
#
#   # account 000000000001
#   terraform init -reconfigure -backend-config=path=staging.tfstate
#   terraform apply -var-file=environments/staging.tfvars
#
#   # account 000000000002
#   terraform init -reconfigure -backend-config=path=production.tfstate
#   terraform apply -var-file=environments/production.tfvars
#
# Then keep the state where it is safe. In versions.tf replace the backend by `backend "s3" {}` and, again in each account:
#
#   terraform init -reconfigure -backend-config=environments/staging.s3.tfbackend
#   terraform state push staging.tfstate
#
#   terraform init -reconfigure -backend-config=environments/production.s3.tfbackend
#   terraform state push production.tfstate
#
# The outputs are the variables that GitHub needs; `terraform output` prints them. GitHub's environments exist twice,
# as ENVIRONMENT and ENVIRONMENT-plan; let only the deployed branch into the first.

provider "aws" {
  region = var.region
  # An apply with another account's credentials is refused.
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = local.tags
  }
}

locals {
  tags = {
    application  = "relay"
    "managed-by" = "terraform"
    owner        = "unassigned"
    environment  = var.environment
  }
}

# The state of the main stack: whoever reads it knows everything about the environment.
resource "aws_s3_bucket" "terraform_state" {
  # checkov:skip=CKV_AWS_18:who reads it is told by CloudTrail
  # checkov:skip=CKV_AWS_144:it can be rebuilt by import
  # checkov:skip=CKV2_AWS_62:nothing waits for a change of it
  # checkov:skip=CKV_AWS_145:the account's own key encrypts it
  bucket = "relay-terraform-state-${var.account_id}"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "terraform_state" {
  bucket                  = aws_s3_bucket.terraform_state.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "terraform_state" {
  bucket = aws_s3_bucket.terraform_state.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "terraform_state" {
  bucket = aws_s3_bucket.terraform_state.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_versioning" "terraform_state" {
  bucket = aws_s3_bucket.terraform_state.id

  versioning_configuration {
    status = "Enabled"
  }
}

# Older states stay long enough to go back.
resource "aws_s3_bucket_lifecycle_configuration" "terraform_state" {
  bucket = aws_s3_bucket.terraform_state.id

  rule {
    id     = "old-states"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days           = 90
      newer_noncurrent_versions = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.terraform_state]
}

data "aws_iam_policy_document" "terraform_state" {
  statement {
    sid       = "OnlyEncrypted"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.terraform_state.arn, "${aws_s3_bucket.terraform_state.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
  statement {
    sid       = "OnlyModernTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.terraform_state.arn, "${aws_s3_bucket.terraform_state.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "NumericLessThan"
      variable = "s3:TlsVersion"
      values   = ["1.2"]
    }
  }
}

resource "aws_s3_bucket_policy" "terraform_state" {
  bucket = aws_s3_bucket.terraform_state.id
  policy = data.aws_iam_policy_document.terraform_state.json

  depends_on = [aws_s3_bucket_public_access_block.terraform_state]
}

# Nothing of this project is served from a public bucket, so none can become one.
resource "aws_s3_account_public_access_block" "account" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
