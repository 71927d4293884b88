locals {
  zone = "a"
  size = 3
}
