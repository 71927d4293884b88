locals {
  digits = regex("\d+", "a1")
}
