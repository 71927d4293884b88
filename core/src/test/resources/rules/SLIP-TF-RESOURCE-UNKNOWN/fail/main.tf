resource "aws_s3_buckets" "logs" {
}
