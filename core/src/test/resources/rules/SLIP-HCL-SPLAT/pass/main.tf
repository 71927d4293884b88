locals {
  servers = [{ disks = [{ name = "a" }] }]
  names   = local.servers[*].disks[*].name
}
