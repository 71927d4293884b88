locals {
  zone = "a
}
