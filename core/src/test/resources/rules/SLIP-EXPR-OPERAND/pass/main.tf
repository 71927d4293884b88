locals {
  name = "web${1}"
}
