resource "aws_s3_bucket" "main" {
  bucket        = "invoices"
  force_destroy = true
}
