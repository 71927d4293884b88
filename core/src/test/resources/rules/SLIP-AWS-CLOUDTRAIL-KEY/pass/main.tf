resource "aws_cloudtrail" "main" {
  name           = "audit"
  s3_bucket_name = "acme-audit"
  kms_key_id     = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
