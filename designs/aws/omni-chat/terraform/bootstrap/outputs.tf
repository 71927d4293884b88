output "state_bucket" {
  description = "Bucket of the Terraform state, as in environments/*.s3.tfbackend."
  value       = aws_s3_bucket.terraform_state.id
}

output "AWS_DEPLOYER" {
  description = "GitHub: variable of the GitHub environment."
  value       = aws_iam_role.deployer.arn
}

output "AWS_PLANNER" {
  description = "GitHub: variable of the GitHub environment whose name ends in -plan."
  value       = aws_iam_role.planner.arn
}

output "AWS_BUILDER" {
  description = "GitHub: variable of the repository."
  value       = one(aws_iam_role.builder[*].arn)
}

output "IMAGE_REPOSITORY" {
  description = "GitHub: variable of the repository."
  value = (
    var.registry_home
    ? "${var.account_id}.dkr.ecr.${var.region}.amazonaws.com/omni-chat"
    : null
  )
}
