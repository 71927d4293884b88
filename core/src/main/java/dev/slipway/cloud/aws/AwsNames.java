package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Names;

/**
 * The names that resources bear in AWS. Each environment has an account of its own, so a name
 * carries the project's slug and the part, and no environment. Names of buckets are unique in the
 * world, so the account's id is part of them.
 */
public final class AwsNames {

  private static final int ROLE_LIMIT = 64;
  private static final int LOAD_BALANCER_LIMIT = 32;
  private static final int BUCKET_LIMIT = 63;
  private static final int DEFAULT_LIMIT = 63;
  private static final int CACHE_LIMIT = 40;

  private AwsNames() {}

  /** Of an ECS service, a task definition's family, a database, a queue, a secret. */
  public static String resource(Blueprint blueprint, String part) {
    return Names.shorten(blueprint.project().slug() + "-" + part, DEFAULT_LIMIT);
  }

  /** Of an IAM role, such as {@code shop-api-task}. */
  public static String role(Blueprint blueprint, String part) {
    return Names.shorten(blueprint.project().slug() + "-" + part, ROLE_LIMIT);
  }

  /** Of the repository that keeps a workload's image; several workloads may share one image. */
  public static String repository(Blueprint blueprint, Workload workload) {
    return blueprint.project().slug() + "/" + workload.image().of();
  }

  /** Of the log group of a workload. */
  public static String logGroup(Blueprint blueprint, Workload workload) {
    return workload.kind() == WorkloadKind.FUNCTION
        ? "/aws/lambda/" + resource(blueprint, workload.name())
        : "/ecs/" + blueprint.project().slug() + "/" + workload.name();
  }

  /** Of the private domain in which workloads find each other, such as {@code shop.internal}. */
  public static String privateDomain(Blueprint blueprint) {
    return blueprint.project().slug() + ".internal";
  }

  /** Of a load balancer or a target group. */
  public static String loadBalancer(Blueprint blueprint, String part) {
    return Names.shorten(blueprint.project().slug() + "-" + part, LOAD_BALANCER_LIMIT);
  }

  /** Of an ElastiCache replication group. */
  public static String cache(Blueprint blueprint, String datastore) {
    return Names.shorten(blueprint.project().slug() + "-" + datastore, CACHE_LIMIT);
  }

  /** Of a bucket. */
  public static String bucket(Blueprint blueprint, String accountId, String part) {
    String ending = "-" + accountId;
    return Names.shorten(blueprint.project().slug() + "-" + part, BUCKET_LIMIT - ending.length())
        + ending;
  }

  /** Of the bucket that keeps an environment's Terraform state. */
  public static String stateBucket(Blueprint blueprint, Environment environment) {
    return bucket(blueprint, environment.accountId(), "terraform-state");
  }
}
