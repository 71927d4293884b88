# Bootstrap of production of one-adr.

subscription_id          = "00000000-0000-0000-0000-000000000001"
environment              = "production"
location                 = "germanywestcentral"
registry_subscription_id = "00000000-0000-0000-0000-000000000001"
