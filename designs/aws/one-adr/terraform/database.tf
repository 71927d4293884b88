resource "aws_db_subnet_group" "main" {
  name       = "one-adr-main"
  subnet_ids = [for subnet in aws_subnet.isolated : subnet.id]
}

data "aws_iam_policy_document" "database_monitoring" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["monitoring.rds.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

# RDS writes what the operating system below a database does as this role, once a minute: some cents a month that tell a full disk from a busy one.
resource "aws_iam_role" "database_monitoring" {
  name                 = "one-adr-database-monitoring"
  assume_role_policy   = data.aws_iam_policy_document.database_monitoring.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/one-adr-boundary"
}

resource "aws_iam_role_policy_attachment" "database_monitoring" {
  role       = aws_iam_role.database_monitoring.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

resource "aws_security_group" "main_store" {
  name        = "one-adr-main-store"
  description = "Reaches main: the workloads that use it."
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "one-adr-main-store" }
}

resource "aws_vpc_security_group_ingress_rule" "main_from_app" {
  security_group_id            = aws_security_group.main_store.id
  description                  = "From app."
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 3306
  to_port                      = 3306
}

resource "aws_db_parameter_group" "main" {
  # The version is part of the name, so that the next one's group can be made while this one is in use.
  name   = "one-adr-main-mysql8-4"
  family = "mysql8.4"

  # Plain connections are refused.
  parameter {
    name  = "require_secure_transport"
    value = "1"
  }
  parameter {
    name  = "local_infile"
    value = "0"
  }

  # Only files are exported to CloudWatch.
  parameter {
    name  = "log_output"
    value = "FILE"
  }
  parameter {
    name  = "slow_query_log"
    value = "1"
  }

  # Seconds: what takes longer is a slow query.
  parameter {
    name  = "long_query_time"
    value = "1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

# Before the database, which would make them itself, to be kept forever.
resource "aws_cloudwatch_log_group" "main_store" {
  for_each = toset(["error", "slowquery"])

  name = "/aws/rds/instance/one-adr-main/${each.key}"
  # checkov:skip=CKV_AWS_158:the service's own key encrypts it; nothing asks for keys held by the company
  # checkov:skip=CKV_AWS_338:logs are kept as long as the design says
  retention_in_days = 30
}

resource "aws_db_instance" "main" {
  # checkov:skip=CKV_AWS_157:a standby is set per environment, where a target asks for it
  # checkov:skip=CKV_AWS_293:protection is set per environment, where data is kept
  # checkov:skip=CKV_AWS_354:the account's own key encrypts it; nothing asks for keys held by the company
  identifier            = "one-adr-main"
  engine                = "mysql"
  engine_version        = "8.4"
  instance_class        = var.database_class
  db_name               = "one_adr"
  username              = "app"
  password_wo           = ephemeral.aws_secretsmanager_random_password.main.random_password
  password_wo_version   = var.main_password_version
  allocated_storage     = var.database_storage_gb
  max_allocated_storage = var.database_storage_limit_gb
  multi_az              = var.database_multi_az
  storage_type          = "gp3"
  storage_encrypted     = true
  # No public address: the only way in is the private network.
  publicly_accessible    = false
  vpc_security_group_ids = [aws_security_group.main_store.id]
  parameter_group_name   = aws_db_parameter_group.main.name
  ca_cert_identifier     = "rds-ca-rsa2048-g1"
  # People log in with their own identity, where a user of the database is given rds_iam.
  iam_database_authentication_enabled = true
  auto_minor_version_upgrade          = true
  copy_tags_to_snapshot               = true
  deletion_protection                 = var.deletion_protection
  # Seven days of it are free; the smallest classes of MySQL do not have it.
  performance_insights_enabled    = !can(regex("\\.(micro|small)$", var.database_class))
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.database_monitoring.arn
  enabled_cloudwatch_logs_exports = ["error", "slowquery"]
  db_subnet_group_name            = aws_db_subnet_group.main.name
  backup_retention_period         = var.database_backup_days
  # UTC, as all times here.
  backup_window             = "01:00-02:00"
  maintenance_window        = "sun:02:30-sun:03:30"
  delete_automated_backups  = !var.deletion_protection
  skip_final_snapshot       = !var.deletion_protection
  final_snapshot_identifier = "one-adr-main-final"

  depends_on = [aws_cloudwatch_log_group.main_store]
}
