import {
  to = data.aws_s3_bucket.logs
  id = "acme-logs"
}

data "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}
