variable "region"
{
  type = string
}
