package dev.slipway.cloud.aws;

import java.util.List;

/** What the network, the ways in and their names need of the pipeline. */
final class NetworkRights {

  static final List<ServiceRights> ALL =
      List.of(
          ServiceRights.of(
                  "Network",
                  "ec2",
                  "aws_vpc",
                  "aws_subnet",
                  "aws_route",
                  "aws_internet_gateway",
                  "aws_egress_only_internet_gateway",
                  "aws_nat_gateway",
                  "aws_eip",
                  "aws_security_group",
                  "aws_default_",
                  "aws_network_acl",
                  "aws_network_interface",
                  "aws_flow_log",
                  "aws_ec2_managed_prefix_list",
                  "aws_availability_zones")
              .reading("Describe*", "GetManagedPrefixListEntries", "GetSecurityGroupsForVpc")
              .anywhere(
                  "*Vpc*",
                  "*Subnet*",
                  "*Route*",
                  "*InternetGateway*",
                  "*NatGateway*",
                  "*Address*",
                  "*SecurityGroup*",
                  "*NetworkAcl*",
                  "*NetworkInterface*",
                  "*FlowLogs",
                  "CreateTags",
                  "DeleteTags")
              .passing("vpc-flow-logs.amazonaws.com"),
          ServiceRights.of("LoadBalancer", "elasticloadbalancing", "aws_lb", "aws_alb")
              .reading("Describe*")
              .changing(
                  "Create*",
                  "Delete*",
                  "Modify*",
                  "Set*",
                  "Add*",
                  "Remove*",
                  "Register*",
                  "Deregister*")
              .on("arn:aws:elasticloadbalancing:*:{account}:*/{slug}-*")
              .linking("elasticloadbalancing.amazonaws.com"),
          ServiceRights.of("Certificates", "acm", "aws_acm_")
              .reading("DescribeCertificate", "ListTagsForCertificate", "ListCertificates")
              .anywhere("RequestCertificate")
              .changing(
                  "AddTagsToCertificate",
                  "RemoveTagsFromCertificate",
                  "DeleteCertificate",
                  "UpdateCertificateOptions")
              .on("arn:aws:acm:*:{account}:certificate/*"),
          ServiceRights.of("Dns", "route53", "aws_route53_")
              .reading("Get*", "List*")
              .anywhere("CreateHostedZone", "CreateHealthCheck")
              .changing(
                  "ChangeResourceRecordSets",
                  "ChangeTagsForResource",
                  "DeleteHostedZone",
                  "UpdateHostedZoneComment",
                  "UpdateHealthCheck",
                  "DeleteHealthCheck")
              .on("arn:aws:route53:::hostedzone/*", "arn:aws:route53:::healthcheck/*"),
          ServiceRights.of("PrivateNames", "servicediscovery", "aws_service_discovery_")
              .reading(
                  "Get*",
                  "List*",
                  "route53:GetHostedZone",
                  "route53:GetChange",
                  "route53:ListHostedZonesByName")
              .anywhere(
                  "Create*",
                  "Update*",
                  "Delete*",
                  "TagResource",
                  "UntagResource",
                  "route53:CreateHostedZone",
                  "route53:DeleteHostedZone",
                  "route53:ChangeResourceRecordSets",
                  "route53:AssociateVPCWithHostedZone"),
          ServiceRights.of("ContentDelivery", "cloudfront", "aws_cloudfront_")
              .reading("Get*", "List*", "Describe*")
              .changing("Create*", "Update*", "Delete*", "TagResource", "UntagResource")
              .on("arn:aws:cloudfront::{account}:*")
              .linking("vpcorigin.cloudfront.amazonaws.com"),
          ServiceRights.of("Firewall", "wafv2", "aws_wafv2_")
              .reading("Get*", "List*", "Describe*", "CheckCapacity")
              .changing(
                  "Create*",
                  "Update*",
                  "Delete*",
                  "Put*",
                  "Associate*",
                  "Disassociate*",
                  "TagResource",
                  "UntagResource")
              .on(
                  "arn:aws:wafv2:*:{account}:*/*/{slug}-*",
                  "arn:aws:wafv2:*:{account}:*/managedruleset/*",
                  "arn:aws:elasticloadbalancing:*:{account}:loadbalancer/app/{slug}-*")
              .linking("wafv2.amazonaws.com"),
          ServiceRights.of("HttpApi", "apigateway", "aws_apigatewayv2_", "aws_api_gateway_")
              .reading("GET")
              .changing("POST", "PUT", "PATCH", "DELETE")
              .on("arn:aws:apigateway:*::/*"));

  private NetworkRights() {}
}
