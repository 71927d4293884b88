# What the launcher runs the check on to learn which code a start needs: a little of everything.
terraform {
  required_version = ">= 1.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }

  backend "s3" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = local.tags
  }
}

variable "region" {
  type        = string
  default     = "eu-central-1"
  description = "Where it runs."

  validation {
    condition     = can(regex("^[a-z]{2}-", var.region)) && length(var.region) > 5
    error_message = "The region must look like eu-central-1."
  }
}

variable "rules" {
  type = list(object({
    port        = number
    protocol    = optional(string, "tcp")
    cidr_blocks = optional(list(string), [])
  }))
  default  = []
  nullable = false
}

variable "queues" {
  type    = map(object({ retention = number, fifo = optional(bool, false) }))
  default = {}
}

variable "enabled" {
  type      = bool
  default   = true
  sensitive = false
}

locals {
  tags               = merge({ Name = "rehearsal-${var.region}" }, var.enabled ? { Enabled = "yes" } : {})
  ports              = [for rule in var.rules : rule.port if rule.protocol == "tcp"]
  by                 = { for index, rule in var.rules : "${index}-${rule.port}" => rule... }
  text               = <<-EOT
    %{for port in local.ports~}
    port ${port}
    %{endfor~}
  EOT
  flat               = flatten([for name, queue in var.queues : [{ name = name, days = floor(queue.retention / 86400) }]])
  f_abs              = try(abs(-12.4), null)
  f_abspath          = try(abspath("/a/../b//c"), null)
  f_alltrue          = try(alltrue(["true", true]), null)
  f_anytrue          = try(anytrue(["true"]), null)
  f_base64decode     = try(base64decode("SGVsbG8gV29ybGQ="), null)
  f_base64encode     = try(base64encode("Hello World"), null)
  f_base64sha256     = try(base64sha256("hello world"), null)
  f_base64sha512     = try(base64sha512("hello"), null)
  f_basename         = try(basename("foo/bar/baz.txt"), null)
  f_bcrypt           = try(bcrypt("a", 4, 5), null)
  f_ceil             = try(ceil(5.1), null)
  f_chomp            = try(chomp("hello\n"), null)
  f_chunklist        = try(chunklist(["a", "b", "c", "d", "e"], 2), null)
  f_cidrhost         = try(cidrhost("10.12.127.0/20", 16), null)
  f_cidrnetmask      = try(cidrnetmask("172.16.0.0/12"), null)
  f_cidrsubnet       = try(cidrsubnet("172.16.0.0/12", 4, 2), null)
  f_cidrsubnets      = try(cidrsubnets("10.1.0.0/16", 4, 4, 8, 4), null)
  f_coalesce         = try(coalesce("a", "b"), null)
  f_coalescelist     = try(coalescelist(["a"], ["b"]), null)
  f_compact          = try(compact(["a", "", "b", null, "c"]), null)
  f_concat           = try(concat(["a", ""], ["b", "c"]), null)
  f_contains         = try(contains(["a", "b"], "a"), null)
  f_csvdecode        = try(csvdecode("a,b,c\n1,2,3\n4,5,6\n"), null)
  f_dirname          = try(dirname("foo/bar/baz.txt"), null)
  f_distinct         = try(distinct(["a", "b", "a", "c"]), null)
  f_element          = try(element(["a", "b", "c"], 1), null)
  f_endswith         = try(endswith("hello", "lo"), null)
  f_ephemeralasnull  = try(ephemeralasnull("a"), null)
  f_file             = try(file("missing.txt"), null)
  f_filebase64       = try(filebase64("hello.txt"), null)
  f_filebase64sha256 = try(filebase64sha256("hello.txt"), null)
  f_filebase64sha512 = try(filebase64sha512("hello.txt"), null)
  f_fileexists       = try(fileexists("hello.txt"), null)
  f_filemd5          = try(filemd5("hello.txt"), null)
  f_fileset          = try(fileset(".", "*.txt"), null)
  f_filesha1         = try(filesha1("hello.txt"), null)
  f_filesha256       = try(filesha256("hello.txt"), null)
  f_filesha512       = try(filesha512("hello.txt"), null)
  f_flatten          = try(flatten([["a", "b"], [], ["c"]]), null)
  f_floor            = try(floor(-5.1), null)
  f_format           = try(format("Hello, %s!", "Ander"), null)
  f_formatdate       = try(formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z"), null)
  f_formatlist       = try(formatlist("Hello, %s!", ["A", "B"]), null)
  f_indent           = try(indent(2, "[\n  a\n]\n"), null)
  f_index            = try(index(["a", "b", "c"], "b"), null)
  f_issensitive      = try(issensitive(sensitive("a")), null)
  f_join             = try(join("-", ["foo", "bar"], ["x"]), null)
  f_jsondecode       = try(jsondecode("{\"hello\": \"world\", \"a\": [1, null, {}]}"), null)
  f_jsonencode       = try(jsonencode({ hello = "world", a = [1, 2.5, true, null] }), null)
  f_keys             = try(keys({ a = 1, c = 2, b = 3 }), null)
  f_length           = try(length("hello"), null)
  f_log              = try(log(50, 10), null)
  f_lookup           = try(lookup({ a = "ay", b = "bee" }, "a", "what?"), null)
  f_lower            = try(lower("HELLO ÀÉ"), null)
  f_matchkeys        = try(matchkeys(["i-123", "i-abc", "i-def"], ["us-west", "us-east", "us-east"], ["us-east"]), null)
  f_max              = try(max(12, 54, 3), null)
  f_md5              = try(md5("hello world"), null)
  f_merge            = try(merge({ a = "b", c = "d" }, { e = "f", c = "z" }), null)
  f_min              = try(min(12, 54, 3), null)
  f_nonsensitive     = try(nonsensitive(sensitive("a")), null)
  f_one              = try(one(["a"]), null)
  f_parseint         = try(parseint("100", 10), null)
  f_pathexpand       = try(pathexpand("/etc/x"), null)
  f_pow              = try(pow(3, 2), null)
  f_range            = try(range(3), null)
  f_regex            = try(regex("[a-z]+", "53453453.345345aaabbbccc23454"), null)
  f_regexall         = try(regexall("[a-z]+", "1234abcd5678efgh9"), null)
  f_replace          = try(replace("1 + 2 + 3", "+", "-"), null)
  f_reverse          = try(reverse([1, 2, 3]), null)
  f_rsadecrypt       = try(rsadecrypt("x", "y"), null)
  f_setintersection  = try(setintersection(["a", "b"], ["b", "c"], ["b", "d"]), null)
  f_setproduct       = try(setproduct(["development", "staging"], ["app1", "app2"]), null)
  f_setsubtract      = try(setsubtract(["a", "b", "c"], ["a", "c"]), null)
  f_setunion         = try(setunion(["a", "b"], ["b", "c"], ["d"]), null)
  f_sha1             = try(sha1("hello world"), null)
  f_sha256           = try(sha256("hello world"), null)
  f_sha512           = try(sha512("hello"), null)
  f_signum           = try(signum(-13), null)
  f_slice            = try(slice(["a", "b", "c", "d"], 1, 3), null)
  f_sort             = try(sort(["e", "d", "a", "x"]), null)
  f_split            = try(split(",", "foo,bar,baz"), null)
  f_startswith       = try(startswith("hello", "he"), null)
  f_strcontains      = try(strcontains("hello", "ll"), null)
  f_strrev           = try(strrev("hello"), null)
  f_substr           = try(substr("hello world", 1, 4), null)
  f_sum              = try(sum([10, 13, 6, 4.5]), null)
  f_templatefile     = try(templatefile("missing.tpl", {}), null)
  f_textdecodebase64 = try(textdecodebase64("SABlAGwAbABvACAAVwBvAHIAbABkAA==", "UTF-16LE"), null)
  f_textencodebase64 = try(textencodebase64("Hello World", "UTF-16LE"), null)
  f_timeadd          = try(timeadd("2017-11-22T00:00:00Z", "10m"), null)
  f_timecmp          = try(timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00Z"), null)
  f_title            = try(title("hello world it's me_too foo-bar"), null)
  f_tobool           = try(tobool("true"), null)
  f_tolist           = try(tolist(["a", 1, true]), null)
  f_tomap            = try(tomap({ a = 1, b = "x" }), null)
  f_tonumber         = try(tonumber("1"), null)
  f_toset            = try(toset(["c", "b", "b"]), null)
  f_tostring         = try(tostring(1), null)
  f_transpose        = try(transpose({ a = ["1", "2"], b = ["2", "3"] }), null)
  f_trim             = try(trim("?!hello?!", "!?"), null)
  f_trimprefix       = try(trimprefix("helloworld", "hello"), null)
  f_trimspace        = try(trimspace("  hello\n\t "), null)
  f_trimsuffix       = try(trimsuffix("helloworld", "world"), null)
  f_upper            = try(upper("hello ß ǆ"), null)
  f_urlencode        = try(urlencode("Hello World!"), null)
  f_uuidv5           = try(uuidv5("dns", "www.terraform.io"), null)
  f_values           = try(values({ a = 3, c = 2, d = "x" }), null)
  f_yamldecode       = try(yamldecode("a: 1\nb: [x, y]\nc: {d: null}"), null)
  f_yamlencode       = try(yamlencode({ a = "b", c = "d" }), null)
  f_zipmap           = try(zipmap(["a", "b"], [1, 2]), null)
}

data "aws_availability_zones" "here" {
  state = "available"
}

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.data[0].arn}/*"]
  }
}

resource "aws_s3_bucket" "data" {
  count  = var.enabled ? 1 : 0
  bucket = lower("data-${var.region}")
  tags   = local.tags
}

resource "aws_iam_policy" "read" {
  name   = "read"
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = one(aws_vpc.main[*].id)

  dynamic "ingress" {
    for_each = var.rules

    content {
      from_port   = ingress.value.port
      to_port     = ingress.value["port"]
      protocol    = ingress.value.protocol
      cidr_blocks = ingress.value.cidr_blocks
    }
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [tags["Name"]]
  }
}

resource "aws_vpc" "main" {
  count      = 1
  cidr_block = cidrsubnet("10.0.0.0/8", 8, count.index)

  lifecycle {
    precondition {
      condition     = length(data.aws_availability_zones.here.names) > 1
      error_message = "Two zones are needed."
    }
  }
}

resource "aws_sqs_queue" "each" {
  for_each = var.queues

  name                      = each.value.fifo ? "${each.key}.fifo" : each.key
  fifo_queue                = each.value.fifo
  message_retention_seconds = each.value.retention
  policy                    = jsonencode({ Version = "2012-10-17", Statement = [] })
  depends_on                = [aws_vpc.main]
}

resource "terraform_data" "once" {
  input            = -1 + 2 * 3 % 4
  triggers_replace = [aws_sqs_queue.each, !var.enabled, templatefile("${path.module}/greeting.tftpl", { name = "you" })]

  provisioner "local-exec" {
    command = "echo ${self.id}"
  }
}

module "part" {
  source = "./part"
  count  = 2

  name  = "part-${count.index}"
  sizes = { small = 1 }
}

moved {
  from = aws_vpc.old
  to   = aws_vpc.main
}

check "reachable" {
  assert {
    condition     = alltrue([for queue in aws_sqs_queue.each : queue.fifo_queue])
    error_message = "Every queue is ordered."
  }
}

output "names" {
  value       = { for key, queue in aws_sqs_queue.each : key => queue.name }
  description = "Names of the queues."
}

output "part" {
  value     = module.part[*].greeting
  sensitive = true
}
