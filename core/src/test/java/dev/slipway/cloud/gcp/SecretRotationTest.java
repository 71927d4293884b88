package dev.slipway.cloud.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.emit.terraform.TerraformEmitter;
import org.junit.jupiter.api.Test;

class SecretRotationTest {

  private static String file(Blueprint blueprint, String path) {
    return TerraformEmitter.emit(GcpLowering.lower(blueprint).main()).stream()
        .filter(f -> f.path().equals("terraform/" + path))
        .findFirst()
        .orElseThrow()
        .text();
  }

  @Test
  void remindsOfASecretThatHasAPeriod() {
    assertThat(file(Blueprints.chat(), "secrets.tf"))
        .contains("rotation_period    = \"7776000s\"")
        .contains("timeadd(plantimestamp(), \"2160h\")")
        .contains("ignore_changes = [rotation[0].next_rotation_time]")
        .contains("depends_on = [google_project_service.enabled")
        .contains("google_pubsub_topic_iam_member.secret_rotation");
  }

  @Test
  void mailsUntilTheReminderIsTakenOut() {
    assertThat(file(Blueprints.chat(), "secrets.tf"))
        .contains("filter                     = \"attributes.eventType = \\\"SECRET_ROTATE\\\"\"");
    assertThat(file(Blueprints.chat(), "monitoring.tf"))
        .contains("google_pubsub_subscription.secret_rotation.name")
        .contains("num_undelivered_messages");
  }

  @Test
  void makesNothingWhereNoSecretHasAPeriod() {
    assertThat(GcpLowering.lower(Blueprints.minimal()).main().find(SecretRotation.TOPIC)).isEmpty();
  }
}
