resource "aws_security_group" "db" {
  name   = "db"
  vpc_id = "vpc-1"

}

resource "aws_vpc_security_group_ingress_rule" "main" {
  security_group_id            = aws_security_group.db.id
  referenced_security_group_id = "sg-app"
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}

resource "aws_db_instance" "main" {
  engine                      = "postgres"
  instance_class              = "db.t4g.small"
  allocated_storage           = 20
  username                    = "app"
  manage_master_user_password = true
  vpc_security_group_ids      = [aws_security_group.db.id]
}
