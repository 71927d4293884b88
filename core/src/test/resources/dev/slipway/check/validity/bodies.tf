# Bodies that are right and wrong in one way each; the test compares which of them are refused.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "text" {
  type = string
}

variable "anything" {}

variable "texts" {
  type = list(string)
}

variable "passing" {
  type      = string
  ephemeral = true
}

resource "aws_ecs_task_definition" "good" {
  family                = "app"
  container_definitions = "[]"
  cpu                   = 256
  skip_destroy          = "true"
  tags                  = { a = 1 }
}

resource "aws_ecs_task_definition" "unknown_argument" {
  family                = "app"
  container_definitions = "[]"
  cpuu                  = 1
}

resource "aws_ecs_task_definition" "missing" {
  family = "app"
}

resource "aws_ecs_task_definition" "required_null" {
  family                = "app"
  container_definitions = null
}

resource "aws_ecs_task_definition" "optional_null" {
  family                = "app"
  container_definitions = "[]"
  cpu                   = null
}

resource "aws_ecs_task_definition" "computed_set" {
  family                = "app"
  container_definitions = "[]"
  revision              = 1
}

resource "aws_ecs_task_definition" "computed_null" {
  family                = "app"
  container_definitions = "[]"
  revision              = null
}

resource "aws_ecs_task_definition" "identifier" {
  family                = "app"
  container_definitions = "[]"
  id                    = "x"
}

resource "aws_ecs_task_definition" "identifier_null" {
  family                = "app"
  container_definitions = "[]"
  id                    = null
}

resource "aws_ecs_task_definition" "bool_for_list" {
  family                   = "app"
  container_definitions    = "[]"
  requires_compatibilities = true
}

resource "aws_ecs_task_definition" "text_for_list" {
  family                   = "app"
  container_definitions    = "[]"
  requires_compatibilities = "FARGATE"
}

resource "aws_ecs_task_definition" "null_in_list" {
  family                   = "app"
  container_definitions    = "[]"
  requires_compatibilities = [null]
}

resource "aws_ecs_task_definition" "list_for_map" {
  family                = "app"
  container_definitions = "[]"
  tags                  = ["a"]
}

resource "aws_ecs_task_definition" "perhaps" {
  family                = "app"
  container_definitions = "[]"
  skip_destroy          = "perhaps"
}

resource "aws_ecs_task_definition" "number_for_bool" {
  family                = "app"
  container_definitions = "[]"
  skip_destroy          = 1
}

resource "aws_ecs_task_definition" "enumeration" {
  family                = "app"
  container_definitions = "[]"
  network_mode          = "carrier-pigeon"
}

resource "aws_ecs_task_definition" "enumeration_unknown" {
  family                = "app"
  container_definitions = "[]"
  network_mode          = var.text
}

resource "aws_ecs_task_definition" "list_variable_for_text" {
  family                = var.texts
  container_definitions = "[]"
}

resource "aws_ecs_task_definition" "anything_for_text" {
  family                = var.anything
  container_definitions = "[]"
}

resource "aws_ecs_task_definition" "block_without_argument" {
  family                = "app"
  container_definitions = "[]"
  volume {
  }
}

resource "aws_ecs_task_definition" "null_in_block" {
  family                = "app"
  container_definitions = "[]"
  volume {
    name = null
  }
}

resource "aws_ecs_task_definition" "too_many" {
  family                = "app"
  container_definitions = "[]"
  runtime_platform {
  }
  runtime_platform {
  }
}

resource "aws_ecs_task_definition" "unknown_block" {
  family                = "app"
  container_definitions = "[]"
  runtime {
  }
}

resource "aws_ecs_task_definition" "labeled_block" {
  family                = "app"
  container_definitions = "[]"
  runtime_platform "arm" {
  }
}

resource "aws_ecs_task_definition" "argument_as_block" {
  family                = "app"
  container_definitions = "[]"
  tags {
    a = "b"
  }
}

resource "aws_ecs_task_definition" "block_as_argument" {
  family                = "app"
  container_definitions = "[]"
  runtime_platform      = {}
}

resource "aws_ecs_task_definition" "ephemeral" {
  family                = var.passing
  container_definitions = "[]"
}

resource "aws_secretsmanager_secret_version" "write_only" {
  secret_id                = "s"
  secret_string_wo         = var.passing
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret_version" "write_only_alone" {
  secret_id        = "s"
  secret_string_wo = "x"
}

