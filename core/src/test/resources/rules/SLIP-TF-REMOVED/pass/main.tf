removed {
  from = aws_s3_bucket.logs

  lifecycle {
    destroy = false
  }
}
