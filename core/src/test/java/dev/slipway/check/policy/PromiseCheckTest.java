package dev.slipway.check.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.cloud.CloudStacks;
import dev.slipway.cloud.gcp.GcpLowering;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.stack.Stack;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.Platform;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromiseCheckTest {

  private final Blueprint chat = Blueprints.chat();
  private final CloudStacks stacks = GcpLowering.lower(chat);

  @Test
  void findsEveryPromiseKept() {
    for (Blueprint blueprint :
        List.of(
            Blueprints.minimal(),
            chat,
            Blueprints.edit(chat)
                .regions("europe-west1", "us-central1")
                .with(Compliance.HIPAA)
                .build(),
            Blueprints.edit(chat).platform(Platform.KUBERNETES).build(),
            Blueprints.edit(chat).withoutDomain().build())) {
      CloudStacks lowered = GcpLowering.lower(blueprint);

      assertThat(PromiseCheck.check(blueprint, lowered.main(), lowered.bootstrap(), List.of()))
          .isEmpty();
    }
  }

  @Test
  void seesADatabaseWithoutTlsOrWithAPublicAddress() {
    breaks(
        StackEdits.set(stacks.main(), SQL, "ssl_mode", "ALLOW_UNENCRYPTED_AND_ENCRYPTED"),
        "SLIP-PROMISE-DATABASE",
        SQL);
    breaks(StackEdits.set(stacks.main(), SQL, "ipv4_enabled", true), "SLIP-PROMISE-DATABASE", SQL);
  }

  @Test
  void seesProductionDataWithoutProtection() {
    breaks(
        StackEdits.value(stacks.main(), "production", "deletion_protection", false),
        "SLIP-PROMISE-DELETION",
        SQL);
  }

  @Test
  void doesNotAskForProtectionOutsideProduction() {
    Stack staging = StackEdits.value(stacks.main(), "staging", "deletion_protection", false);

    assertThat(PromiseCheck.check(chat, staging, stacks.bootstrap(), List.of())).isEmpty();
  }

  @Test
  void seesASecretThatItsReaderMayNotRead() {
    String grant = "google_secret_manager_secret_iam_member.api_reads_jwt_secret";

    breaks(
        StackEdits.without(stacks.main(), grant),
        "SLIP-PROMISE-SECRET-ACCESS",
        "google_secret_manager_secret.jwt_secret");
  }

  @Test
  void seesABasicRole() {
    String grant = "google_project_iam_member.api_cloudsql_client";

    breaks(
        StackEdits.set(stacks.main(), grant, "role", "roles/editor"), "SLIP-PROMISE-ROLE", grant);
  }

  @Test
  void seesAGrantThatThePipelineMayNotMake() {
    String grant = "google_project_iam_member.api_cloudsql_client";

    breaks(
        StackEdits.set(stacks.main(), grant, "role", "roles/cloudsql.admin"),
        "SLIP-PROMISE-GRANT",
        grant);
  }

  @Test
  void seesABucketThatCanBeOpened() {
    String bucket = "google_storage_bucket.uploads";

    breaks(
        StackEdits.set(stacks.main(), bucket, "public_access_prevention", "inherited"),
        "SLIP-PROMISE-BUCKET",
        bucket);
  }

  @Test
  void seesOldTls() {
    assertThat(stacks.main().ofType("google_compute_ssl_policy")).isNotEmpty();
    String policy =
        stacks.main().ofType("google_compute_ssl_policy").getFirst().address().toString();
    Stack old = StackEdits.set(stacks.main(), policy, "min_tls_version", "TLS_1_0");

    assertThat(PromiseCheck.check(chat, old, stacks.bootstrap(), List.of()))
        .extracting(Diagnostic::code)
        .contains("SLIP-PROMISE-TLS");
  }

  @Test
  void seesAnAlertThatSaysNothing() {
    String policy = "google_monitoring_alert_policy.main_disk";

    breaks(
        StackEdits.set(stacks.main(), policy, "content", "Good luck."),
        "SLIP-PROMISE-ALERT",
        policy);
  }

  @Test
  void seesAnUnsafeState() {
    String bucket = "google_storage_bucket.terraform_state";
    Stack open =
        StackEdits.set(stacks.bootstrap(), bucket, "public_access_prevention", "inherited");

    assertThat(PromiseCheck.check(chat, stacks.main(), open, List.of()))
        .singleElement()
        .satisfies(d -> assertThat(d.address()).contains(bucket));
  }

  @Test
  void seesGeneratedFilesThatBreakAPromise() {
    String dockerfile = chat.workloads().getFirst().image().dockerfile();
    List<GeneratedFile> files =
        List.of(
            new GeneratedFile(dockerfile, "FROM python:3.13\nCMD [\"x\"]\n", false, List.of()),
            new GeneratedFile(
                ".github/workflows/deploy.yml",
                "      - uses: actions/checkout@v5\n",
                false,
                List.of()));

    assertThat(PromiseCheck.check(chat, stacks.main(), stacks.bootstrap(), files))
        .extracting(Diagnostic::code)
        .containsExactlyInAnyOrder("SLIP-PROMISE-IMAGE", "SLIP-PROMISE-PIN");
  }

  private static final String SQL = "google_sql_database_instance.main";

  private void breaks(Stack main, String code, String address) {
    List<Diagnostic> problems = PromiseCheck.check(chat, main, stacks.bootstrap(), List.of());

    assertThat(problems).extracting(Diagnostic::severity).containsOnly(Severity.ERROR);
    assertThat(problems)
        .anySatisfy(d -> {
          assertThat(d.code()).isEqualTo(code);
          assertThat(d.address()).contains(address);
          assertThat(d.fix()).isNotBlank();
        });
  }
}
