locals {
  zone: "a"
}
