locals {
  ports = true ? [80] : [443, 8443]
}
