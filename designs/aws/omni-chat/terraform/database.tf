resource "aws_db_subnet_group" "main" {
  name       = "omni-chat-main"
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
  name                 = "omni-chat-database-monitoring"
  assume_role_policy   = data.aws_iam_policy_document.database_monitoring.json
  permissions_boundary = "arn:aws:iam::${var.account_id}:policy/pipeline/omni-chat-boundary"
}

resource "aws_iam_role_policy_attachment" "database_monitoring" {
  role       = aws_iam_role.database_monitoring.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

resource "aws_security_group" "main_store" {
  name        = "omni-chat-main-store"
  description = "Reaches main: the workloads that use it."
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "omni-chat-main-store" }
}

resource "aws_vpc_security_group_ingress_rule" "main_from_backend" {
  security_group_id            = aws_security_group.main_store.id
  description                  = "From backend."
  referenced_security_group_id = aws_security_group.backend.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_vpc_security_group_ingress_rule" "main_from_backend_migrate" {
  security_group_id            = aws_security_group.main_store.id
  description                  = "From backend-migrate."
  referenced_security_group_id = aws_security_group.backend_migrate.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_db_parameter_group" "main" {
  # The version is part of the name, so that the next one's group can be made while this one is in use.
  name   = "omni-chat-main-postgres16"
  family = "postgres16"

  # Plain connections are refused.
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
  parameter {
    name         = "shared_preload_libraries"
    value        = "pg_stat_statements,pgaudit"
    apply_method = "pending-reboot"
  }

  # Changes of the schema and of rights; rows stay out of the log.
  parameter {
    name  = "pgaudit.log"
    value = "ddl,role"
  }
  parameter {
    name  = "log_connections"
    value = "1"
  }
  parameter {
    name  = "log_disconnections"
    value = "1"
  }
  parameter {
    name  = "log_lock_waits"
    value = "1"
  }

  # Milliseconds: what takes longer is a slow query.
  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }
  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  # Every sort or join that spills to disk is logged.
  parameter {
    name  = "log_temp_files"
    value = "0"
  }

  lifecycle {
    create_before_destroy = true
  }
}

# Before the database, which would make them itself, to be kept forever.
resource "aws_cloudwatch_log_group" "main_store" {
  for_each = toset(["postgresql", "upgrade"])

  name = "/aws/rds/instance/omni-chat-main/${each.key}"
  # checkov:skip=CKV_AWS_158:the service's own key encrypts it; nothing asks for keys held by the company
  # checkov:skip=CKV_AWS_338:logs are kept as long as the design says
  retention_in_days = 30
}

resource "aws_db_instance" "main" {
  # checkov:skip=CKV_AWS_157:a standby is set per environment, where a target asks for it
  # checkov:skip=CKV_AWS_293:protection is set per environment, where data is kept
  # checkov:skip=CKV_AWS_354:the account's own key encrypts it; nothing asks for keys held by the company
  identifier            = "omni-chat-main"
  engine                = "postgres"
  engine_version        = "16"
  instance_class        = var.database_class
  db_name               = "omni_chat"
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
  # Seven days of it are free.
  performance_insights_enabled    = true
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.database_monitoring.arn
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  db_subnet_group_name            = aws_db_subnet_group.main.name
  backup_retention_period         = var.database_backup_days
  # UTC, as all times here.
  backup_window             = "01:00-02:00"
  maintenance_window        = "sun:02:30-sun:03:30"
  delete_automated_backups  = !var.deletion_protection
  skip_final_snapshot       = !var.deletion_protection
  final_snapshot_identifier = "omni-chat-main-final"

  depends_on = [aws_cloudwatch_log_group.main_store]
}
