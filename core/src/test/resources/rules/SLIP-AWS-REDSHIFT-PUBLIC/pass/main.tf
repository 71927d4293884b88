resource "aws_redshift_cluster" "main" {
  cluster_identifier     = "dwh"
  node_type              = "ra3.xlplus"
  master_username        = "admin"
  manage_master_password = true
  publicly_accessible    = false
}
