package dev.slipway.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Setting;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import org.junit.jupiter.api.Test;

class RelationalDesignTest {

  private static ServiceDraft api() {
    return new ServiceDraft("api", Language.PYTHON)
        .framework("fastapi")
        .endpoint("GET", "/v1/things")
        .pool(15)
        .uses(Engine.POSTGRESQL, "asyncpg");
  }

  private static Wanted wanted(String... settings) {
    return new Wanted().service(api()).set(settings);
  }

  private static Relational database(Blueprint design) {
    return design.datastores(Relational.class).getFirst();
  }

  private static RelationalSize production(Wanted wanted, Saving... savings) {
    return database(wanted.design(savings)).size("production");
  }

  @Test
  void addsUpTheConnectionsOfAllInstances() {
    Blueprint design = wanted("scaling.max-instances=4").design();
    assertThat(database(design).size("production").plannedConnections()).isEqualTo(4 * 15 + 10);
    assertThat(design.decision("database.main.connections").orElseThrow().reason())
        .contains("api 4 × 15 + reserve 10 = 70 ≤ 100");
  }

  @Test
  void lowersACeilingThatNobodySetBeforeItBuysALargerDatabase() {
    // the peak needs 100 × 3 s / (80 × 0.8) = 5, the ceiling would be 10: 10 × 15 + 10 = 160 > 100
    Wanted wanted =
        wanted(
            "objectives.throughput=100", "objectives.latency.p95=3s", "resources.concurrency=80");
    Blueprint design = wanted.design();
    assertThat(database(design).size("production").tier()).isEqualTo("db-custom-1-3840");
    assertThat(design.workload("api").orElseThrow().scaling("production").max()).isEqualTo(5);
    assertThat(database(design).size("production").plannedConnections()).isEqualTo(5 * 15 + 10);
  }

  @Test
  void growsTheDatabaseWhereTheCeilingIsSetAndNoSettingGovernsThePool() {
    RelationalSize size = production(wanted("scaling.max-instances=12"));
    assertThat(size.plannedConnections()).isEqualTo(12 * 15 + 10);
    assertThat(size.tier()).isEqualTo("db-custom-2-7680");
    assertThat(size.maxConnections()).isGreaterThanOrEqualTo(190);
  }

  @Test
  void shrinksAPoolThatASettingGoverns() {
    Wanted wanted =
        new Wanted()
            .service(
                api()
                    .variable("DB_POOL_SIZE", false, false, "10")
                    .variable("DB_MAX_OVERFLOW", false, false, "5"))
            .set("scaling.max-instances=9");
    Blueprint design = wanted.design();
    // 100 - 10 = 90 / 9 = 10 an instance, 5 of them overflow
    assertThat(database(design).size("production").plannedConnections()).isEqualTo(100);
    assertThat(design.workload("api").orElseThrow().settings())
        .filteredOn(s -> s.name().equals("DB_POOL_SIZE"))
        .extracting(Setting::value)
        .containsExactly(new Setting.Literal("5"));
  }

  @Test
  void saysWhenNothingMakesTheConnectionsFit() {
    assertThat(wanted("scaling.max-instances=900").codes()).contains("SLIP-CONNECTION-BUDGET");
  }

  @Test
  void givesAStandbyForThreeNinesOrAQuickRecovery() {
    assertThat(production(wanted("objectives.availability=99.9")).highAvailability()).isTrue();
    assertThat(production(wanted("objectives.availability=99.5")).highAvailability()).isFalse();
    assertThat(production(wanted("objectives.rto=10m")).highAvailability()).isTrue();
    assertThat(
            production(wanted("objectives.availability=99.9"), Saving.DATABASE_ZONAL)
                .highAvailability())
        .isFalse();
  }

  @Test
  void warnsOfThreeNinesWithoutAStandby() {
    Wanted wanted = wanted("objectives.availability=99.9", "database.high-availability=false");
    assertThat(production(wanted).highAvailability()).isFalse();
    assertThat(wanted.codes()).contains("SLIP-AVAILABILITY-STANDBY");
  }

