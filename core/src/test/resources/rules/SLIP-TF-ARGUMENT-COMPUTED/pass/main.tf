resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}

output "arn" {
  value = aws_s3_bucket.logs.arn
}
