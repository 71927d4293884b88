package dev.slipway.design;

import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Engine;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A cloud's managed relational databases, as far as a design chooses among them. */
sealed interface RelationalOffer permits CloudSql, Rds, FlexibleServer {

  /**
   * A size.
   *
   * @param vcpu zero for shared cores
   * @param sustained vCPU that it can use around the clock: less than it has where the cloud lends
   *     it bursts
   * @param maxConnections what it takes by default; on the safe side where sources disagree
   * @param standby whether it can have a standby in another zone
   */
  record Tier(
      String name,
      BigDecimal vcpu,
      BigDecimal sustained,
      BigDecimal memoryGib,
      int maxConnections,
      boolean standby) {

    boolean shared() {
      return vcpu.signum() == 0;
    }
  }

  static RelationalOffer of(Cloud cloud) {
    return switch (cloud) {
      case GCP -> new CloudSql();
      case AWS -> new Rds();
      case AZURE -> new FlexibleServer();
    };
  }

  /** What people call it. */
  String service();

  /** What else the cloud has, that is not chosen. */
  String dearer();

  /** A size to name in messages. */
  String example();

  /**
   * The sizes with a service level, smallest first.
   *
   * @param plus the dearer edition with the higher service level, where there is one
   */
  List<Tier> dedicated(Engine engine, boolean plus);

  /** The shared-core size for environments without users. */
  Tier shared(Engine engine);

  /** The smallest of all. */
  Tier smallest(Engine engine);

  /** The size that a record names. */
  Optional<Tier> named(Engine engine, String text);

  /** Versions that it runs, oldest first. */
  List<String> versions(Engine engine);

  /** Of those, the ones that their makers no longer support. */
  default List<String> ended() {
    return List.of("13", "8.0");
  }

  int leastStorageGib();

  int mostStorageGib();

  /** Daily backups that can be kept. */
  int mostBackups();

  /** How many days any second can be brought back from, when so many backups are kept. */
  int pointInTimeDays(Tier tier, int backups);

  Login login();
}
