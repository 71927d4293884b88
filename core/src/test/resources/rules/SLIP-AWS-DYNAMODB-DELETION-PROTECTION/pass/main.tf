resource "aws_dynamodb_table" "main" {
  name                        = "orders"
  hash_key                    = "id"
  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
}
