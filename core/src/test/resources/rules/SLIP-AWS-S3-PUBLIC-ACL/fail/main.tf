resource "aws_s3_bucket_acl" "main" {
  bucket = "invoices"
  acl    = "public-read"
}
