resource "aws_sqs_queue" "dead" {
  name = "orders-dead"
}

resource "aws_sqs_queue" "main" {
  name = "orders"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}
