resource "aws_iam_group_policy_attachment" "main" {
  group      = "dev"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
