# What the expressions in expressions.txt refer to.

variable "secret" {
  type      = string
  default   = "hidden"
  sensitive = true
}

variable "secrets" {
  type      = map(string)
  default   = { a = "x", b = "y" }
  sensitive = true
}

variable "words" {
  type    = list(string)
  default = ["red", "green", "blue"]
}

variable "word_set" {
  type    = set(string)
  default = ["red", "green", "blue", "red"]
}

variable "numbers" {
  type    = set(number)
  default = [10, 9, "1", 2.5]
}

variable "flags" {
  type    = list(bool)
  default = ["true", false, "1"]
}

variable "labels" {
  type    = map(string)
  default = { team = "a", level = 3, on = true }
}

variable "empty_list" {
  type    = list(string)
  default = []
}

variable "empty_map" {
  type    = map(number)
  default = {}
}

variable "server" {
  type = object({
    name  = string
    port  = optional(number, 80)
    zones = optional(list(string), ["a"])
    tags  = optional(map(string))
    disk  = optional(object({ size = optional(number, 10), kind = optional(string) }), {})
  })
  default = { name = 7, extra = true }
}

variable "servers" {
  type = list(object({
    name = string
    port = optional(number, 80)
    disk = optional(object({ size = optional(number, 10), kind = optional(string, "ssd") }))
  }))
  default = [
    { name = "one" },
    { name = "two", port = "81", disk = {} },
    { name = "three", disk = { size = null, kind = "hdd" } },
  ]
}

variable "server_map" {
  type = map(object({
    on   = optional(bool, true)
    list = optional(list(string), [])
  }))
  default = { a = {}, b = { on = "false", list = [1, true] } }
}

variable "server_set" {
  type    = set(object({ name = string }))
  default = [{ name = "x" }]
}

variable "pair" {
  type    = tuple([string, bool, number])
  default = [1, "true", "3"]
}

variable "anything" {
  type    = any
  default = { a = [1, "2", true], b = { c = null } }
}

variable "any_list" {
  type    = list(any)
  default = [1, "2", true]
}

variable "any_map" {
  type    = map(any)
  default = { a = 1, b = "x" }
}

variable "any_objects" {
  type    = list(any)
  default = [{ a = 1, b = "x" }, { a = "2", b = "y" }]
}

variable "nothing" {
  type    = string
  default = null
}

variable "null_list" {
  type    = list(string)
  default = null
}

variable "null_object" {
  type    = object({ a = string })
  default = null
}

resource "terraform_data" "open" {
}

locals {
  dynamic = terraform_data.open.output
  text    = tostring(local.dynamic)
  number  = tonumber(local.dynamic)
  bool    = tobool(local.dynamic)
  list    = split(",", local.text)
  set     = toset(local.list)
  map     = { for key in ["a"] : key => local.text }
  object  = local.bool ? { a = 1, b = "x" } : { a = 2, b = "y" }
  tuple   = local.bool ? [1, "x"] : [2, "y"]
  partial = { known = 1, open = local.text, inner = [1, local.number] }
}
