resource "aws_ecr_repository" "images" {
  for_each = var.registry_home ? toset(["one-adr/app"]) : toset([])

  name = each.value
  # A tag, once pushed, keeps meaning the same image.
  image_tag_mutability = "IMMUTABLE"
  force_delete         = false

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
  }
}

# Old images go, and the newest hundred stay, so that a rollback finds its image: about thirty builds, since
# what is attested about an image counts as one too.
resource "aws_ecr_lifecycle_policy" "images" {
  for_each = aws_ecr_repository.images

  repository = each.value.name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Untagged and old"
        selection = {
          tagStatus   = "untagged"
          countType   = "sinceImagePushed"
          countUnit   = "days"
          countNumber = 90
        }
        action = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "All but the newest"
        selection = {
          tagStatus   = "any"
          countType   = "imageCountMoreThan"
          countNumber = 100
        }
        action = { type = "expire" }
      },
    ]
  })
}

# Each environment's account decides itself which of its roles pull.
data "aws_iam_policy_document" "pull" {
  statement {
    sid     = "RunHere"
    actions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]

    principals {
      type = "AWS"
      identifiers = [
        for account in concat([var.account_id], var.registry_readers) : "arn:aws:iam::${account}:root"
      ]
    }
  }
}

resource "aws_ecr_repository_policy" "images" {
  for_each = aws_ecr_repository.images

  repository = each.value.name
  policy     = data.aws_iam_policy_document.pull.json
}

data "aws_iam_policy_document" "builder" {
  count = var.registry_home ? 1 : 0

  statement {
    sid       = "SignIn"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }
  statement {
    sid = "Push"
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:DescribeImages",
      "ecr:GetDownloadUrlForLayer",
      "ecr:InitiateLayerUpload",
      "ecr:ListImages",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ]
    resources = [for repository in aws_ecr_repository.images : repository.arn]
  }
}

resource "aws_iam_role_policy" "builder" {
  count = var.registry_home ? 1 : 0

  name   = "push"
  role   = aws_iam_role.builder[0].id
  policy = data.aws_iam_policy_document.builder[0].json
}
