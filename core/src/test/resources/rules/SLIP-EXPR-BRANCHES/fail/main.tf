locals {
  ports = true ? [80] : { https = 443 }
}
