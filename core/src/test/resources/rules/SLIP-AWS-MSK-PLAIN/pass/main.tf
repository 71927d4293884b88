resource "aws_msk_cluster" "main" {
  cluster_name           = "bus"
  kafka_version          = "3.8.x"
  number_of_broker_nodes = 3
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS"
    }
  }
}
