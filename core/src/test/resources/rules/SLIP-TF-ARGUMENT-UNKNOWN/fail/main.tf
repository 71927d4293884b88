resource "aws_s3_bucket" "logs" {
  bukcet = "acme-logs"
}
