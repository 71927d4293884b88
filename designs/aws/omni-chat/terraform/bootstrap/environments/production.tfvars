# Bootstrap of production of omni-chat.

account_id        = "000000000002"
environment       = "production"
region            = "eu-west-1"
github_repository = "omni-chat/omni-chat"
registry_home     = true

# They run what is kept here.
registry_readers = ["000000000001"]
