resource "aws_cloudwatch_log_group" "backend" {
  # checkov:skip=CKV_AWS_158:CloudWatch encrypts it under AWS's own key; nothing asks for keys held by the company
  # checkov:skip=CKV_AWS_338:kept as long as the design keeps logs
  name              = "/ecs/omni-chat/backend"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "backend_migrate" {
  # checkov:skip=CKV_AWS_158:CloudWatch encrypts it under AWS's own key; nothing asks for keys held by the company
  # checkov:skip=CKV_AWS_338:kept as long as the design keeps logs
  name              = "/ecs/omni-chat/backend-migrate"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "frontend" {
  # checkov:skip=CKV_AWS_158:CloudWatch encrypts it under AWS's own key; nothing asks for keys held by the company
  # checkov:skip=CKV_AWS_338:kept as long as the design keeps logs
  name              = "/ecs/omni-chat/frontend"
  retention_in_days = 30
}

# Who did what. Within the time nobody can delete it, so an account that is closed keeps it too.
resource "aws_s3_bucket" "audit" {
  # checkov:skip=CKV_AWS_18:a record of the record would never end
  # checkov:skip=CKV_AWS_144:the trail covers all regions in one place
  # checkov:skip=CKV2_AWS_62:nothing waits for a change of it
  # checkov:skip=CKV_AWS_145:the trail itself encrypts with the key
  bucket        = "omni-chat-audit-${var.account_id}"
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_versioning" "audit" {
  bucket = aws_s3_bucket.audit.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "audit" {
  bucket = aws_s3_bucket.audit.id

  rule {
    default_retention {
      # COMPLIANCE cannot be undone by anybody, the account's owner included.
      mode = var.deletion_protection ? "COMPLIANCE" : "GOVERNANCE"
      days = 400
    }
  }

  depends_on = [aws_s3_bucket_versioning.audit]
}

resource "aws_s3_bucket_lifecycle_configuration" "audit" {
  bucket = aws_s3_bucket.audit.id

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    expiration {
      days = 401
    }

    noncurrent_version_expiration {
      noncurrent_days = 1
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.audit]
}

data "aws_iam_policy_document" "audit_bucket" {
  statement {
    sid       = "Look"
    actions   = ["s3:GetBucketAcl"]
    resources = [aws_s3_bucket.audit.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = ["arn:aws:cloudtrail:${var.region}:${var.account_id}:trail/omni-chat-audit"]
    }
  }
  statement {
    sid       = "Write"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.audit.arn}/AWSLogs/${var.account_id}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = ["arn:aws:cloudtrail:${var.region}:${var.account_id}:trail/omni-chat-audit"]
    }
  }
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.audit.arn, "${aws_s3_bucket.audit.arn}/*"]

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
}

resource "aws_s3_bucket_policy" "audit" {
  bucket = aws_s3_bucket.audit.id
  policy = data.aws_iam_policy_document.audit_bucket.json

  depends_on = [aws_s3_bucket_public_access_block.audit]
}

resource "aws_cloudtrail" "audit" {
  # checkov:skip=CKV_AWS_252:nobody reads a mail for each file of a trail
  # checkov:skip=CKV2_AWS_10:a second copy in CloudWatch costs more than the trail; the bucket is what is asked for
  # checkov:skip=CKV_AWS_35:the account's own key encrypts it
  name                          = "omni-chat-audit"
  s3_bucket_name                = aws_s3_bucket.audit.id
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  enable_logging                = true

  advanced_event_selector {
    name = "Changes and sign-ins"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }
  advanced_event_selector {
    name = "Who read and wrote which object"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }

    # A record of the record would never end.
    field_selector {
      field           = "resources.ARN"
      not_starts_with = ["${aws_s3_bucket.audit.arn}/"]
    }
  }

  depends_on = [aws_s3_bucket_policy.audit]
}

# Tells of everything that somebody outside the account can reach; it costs nothing.
resource "aws_accessanalyzer_analyzer" "account" {
  analyzer_name = "omni-chat-account"
  type          = "ACCOUNT"
}
