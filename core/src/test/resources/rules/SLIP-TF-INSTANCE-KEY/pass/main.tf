resource "aws_s3_bucket" "logs" {
  count  = 2
  bucket = "acme-logs-${count.index}"
}

output "names" {
  value = aws_s3_bucket.logs[*].bucket
}
