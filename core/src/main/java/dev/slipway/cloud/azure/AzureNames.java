package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.cloud.Names;

/**
 * The names that resources bear in Azure. Each environment has a subscription of its own, so a name
 * carries the project's slug and the part, and no environment; names that are unique in the world
 * carry the environment and some characters of the subscription's id besides.
 */
public final class AzureNames {

  private static final int APP_LIMIT = 32;
  private static final int DEFAULT_LIMIT = 63;
  private static final int STORAGE_LIMIT = 24;
  private static final int VAULT_LIMIT = 24;

  private AzureNames() {}

  /** Of a container app or a job. */
  public static String app(Blueprint blueprint, String workload) {
    return Names.shorten(blueprint.project().slug() + "-" + workload, APP_LIMIT);
  }

  /** Of what is unique in its resource group only. */
  public static String resource(Blueprint blueprint, String part) {
    return Names.shorten(blueprint.project().slug() + "-" + part, DEFAULT_LIMIT);
  }

  /** Of what is unique in the world, such as a database server. */
  public static String global(Blueprint blueprint, Environment environment, String part) {
    String ending = "-" + unique(environment);
    return Names.shorten(blueprint.project().slug() + "-" + part, DEFAULT_LIMIT - ending.length())
        + ending;
  }

  /** Of a storage account or a registry: letters and digits only. */
  public static String storage(Blueprint blueprint, Environment environment, String part) {
    String ending = unique(environment);
    String plain = (blueprint.project().slug() + part).replace("-", "");
    return Names.shorten(plain, STORAGE_LIMIT - ending.length()).replace("-", "") + ending;
  }

  /** Of a key vault. */
  public static String vault(Blueprint blueprint, Environment environment) {
    String ending = "-" + unique(environment);
    return Names.shorten(blueprint.project().slug(), VAULT_LIMIT - ending.length()) + ending;
  }

  /** Of the resource group that holds the Terraform state. */
  public static String stateGroup(Blueprint blueprint) {
    return resource(blueprint, "terraform-state");
  }

  /** Of the storage account that keeps an environment's Terraform state. */
  public static String stateAccount(Blueprint blueprint, Environment environment) {
    return storage(blueprint, environment, "tfstate");
  }

  private static String unique(Environment environment) {
    String digits = environment.accountId().replace("-", "");
    return digits.substring(0, Math.min(6, digits.length()));
  }
}
