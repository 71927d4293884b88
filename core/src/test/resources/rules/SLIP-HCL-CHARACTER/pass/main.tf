locals {
  both = true && false
}
