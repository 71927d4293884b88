resource "aws_db_instance" "main" {
  engine         = "postgres"
  instance_class = "db.t4g.small"
  username       = "app"
  password       = "correct-horse-battery"
}
