package dev.slipway.vocabulary;

/** The datastore engines that a blueprint can name. */
public enum Engine {
  POSTGRESQL(Family.RELATIONAL, "PostgreSQL"),
  MYSQL(Family.RELATIONAL, "MySQL"),
  FIRESTORE(Family.DOCUMENT, "Firestore"),
  MONGODB(Family.DOCUMENT, "MongoDB"),
  REDIS(Family.CACHE, "Redis"),
  MEMCACHED(Family.CACHE, "Memcached"),
  ELASTICSEARCH(Family.SEARCH, "Elasticsearch"),
  OBJECT_STORE(Family.OBJECT_STORE, "object storage"),
  TOPIC(Family.TOPIC, "publish/subscribe topic"),
  TASK_QUEUE(Family.QUEUE, "task queue"),
  RABBITMQ(Family.QUEUE, "RabbitMQ"),
  KAFKA(Family.TOPIC, "Kafka"),
  NATS(Family.TOPIC, "NATS"),
  SQLITE(Family.EMBEDDED, "SQLite");

  /** What kind of store it is. */
  public enum Family {
    RELATIONAL,
    DOCUMENT,
    CACHE,
    SEARCH,
    OBJECT_STORE,
    TOPIC,
    QUEUE,
    /** Lives in the process's own file system, which a container loses. */
    EMBEDDED
  }

  private final Family family;
  private final String label;

  Engine(Family family, String label) {
    this.family = family;
    this.label = label;
  }

  public Family family() {
    return family;
  }

  public String label() {
    return label;
  }
}
