resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}

output "name" {
  value = aws_s3_bucket.logs.name
}
