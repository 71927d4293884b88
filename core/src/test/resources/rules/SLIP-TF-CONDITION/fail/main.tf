variable "region" {
  type = string

  validation {
    condition     = true
    error_message = "The region must be European."
  }
}
