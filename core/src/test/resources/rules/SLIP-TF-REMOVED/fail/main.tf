removed {
  from = data.aws_s3_bucket.logs
}
