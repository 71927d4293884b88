locals {
  zone = "b"
}
