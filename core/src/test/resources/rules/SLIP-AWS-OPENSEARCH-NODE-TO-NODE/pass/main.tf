resource "aws_opensearch_domain" "main" {
  domain_name = "search"
  node_to_node_encryption {
    enabled = true
  }
}
