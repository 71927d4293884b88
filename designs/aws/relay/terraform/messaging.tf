# It keeps nothing itself: each subscription's queue keeps what its reader has not read.
resource "aws_sns_topic" "events" {
  name              = "relay-events"
  kms_master_key_id = "alias/aws/sns"
}

data "aws_iam_policy_document" "events_topic" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.events.arn]

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

# Who may publish is in the policies of the roles.
resource "aws_sns_topic_policy" "events" {
  arn    = aws_sns_topic.events.arn
  policy = data.aws_iam_policy_document.events_topic.json
}

# Messages that failed too often wait here for a person. Their age counts from when they were first sent, so they are kept for as long as SQS can.
resource "aws_sqs_queue" "events_worker_dead_letter" {
  # checkov:skip=CKV2_AWS_73:SQS's own key encrypts it; nothing asks for keys held by the company
  name                      = "relay-events-worker-dead-letter"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue" "events_worker" {
  # checkov:skip=CKV2_AWS_73:SQS's own key encrypts it; nothing asks for keys held by the company
  name                      = "relay-events-worker"
  message_retention_seconds = 604800
  # Longer than one message may take, or it would be worked on twice.
  visibility_timeout_seconds = 60
  # Asking waits for a message instead of coming back empty, which would be paid for.
  receive_wait_time_seconds = 20
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.events_worker_dead_letter.arn
    maxReceiveCount     = 5
  })
  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue_redrive_allow_policy" "events_worker_dead_letter" {
  queue_url = aws_sqs_queue.events_worker_dead_letter.id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.events_worker.arn]
  })
}

data "aws_iam_policy_document" "events_worker_dead_letter_queue" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.events_worker_dead_letter.arn]

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

resource "aws_sqs_queue_policy" "events_worker_dead_letter" {
  queue_url = aws_sqs_queue.events_worker_dead_letter.id
  policy    = data.aws_iam_policy_document.events_worker_dead_letter_queue.json
}

data "aws_iam_policy_document" "events_worker_queue" {
  statement {
    sid       = "FromTopic"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.events_worker.arn]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.events.arn]
    }
  }
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.events_worker.arn]

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

resource "aws_sqs_queue_policy" "events_worker" {
  queue_url = aws_sqs_queue.events_worker.id
  policy    = data.aws_iam_policy_document.events_worker_queue.json
}

resource "aws_sns_topic_subscription" "events_worker" {
  topic_arn = aws_sns_topic.events.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.events_worker.arn
  # The queue holds what was published, without an envelope of SNS's.
  raw_message_delivery = true

  depends_on = [aws_sqs_queue_policy.events_worker]
}
