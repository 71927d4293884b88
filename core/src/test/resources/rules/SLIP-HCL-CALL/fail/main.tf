locals {
  largest = max([1, 2]..., 3)
}
