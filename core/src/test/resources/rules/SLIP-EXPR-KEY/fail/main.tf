locals {
  tags = { (null) = "web" }
}
