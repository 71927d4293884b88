package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.cloud.Names;

/**
 * The names that resources bear in Google Cloud. Each environment has a Google Cloud project of its
 * own, so a name carries the project's slug and the part, and no environment. A name that would be
 * too long is cut and gets four hexadecimal digits of its digest, so that two long names stay
 * apart.
 */
public final class GcpNames {

  private static final int SERVICE_LIMIT = 49;
  private static final int ACCOUNT_LIMIT = 30;
  private static final int ACCOUNT_LEAST = 6;
  private static final int INSTANCE_LIMIT = 60;
  private static final int CACHE_LIMIT = 40;
  private static final int DEFAULT_LIMIT = 63;

  private GcpNames() {}

  /** Of a Cloud Run service, worker pool or job. */
  public static String service(Blueprint blueprint, String workload) {
    return joined(blueprint, workload, SERVICE_LIMIT);
  }

  /** Of a service account, the part before the at sign. */
  public static String account(Blueprint blueprint, String workload) {
    String name = joined(blueprint, workload, ACCOUNT_LIMIT);
    return name.length() < ACCOUNT_LEAST ? name + "-runtime" : name;
  }

  /** Of a Cloud SQL instance. */
  public static String instance(Blueprint blueprint, String datastore) {
    return joined(blueprint, datastore, INSTANCE_LIMIT);
  }

  /**
   * Of a Firestore database. The first one bears the name that every client library takes when it
   * is told none, and which is the only one with a free quota.
   */
  public static String document(Blueprint blueprint, String datastore) {
    boolean first =
        blueprint.datastores(Datastore.Document.class).stream()
            .findFirst()
            .filter(d -> d.name().equals(datastore))
            .isPresent();
    return first ? "(default)" : resource(blueprint, datastore);
  }

  /** Of a Memorystore instance. */
  public static String cache(Blueprint blueprint, String datastore) {
    return joined(blueprint, datastore, CACHE_LIMIT);
  }

  /**
   * Of anything whose names may have 63 characters: networks, queues, topics, secrets,
   * repositories.
   */
  public static String resource(Blueprint blueprint, String part) {
    return joined(blueprint, part, DEFAULT_LIMIT);
  }

  /** Of a bucket: bucket names are global, so the project id is part of them. */
  public static String bucket(String projectId, String part) {
    return Names.shorten(projectId + "-" + part, DEFAULT_LIMIT);
  }

  private static String joined(Blueprint blueprint, String part, int limit) {
    return Names.shorten(blueprint.project().slug() + "-" + part, limit);
  }
}
