locals {
  size = true ? "large"
}
