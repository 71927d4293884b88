resource "aws_kms_key" "main" {
  description         = "orders"
  enable_key_rotation = true
}
