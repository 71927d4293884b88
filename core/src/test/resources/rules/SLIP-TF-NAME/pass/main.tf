variable "replicas" {
}
