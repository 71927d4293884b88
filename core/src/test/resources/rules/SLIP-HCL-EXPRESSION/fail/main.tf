locals {
  zone =
}
