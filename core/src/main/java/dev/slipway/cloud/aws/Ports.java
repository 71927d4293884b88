package dev.slipway.cloud.aws;

import dev.slipway.vocabulary.Engine;
import java.util.Optional;

/** What engines listen on, as their makers ship them. */
final class Ports {

  private Ports() {}

  /** Of a store that others keep; absent for what is reached by HTTPS, or lies in a file. */
  static Optional<Integer> outside(Engine engine) {
    return switch (engine) {
      case POSTGRESQL -> Optional.of(5432);
      case MYSQL -> Optional.of(3306);
      case MONGODB -> Optional.of(27_017);
      case REDIS -> Optional.of(6379);
      case MEMCACHED -> Optional.of(11_211);
      case ELASTICSEARCH -> Optional.of(9200);
      case RABBITMQ -> Optional.of(5671);
      case KAFKA -> Optional.of(9092);
      case NATS -> Optional.of(4222);
      case FIRESTORE, OBJECT_STORE, TOPIC, TASK_QUEUE, SQLITE -> Optional.empty();
    };
  }
}
