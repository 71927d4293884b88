variable "region" {
  type = string

  validation {
    condition     = startswith(var.region, "eu-")
    error_message = "The region must be European."
  }
}
