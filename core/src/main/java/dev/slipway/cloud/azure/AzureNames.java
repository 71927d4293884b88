package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.template;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.cloud.Names;
import dev.slipway.stack.Expression;
import java.util.Locale;

/**
 * The names that resources bear in Azure. Each environment has a subscription of its own, so a name
 * carries the project's slug and the part, and no environment; names that are unique in the world
 * carry the environment and some characters of the subscription's id besides.
 */
public final class AzureNames {

  /** Characters of the subscription's id that make a name unique in the world. */
  static final int UNIQUE = 6;

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
    return storageStart(blueprint, part) + unique(environment);
  }

  /** Of a key vault. */
  public static String vault(Blueprint blueprint, Environment environment) {
    return vaultStart(blueprint) + unique(environment);
  }

  /** Of the resource group that holds the Terraform state. */
  public static String stateGroup(Blueprint blueprint) {
    return resource(blueprint, "terraform-state");
  }

  /** Of the storage account that keeps an environment's Terraform state. */
  public static String stateAccount(Blueprint blueprint, Environment environment) {
    return storage(blueprint, environment, "tfstate");
  }

  /** Of the identity that pulls images, which the bootstrap makes beside the state. */
  public static String puller(Blueprint blueprint) {
    return resource(blueprint, "puller");
  }

  /** Of the registry, one for all environments, in the group of production's state. */
  public static String registry(Blueprint blueprint) {
    return storage(blueprint, blueprint.production(), "images");
  }

  /**
   * {@link #global} in a stack that is the same for every environment: the ending comes from the
   * subscription that it is applied to.
   *
   * @param limit of the whole name, in characters
   */
  public static Expression world(Blueprint blueprint, String part, int limit) {
    String name = Names.shorten(blueprint.project().slug() + "-" + part, limit - UNIQUE - 1);
    return template(name + "-", local("unique"));
  }

  /** {@link #storage} in a stack that is the same for every environment. */
  static Expression storage(Blueprint blueprint, String part) {
    return template(storageStart(blueprint, part), local("unique"));
  }

  /** {@link #vault} in a stack that is the same for every environment. */
  static Expression vault(Blueprint blueprint) {
    return template(vaultStart(blueprint), local("unique"));
  }

  private static String storageStart(Blueprint blueprint, String part) {
    String plain = (blueprint.project().slug() + part).replace("-", "");
    return Names.shorten(plain, STORAGE_LIMIT - UNIQUE).replace("-", "");
  }

  private static String vaultStart(Blueprint blueprint) {
    return Names.shorten(blueprint.project().slug(), VAULT_LIMIT - UNIQUE - 1) + "-";
  }

  /** What {@link #world(Blueprint, String, int)} comes to in an environment. */
  public static String world(Blueprint blueprint, Environment environment, String part, int limit) {
    return Names.shorten(blueprint.project().slug() + "-" + part, limit - UNIQUE - 1)
        + "-"
        + unique(environment);
  }

  private static String unique(Environment environment) {
    String digits = environment.accountId().replace("-", "").toLowerCase(Locale.ROOT);
    return digits.substring(0, Math.min(UNIQUE, digits.length()));
  }
}
