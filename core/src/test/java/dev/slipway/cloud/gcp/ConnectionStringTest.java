package dev.slipway.cloud.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Datastore.Cache;
import dev.slipway.blueprint.Datastore.CacheSize;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadDraft;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionStringTest {

  private static String file(Blueprint blueprint, String name) {
    return TerraformEmitter.emit(GcpLowering.lower(blueprint).main()).stream()
        .filter(f -> f.path().equals("terraform/" + name))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static Blueprint encrypted() {
    return Blueprints.edit(Blueprints.chat())
        .with(
            new Cache(
                "sessions",
                Engine.REDIS,
                "7.2",
                Login.SERVICE_KEY,
                true,
                List.of(new CacheSize("staging", 1, false), new CacheSize("production", 2, true))))
        .build();
  }

  private static Blueprint with(Language language, String setting, Setting.Value value) {
    return with(encrypted(), language, setting, value);
  }

  private static Blueprint with(
      Blueprint blueprint, Language language, String setting, Setting.Value value) {
    return Blueprints.edit(blueprint)
        .with(
            new WorkloadDraft("extra", WorkloadKind.SERVICE)
                .source("extra", language, "1", "none")
                .exposure(Workload.Exposure.INTERNAL)
                .scaling(
                    new Workload.Scaling("staging", 0, 1), new Workload.Scaling("production", 0, 1))
                .setting(setting, value)
                .connects("main", Access.READ_WRITE)
                .connects("sessions", Access.READ_WRITE)
                .build())
        .build();
  }

  @Test
  void tellsGosDriversThatTheProxyEncrypts() {
    assertThat(
            file(
                with(Language.GO, "EXTRA_URL", new Setting.DatastoreUrl("main", "postgresql")),
                "main.tf"))
        .contains("@127.0.0.1:5432/chat?sslmode=disable\"");
  }

  @Test
  void spellsMySqlAsGosDriverReadsIt() {
    assertThat(
            file(
                with(
                    Designs.mysql(),
                    Language.GO,
                    "EXTRA_URL",
                    new Setting.DatastoreUrl("main", "mysql")),
                "main.tf"))
        .contains(
            "\"${google_service_account.extra.account_id}@tcp(127.0.0.1:3306)/shop?parseTime=true\"");
  }

  @Test
  void leavesTheAddressesOfOtherLanguagesAlone() {
    assertThat(
            file(
                with(Language.NODE, "EXTRA_URL", new Setting.DatastoreUrl("main", "postgresql")),
                "main.tf"))
        .doesNotContain("sslmode");
  }

  @Test
  void handsTheCachesAuthorityToCodeWhoseAddressCannotCarryIt() {
    assertThat(
            file(
                with(
                    Language.NODE,
                    "EXTRA_HOST",
                    new Setting.DatastoreProperty("sessions", Setting.Property.HOST)),
                "main.tf"))
        .contains("value = join(\"\", google_redis_instance.sessions.server_ca_certs[*].cert)");
  }

  @Test
  void putsTheCachesAuthorityIntoPythonsAddress() {
    assertThat(file(encrypted(), "secrets.tf"))
        .contains("/0?ssl_check_hostname=false&ssl_ca_data=${urlencode(join(");
  }

  @Test
  void doesNotRenewCertificatesWhileTheCpuIsTakenAway() {
    assertThat(file(Blueprints.chat(), "main.tf")).contains("\"--lazy-refresh\"");
  }
}
