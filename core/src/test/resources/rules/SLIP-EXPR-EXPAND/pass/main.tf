locals {
  largest = max([5, 7]...)
}
