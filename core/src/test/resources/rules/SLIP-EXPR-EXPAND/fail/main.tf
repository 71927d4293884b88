locals {
  largest = max(5...)
}
