locals {
  size = true ? "large" : "small"
}
