locals {
  loud = upper("a", "b")
}
