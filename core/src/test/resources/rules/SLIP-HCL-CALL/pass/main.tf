locals {
  largest = max(3, [1, 2]...)
}
