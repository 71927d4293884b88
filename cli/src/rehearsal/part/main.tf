variable "name" {
  type = string
}

variable "sizes" {
  type    = map(number)
  default = {}
}

output "greeting" {
  value = "${var.name} ${join(",", keys(var.sizes))}"
}
