resource "aws_iam_user_policy_attachment" "main" {
  user       = "ann"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
