variable "region" {
  default = lower("EU-WEST-1")
}
