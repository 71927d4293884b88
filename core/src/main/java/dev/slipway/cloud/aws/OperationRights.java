package dev.slipway.cloud.aws;

import java.util.List;

/** What is watched, recorded and limited needs of the pipeline. */
final class OperationRights {

  static final List<ServiceRights> ALL =
      List.of(
          ServiceRights.of("Alarms", "cloudwatch", "aws_cloudwatch_")
              .reading("Describe*", "GetDashboard", "ListDashboards", "ListTagsForResource")
              .changing(
                  "PutMetricAlarm",
                  "PutCompositeAlarm",
                  "DeleteAlarms",
                  "PutDashboard",
                  "DeleteDashboards",
                  "TagResource",
                  "UntagResource")
              .on(
                  "arn:aws:cloudwatch:*:{account}:alarm:{slug}-*",
                  "arn:aws:cloudwatch::{account}:dashboard/{slug}*"),
          ServiceRights.of("Budgets", "budgets", "aws_budgets_")
              .readingOwn("ViewBudget", "ListTagsForResource")
              .changing("ModifyBudget", "TagResource", "UntagResource")
              .on("arn:aws:budgets::{account}:budget/{slug}-*"),
          ServiceRights.of("CostAnomalies", "ce", "aws_ce_")
              .reading("GetAnomaly*", "ListTagsForResource")
              .anywhere("CreateAnomaly*")
              .changing("UpdateAnomaly*", "DeleteAnomaly*", "TagResource", "UntagResource")
              .on(
                  "arn:aws:ce::{account}:anomalymonitor/*",
                  "arn:aws:ce::{account}:anomalysubscription/*"),
          // Neither StopLogging nor DeleteTrail: who wants no record has to come in person.
          ServiceRights.of("Trail", "cloudtrail", "aws_cloudtrail")
              .reading("Describe*", "Get*", "List*")
              .changing(
                  "CreateTrail",
                  "UpdateTrail",
                  "StartLogging",
                  "PutEventSelectors",
                  "PutInsightSelectors",
                  "AddTags",
                  "RemoveTags")
              .on("arn:aws:cloudtrail:*:{account}:trail/{slug}-*")
              .passing("cloudtrail.amazonaws.com"),
          ServiceRights.of("AccessAnalyzer", "access-analyzer", "aws_accessanalyzer_")
              .reading("Get*", "List*")
              .changing("CreateAnalyzer", "DeleteAnalyzer", "TagResource", "UntagResource")
              .on("arn:aws:access-analyzer:*:{account}:analyzer/{slug}*")
              .linking("access-analyzer.amazonaws.com"),
          ServiceRights.of("Parameters", "ssm", "aws_ssm_")
              .reading("DescribeParameters")
              .readingOwn("GetParameter", "GetParameters", "ListTagsForResource")
              .changing(
                  "PutParameter", "DeleteParameter", "AddTagsToResource", "RemoveTagsFromResource")
              .on("arn:aws:ssm:*:{account}:parameter/{slug}*"));

  private OperationRights() {}
}
