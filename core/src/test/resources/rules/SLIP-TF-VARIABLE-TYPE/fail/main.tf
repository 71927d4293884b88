variable "zones" {
  type = "list"
}
