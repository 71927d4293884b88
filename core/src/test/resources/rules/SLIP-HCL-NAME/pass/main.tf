locals {
  zone = "a"
}
