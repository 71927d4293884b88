resource "aws_kms_key" "main" {
  description = "orders"
}
