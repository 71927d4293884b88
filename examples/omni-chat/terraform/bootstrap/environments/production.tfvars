# Bootstrap of production of omni-chat.

project_id        = "omni-chat-production"
environment       = "production"
region            = "europe-west1"
github_repository = "omni-chat/omni-chat"
registry_home     = true

# Their bootstrap comes first, so that the accounts exist.
registry_readers = ["omni-chat-staging"]
