# Bootstrap of staging of omni-chat.

account_id        = "000000000001"
environment       = "staging"
region            = "eu-west-1"
github_repository = "omni-chat/omni-chat"
registry_home     = false
