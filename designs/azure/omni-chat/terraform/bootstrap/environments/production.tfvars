# Bootstrap of production of omni-chat.

subscription_id          = "00000000-0000-0000-0000-000000000002"
environment              = "production"
location                 = "westeurope"
github_repository        = "omni-chat/omni-chat"
registry_subscription_id = "00000000-0000-0000-0000-000000000002"
