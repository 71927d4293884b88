# Bootstrap of staging of omni-chat.

project_id        = "omni-chat-staging"
environment       = "staging"
region            = "europe-west1"
github_repository = "omni-chat/omni-chat"
registry_home     = false