resource "aws_ecs_task_definition" "dynamic_good" {
  family                = "app"
  container_definitions = "[]"
  dynamic "volume" {
    for_each = toset(["a", "b"])
    iterator = each_volume
    content {
      name = each_volume.value
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_too_many" {
  family                = "app"
  container_definitions = "[]"
  dynamic "runtime_platform" {
    for_each = [1, 2]
    content {
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_unknown_number" {
  family                = "app"
  container_definitions = "[]"
  dynamic "runtime_platform" {
    for_each = var.texts
    content {
      cpu_architecture = ["any type"]
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_unknown_number_unknown_argument" {
  family                = "app"
  container_definitions = "[]"
  dynamic "runtime_platform" {
    for_each = var.texts
    content {
      architecture = "x"
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_unknown_number_missing" {
  family                = "app"
  container_definitions = "[]"
  dynamic "volume" {
    for_each = var.texts
    content {
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_never" {
  family                = "app"
  container_definitions = "[]"
  dynamic "volume" {
    for_each = []
    content {
      bogus = 1
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_unknown_type" {
  family                = "app"
  container_definitions = "[]"
  dynamic "volumes" {
    for_each = []
    content {
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_null" {
  family                = "app"
  container_definitions = "[]"
  dynamic "volume" {
    for_each = null
    content {
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_over_text" {
  family                = "app"
  container_definitions = "[]"
  dynamic "volume" {
    for_each = var.text
    content {
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_without_for_each" {
  family                = "app"
  container_definitions = "[]"
  dynamic "volume" {
    content {
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_without_content" {
  family                = "app"
  container_definitions = "[]"
  dynamic "volume" {
    for_each = ["a"]
  }
}

resource "aws_ecs_task_definition" "dynamic_quoted_iterator" {
  family                = "app"
  container_definitions = "[]"
  dynamic "volume" {
    for_each = ["a"]
    iterator = "v"
    content {
      name = "x"
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_wrong_attribute" {
  family                = "app"
  container_definitions = "[]"
  dynamic "volume" {
    for_each = [{ name = "a" }]
    content {
      name = volume.value.nome
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_nested" {
  family                = "app"
  container_definitions = "[]"
  dynamic "volume" {
    for_each = { a = ["x"] }
    content {
      name = volume.key
      dynamic "efs_volume_configuration" {
        for_each = volume.value
        content {
          file_system_id = efs_volume_configuration.value
        }
      }
    }
  }
}

resource "aws_ecs_task_definition" "dynamic_nested_too_many" {
  family                = "app"
  container_definitions = "[]"
  dynamic "volume" {
    for_each = { a = ["x", "y"] }
    content {
      name = volume.key
      dynamic "efs_volume_configuration" {
        for_each = volume.value
        content {
          file_system_id = efs_volume_configuration.value
        }
      }
    }
  }
}

resource "aws_security_group" "attribute_as_blocks" {
  ingress {
    from_port = 1
    to_port   = 2
    protocol  = "tcp"
  }
  dynamic "egress" {
    for_each = [1]
    content {
      from_port = egress.value
      to_port   = 2
      protocol  = "tcp"
    }
  }
}

resource "aws_security_group" "attribute_as_blocks_unknown_argument" {
  ingress {
    from_port = 1
    to_port   = 2
    protocol  = "tcp"
    bogus     = 1
  }
}

resource "aws_security_group" "attribute_as_attribute" {
  ingress = [{ from_port = 1 }]
}

resource "aws_security_group" "attribute_as_nothing" {
  ingress = []
}

resource "aws_security_group" "attribute_both_ways" {
  ingress = []
  ingress {
    from_port = 1
    to_port   = 2
    protocol  = "tcp"
  }
}

resource "aws_security_group" "timeouts" {
  timeouts {
    create = "1h"
  }
}

resource "aws_security_group" "timeouts_unknown" {
  timeouts {
    update = "1h"
  }
}

resource "aws_vpc_security_group_ingress_rule" "framework_good" {
  security_group_id = "sg-1"
  ip_protocol       = "tcp"
  from_port         = 1
  to_port           = 2
  cidr_ipv4         = "10.0.0.0/8"
}

resource "aws_vpc_security_group_ingress_rule" "framework_computed" {
  security_group_id = "sg-1"
  ip_protocol       = "tcp"
  from_port         = 1
  to_port           = 2
  cidr_ipv4         = "10.0.0.0/8"
  arn               = "x"
}

resource "aws_vpc_security_group_ingress_rule" "framework_null" {
  security_group_id = null
  ip_protocol       = "tcp"
  from_port         = 1
  to_port           = 2
  cidr_ipv4         = "10.0.0.0/8"
}

resource "aws_nosuch_thing" "type" {
}

data "aws_instances_of_nothing" "type" {
}

data "aws_region" "good" {
}

data "aws_region" "unknown_argument" {
  region = "x"
}

resource "terraform_data" "good" {
  input = { a = [1] }
}

resource "terraform_data" "unknown_argument" {
  imput = 1
}

data "terraform_remote_state" "missing" {
}

resource "aws_vpc" "conflict" {
  cidr_block          = "10.0.0.0/16"
  ipv4_netmask_length = 20
  ipv4_ipam_pool_id   = "p"
}

resource "aws_vpc" "conflict_with_null" {
  cidr_block          = null
  ipv4_netmask_length = 20
  ipv4_ipam_pool_id   = "p"
}

resource "aws_instance" "neither" {
  ami = "x"
}

resource "aws_instance" "provisioned" {
  ami           = "x"
  instance_type = "t3.micro"
  provisioner "local-exec" {
    cmd = "x"
  }
}

resource "aws_instance" "provisioned_well" {
  ami           = "x"
  instance_type = "t3.micro"
  connection {
    host = self.public_ip
  }
  provisioner "file" {
    content     = "x"
    destination = "/y"
  }
}

resource "aws_instance" "connected_nowhere" {
  ami           = "x"
  instance_type = "t3.micro"
  provisioner "file" {
    content     = "x"
    destination = "/y"
    connection {
      user = "x"
    }
  }
}

resource "aws_instance" "connected_for_nothing" {
  ami           = "x"
  instance_type = "t3.micro"
  connection {
    bogus = 1
  }
}
