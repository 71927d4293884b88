locals {
  loud = upper("a")
}