  @Test
  void takesTheDearerEditionForFourNines() {
    assertThat(production(wanted("objectives.availability=99.99")).tier())
        .startsWith("db-perf-optimized-N-");
  }

  @Test
  void neverSharesACoreInProductionUnlessTheBudgetForcesIt() {
    assertThat(production(wanted()).vcpu().signum()).isEqualTo(1);
    RelationalSize saved =
        production(wanted("objectives.availability=99.9"), Saving.DATABASE_SHARED_CORE);
    assertThat(saved.tier()).isEqualTo("db-g1-small");
    assertThat(saved.highAvailability()).isFalse();
  }

  @Test
  void sizesTheProcessorByTheLoad() {
    // 1000 / (250 × 0.7) = 5.7 vCPU
    assertThat(production(wanted("objectives.throughput=1000", "scaling.max-instances=5")).tier())
        .isEqualTo("db-custom-8-30720");
  }

  @Test
  void takesATierThatIsNamedIfItExists() {
    assertThat(production(wanted("database.tier=db-custom-4-15360")).tier())
        .isEqualTo("db-custom-4-15360");
    assertThat(production(wanted("database.tier=db-custom-6-24576")).tier())
        .isEqualTo("db-custom-6-24576");
    assertThat(wanted("database.tier=db-custom-3-4000").codes()).contains("SLIP-DATABASE-TIER");
    assertThat(wanted("database.tier=db-n1-standard-2").codes()).contains("SLIP-DATABASE-TIER");
  }

  @Test
  void choosesAVersionThatIsOffered() {
    assertThat(database(wanted("database.version=15.4").design()).version()).isEqualTo("15");
    assertThat(database(wanted().design()).version()).isEqualTo("17");
    assertThat(wanted("database.version=9.6").codes()).contains("SLIP-DATABASE-VERSION");
    assertThat(wanted("database.version=13").codes()).contains("SLIP-DATABASE-END-OF-LIFE");
  }

  @Test
  void replacesAFileDatabaseThatAContainerWouldLose() {
    Wanted wanted =
        new Wanted().service(new ServiceDraft("api", Language.PYTHON).uses(Engine.SQLITE, ""));
    assertThat(wanted.codes()).contains("SLIP-DATABASE-EMBEDDED");
    assertThat(database(wanted.design()).engine()).isEqualTo(Engine.POSTGRESQL);
  }

  @Test
  void followsTheDecisionWhereTheCodeHasAnotherDriver() {
    Wanted wanted = wanted("database.engine=mysql");
    assertThat(wanted.codes()).contains("SLIP-DATABASE-CONTRADICTION");
    assertThat(wanted.design().datastores(Relational.class))
        .extracting(Relational::engine)
        .containsExactly(Engine.MYSQL);
  }

  @Test
  void readsTheStorageThatAnImplementationRecordAsksFor() {
    assertThat(production(wanted().need("PostgreSQL 16, 40 GB to begin with")).storageGib())
        .isEqualTo(40);
    assertThat(production(wanted().need("Redis 7, 4 GB")).storageGib()).isEqualTo(10);
  }

  @Test
  void saysThatLessCannotBeLostThanLogsAreShipped() {
    assertThat(wanted("objectives.rpo=1m").codes()).contains("SLIP-RECOVERY-POINT");
    assertThat(wanted("objectives.rpo=15m").codes()).doesNotContain("SLIP-RECOVERY-POINT");
  }

  @Test
  void keepsAReplicaOnlyWhereItIsAskedFor() {
    assertThat(production(wanted()).readReplicas()).isZero();
    assertThat(production(wanted("database.read-replica=true")).readReplicas()).isEqualTo(1);
    assertThat(
            production(wanted("database.read-replica=true"), Saving.NO_READ_REPLICA).readReplicas())
        .isZero();
    assertThat(production(wanted("regions=europe-west1,europe-west4")).readReplicas()).isEqualTo(1);
  }
}
