locals {
  loud = upper(["a"])
}
