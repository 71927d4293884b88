package dev.slipway.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadDraft;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.cloud.Requirement;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.oracle.Tool;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS's data promises, whatever the design. */
class DataPassTest {

  private static final Expression PROTECTED = Expressions.var("deletion_protection");
  private static final Expression UNPROTECTED = new Expression.Unary("!", PROTECTED);

  static Stream<String> designs() {
    return DataDesigns.all().keySet().stream();
  }

  private static Blueprint design(String name) {
    return Objects.requireNonNull(DataDesigns.all().get(name));
  }

  private static Stack main(String name) {
    return AwsLowering.main(design(name));
  }

  private static List<Resource> all(Stack stack, String type) {
    return stack.resources().stream()
        .filter(r -> r.address().mode() == ResourceAddress.Mode.MANAGED)
        .filter(r -> r.address().type().equals(type))
        .toList();
  }

  private static Resource one(Stack stack, ResourceAddress address) {
    return stack.resources().stream()
        .filter(r -> r.address().equals(address))
        .findFirst()
        .orElseThrow(() -> new AssertionError(address + " is not there"));
  }

  private static Optional<Expression> argument(Resource resource, String name) {
    return resource.body().argument(name);
  }

  private static String text(Stack stack, String file) {
    return TerraformEmitter.emit(stack).stream()
        .filter(f -> f.path().equals("terraform/" + file))
        .findFirst()
        .map(GeneratedFile::text)
        .orElse("");
  }

  @ParameterizedTest
  @MethodSource("designs")
  void writesOnlyWhatTheProviderTakes(String design) {
    Map<String, String> files = new LinkedHashMap<>();
    TerraformEmitter.emit(main(design)).forEach(file -> files.put(file.path(), file.text()));
    Outcome<Configuration> loaded =
        ModuleLoader.load(MemorySourceTree.of("stack", files), "terraform");
    List<Diagnostic> problems = new ArrayList<>(loaded.diagnostics());
    problems.addAll(ValidityCheck.check(loaded.value()));
    problems.removeIf(d -> d.severity() == Severity.NOTE);
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void printsAsTerraformFmtWould(String design, @TempDir Path folder) throws Exception {
    Tool terraform = Tool.require("terraform");
    for (GeneratedFile file : TerraformEmitter.emit(main(design))) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
    assertThat(terraform.run(folder, "fmt", "-check", "-recursive", "-diff").output()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void keepsPasswordsOutOfTheState(String design) {
    Stack stack = main(design);
    for (Resource resource : stack.resources()) {
      for (Body.Item item : resource.body().items()) {
        if (item instanceof Body.Argument argument && mentionsPassword(argument.value())) {
          assertThat(argument.name()).as(resource.address().toString()).endsWith("_wo");
        }
      }
    }
    assertThat(stack.locals()).noneMatch(l -> mentionsPassword(l.value()));
    assertThat(stack.outputs()).noneMatch(o -> mentionsPassword(o.value()));
    assertThat(stack.resources())
        .filteredOn(r -> r.address().mode() == ResourceAddress.Mode.MANAGED)
        .allSatisfy(r ->
            assertThat(r.body().items())
                .noneMatch(i ->
                    i instanceof Body.Argument a
                        && List.of("password", "master_password", "auth_token", "passwords")
                            .contains(a.name())));
  }

  private static boolean mentionsPassword(Expression expression) {
    return expression.toString().contains("ephemeral");
  }

  @ParameterizedTest
  @MethodSource("designs")
  void refusesToDestroyDataWhereItIsProtected(String design) {
    Stack stack = main(design);
    for (String type : List.of("aws_db_instance", "aws_rds_cluster")) {
      assertThat(all(stack, type))
          .allMatch(r -> argument(r, "deletion_protection").equals(Optional.of(PROTECTED)));
    }
    assertThat(all(stack, "aws_dynamodb_table"))
        .allMatch(r -> argument(r, "deletion_protection_enabled").equals(Optional.of(PROTECTED)));
    for (String type : List.of("aws_s3_bucket", "aws_backup_vault")) {
      assertThat(all(stack, type))
          .allMatch(r -> argument(r, "force_destroy").equals(Optional.of(UNPROTECTED)));
    }
    assertThat(
            Stream.concat(
                all(stack, "aws_db_instance").stream()
                    .filter(r -> argument(r, "replicate_source_db").isEmpty()),
                all(stack, "aws_rds_cluster").stream()))
        .allMatch(r -> argument(r, "skip_final_snapshot").equals(Optional.of(UNPROTECTED)));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void encryptsWhatRests(String design) {
    Stack stack = main(design);
    Optional<Expression> yes = Optional.of(Expressions.bool(true));
    assertThat(all(stack, "aws_db_instance"))
        .allMatch(r -> argument(r, "storage_encrypted").equals(yes));
    assertThat(all(stack, "aws_rds_cluster"))
        .allMatch(r -> argument(r, "storage_encrypted").equals(yes));
    assertThat(all(stack, "aws_elasticache_replication_group"))
        .allMatch(r -> argument(r, "at_rest_encryption_enabled").equals(yes))
        .allMatch(r -> argument(r, "transit_encryption_enabled").equals(yes));
    assertThat(all(stack, "aws_sqs_queue"))
        .allMatch(r ->
            argument(r, "sqs_managed_sse_enabled").equals(yes)
                || argument(r, "kms_master_key_id").isPresent());
    // CloudWatch cannot use the account's own key of SNS, so what alarms say goes through topics
    // without one.
    assertThat(all(stack, "aws_sns_topic"))
        .filteredOn(r -> !r.address().name().startsWith("alerts_"))
        .allMatch(r -> argument(r, "kms_master_key_id").isPresent());
    assertThat(all(stack, "aws_s3_bucket_server_side_encryption_configuration"))
        .hasSameSizeAs(all(stack, "aws_s3_bucket"));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void takesTheCompanysKeyForEverythingWhereOneIsAskedFor(String design) {
    Stack stack = main(design);
    boolean asked = Requirement.customerManagedKeys(design(design));
    assertThat(all(stack, "aws_db_instance"))
        .filteredOn(r -> r.meta().provider().isEmpty())
        .allMatch(r -> argument(r, "kms_key_id").isPresent() == asked);
    for (String type :
        List.of(
            "aws_rds_cluster", "aws_elasticache_replication_group", "aws_secretsmanager_secret")) {
      assertThat(all(stack, type)).allMatch(r -> argument(r, "kms_key_id").isPresent() == asked);
    }
    assertThat(all(stack, "aws_dynamodb_table"))
        .allMatch(r -> !r.body().blocks("server_side_encryption").isEmpty() == asked);
  }

  @ParameterizedTest
  @MethodSource("designs")
  void reachesDatabasesAndCachesByPrivateAddressesOnly(String design) {
    Stack stack = main(design);
    assertThat(all(stack, "aws_db_instance"))
        .allMatch(
            r -> argument(r, "publicly_accessible").equals(Optional.of(Expressions.bool(false))));
    for (String type : List.of("aws_db_subnet_group", "aws_elasticache_subnet_group")) {
      assertThat(all(stack, type))
          .allSatisfy(r ->
              assertThat(argument(r, "subnet_ids").orElseThrow().toString()).contains("isolated"));
    }
    assertThat(all(stack, "aws_s3_bucket_public_access_block"))
        .hasSameSizeAs(all(stack, "aws_s3_bucket"));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void letsIntoADatastoreTheWorkloadsThatUseItAndNobodyElse(String design) {
    Blueprint blueprint = design(design);
    if (Requirement.kubernetes(blueprint)) {
      // pods have the group of their nodes
      return;
    }
    Stack stack = main(design);
    for (Datastore store : blueprint.datastores()) {
      if (!(store instanceof Datastore.Relational) && !(store instanceof Datastore.Cache)) {
        continue;
      }
      String group = AwsAddresses.datastoreGroup(store.name()).reference().dot("id").toString();
      TreeSet<String> let = new TreeSet<>();
      for (Resource rule : all(stack, "aws_vpc_security_group_ingress_rule")) {
        if (argument(rule, "security_group_id").orElseThrow().toString().equals(group)) {
          // the second region's workloads have no group here
          if (!rule.address().name().endsWith("_from_second_region")) {
            let.add(argument(rule, "referenced_security_group_id").orElseThrow().toString());
          }
        }
      }
      let.remove(group);
      assertThat(let)
          .containsExactlyInAnyOrderElementsOf(
              blueprint.workloads().stream()
                  .filter(
                      w -> w.connections().stream().anyMatch(c -> c.to().equals(store.element())))
                  .map(w -> AwsAddresses.workloadGroup(w.name()).reference().dot("id").toString())
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void refusesPlainConnectionsToDatabasesBucketsAndQueues(String design) {
    Stack stack = main(design);
    Stream.concat(
            all(stack, "aws_db_parameter_group").stream(),
            all(stack, "aws_rds_cluster_parameter_group").stream())
        .forEach(group ->
            assertThat(group.body().blocks("parameter"))
                .anyMatch(p ->
                    List.of("rds.force_ssl", "require_secure_transport")
                            .contains(plain(p.argument("name")))
                        && plain(p.argument("value")).equals("1")));
    assertThat(all(stack, "aws_s3_bucket_policy")).hasSameSizeAs(all(stack, "aws_s3_bucket"));
    assertThat(all(stack, "aws_sqs_queue_policy")).hasSameSizeAs(all(stack, "aws_sqs_queue"));
  }

  private static String plain(Optional<Expression> expression) {
    return expression.orElseThrow() instanceof Expression.Text text ? text.value() : "";
  }

  @ParameterizedTest
  @MethodSource("designs")
  void givesEverySettingThatIsASecretAKeyOfItsDocument(String design) {
    Blueprint blueprint = design(design);
    for (Workload workload : blueprint.workloads()) {
      for (ResourceAddress secret : ConnectionRights.secrets(blueprint, workload)) {
        assertThat(main(design).resources().stream().map(Resource::address)).contains(secret);
      }
    }
  }

  @Test
  void spellsTlsAsEveryDriverReadsIt() {
    String postgresql = text(main("drivers"), "secrets.tf");
    assertThat(postgresql)
        .containsPattern(
            "url_postgresql_asyncpg += \"postgresql\\+asyncpg://app:.*\\?ssl=require\"")
        .containsPattern("url_postgresql += \"postgresql://app:.*:5432/chat\\?sslmode=require\"")
        .containsPattern("url_postgresql_node += \"postgresql://app:.*\\?sslmode=no-verify\"")
        .containsPattern("url_redis += \"rediss://app:.*:6379/0\"")
        .containsPattern("url_redis_python += \"rediss://app:.*:6379/0\\?ssl_cert_reqs=required\"");
    String mysql = text(main("drivers-mysql"), "secrets.tf");
    assertThat(mysql)
        .containsPattern("url_mysql += \"mysql://app:.*:3306/chat\\?ssl_mode=REQUIRED\"")
        .containsPattern("url_mysql_node += \"mysql://app:.*\\?ssl=Amazon%20RDS\"")
        .containsPattern(
            "url_mysql_go += \"app:.*@tcp\\(.*:3306\\)/chat\\?parseTime=true&tls=skip-verify\"");
  }

  @Test
  void sendsClientsToTheProxyWhereThereAreMoreThanTheDatabaseTakes() {
    Stack stack = main("proxy");
    assertThat(text(stack, "secrets.tf"))
        .contains("@${var.database_proxy ? aws_db_proxy.main[0].endpoint : aws_db_instance.main");
    assertThat(text(stack, "environments/production.tfvars")).contains("database_proxy");
    assertThat(argument(one(stack, AwsAddresses.databaseProxy("main")), "require_tls"))
        .contains(Expressions.bool(true));
    assertThat(all(main("postgresql"), "aws_db_proxy")).isEmpty();
  }

  @Test
  void keepsBackupsAsLongAsTheDesignAsks() {
    assertThat(text(main("two-databases"), "environments/production.tfvars"))
        .containsPattern("database_user_reports_backup_days += 35");
    String kept = text(main("two-databases"), "database.tf");
    assertThat(kept).contains("delete_after = 90").contains("aws_db_instance.user_reports.arn");
    assertThat(text(main("documents"), "database.tf"))
        .contains("delete_after = 90")
        .contains("aws_dynamodb_table.documents.arn");
  }

  @Test
  void givesStorageRoomToGrow() {
    assertThat(text(main("two-databases"), "environments/production.tfvars"))
        .containsPattern("database_user_reports_storage_limit_gb += 630");
  }

  @Test
  void makesOneClusterForAllEnvironmentsWhereOneIsServerless() {
    Stack stack = main("aurora");
    assertThat(all(stack, "aws_db_instance")).isEmpty();
    assertThat(all(stack, "aws_rds_cluster")).hasSize(1);
    assertThat(text(stack, "environments/production.tfvars"))
        .containsPattern("database_members += 3")
        .containsPattern("database_most_units += 4")
        .containsPattern("database_least_units += 0.5");
    assertThat(text(stack, "environments/staging.tfvars"))
        .containsPattern("database_least_units += 0\n")
        .containsPattern("database_members += 1\n");
  }

  @Test
  void choosesNodesWithRoomForTheData() {
    assertThat(Caches.nodeType(1)).isEqualTo("cache.t4g.small");
    assertThat(Caches.nodeType(2)).isEqualTo("cache.t4g.medium");
    assertThat(Caches.nodeType(4)).isEqualTo("cache.m7g.large");
    assertThat(Caches.nodeType(40)).isEqualTo("cache.r7g.4xlarge");
    assertThat(Caches.nodeType(1000)).isEqualTo("cache.r7g.8xlarge");
  }

  @Test
  void movesNoObjectToAColderClassThatIsGoneBefore() {
    String storage = text(main("buckets"), "storage.tf");
    assertThat(
            storage
                .split("resource \"aws_s3_bucket_lifecycle_configuration\" \"exports\"")[1]
                .split("\nresource ")[0])
        .doesNotContain("STANDARD_IA")
        .contains("days = 20");
    assertThat(
            storage
                .split("resource \"aws_s3_bucket_lifecycle_configuration\" \"archive\"")[1]
                .split("\nresource ")[0])
        .contains("STANDARD_IA")
        .containsPattern("days += 30");
  }

  @Test
  void hidesAMessageForAsLongAsItsReaderMayTake() {
    Blueprint blueprint = design("messages");
    long timeout = blueprint.workload("thumbs").orElseThrow().compute().timeout().toSeconds();
    Resource queue = one(main("messages"), AwsAddresses.taskQueue("resizes"));
    assertThat(argument(queue, "visibility_timeout_seconds"))
        .contains(Expressions.number(6 * timeout));
    assertThat(all(main("messages"), "aws_sns_topic_subscription"))
        .filteredOn(r -> argument(r, "protocol").equals(Optional.of(Expressions.text("sqs"))))
        .hasSize(3);
    assertThat(all(main("messages"), "aws_lambda_event_source_mapping")).hasSize(2);
  }

  @Test
  void tellsAWorkloadWhereItsQueuesAreAndWhatItHasToDo() {
    Blueprint blueprint = design("messages");
    Workload api = blueprint.workload("api").orElseThrow();
    assertThat(ConsumedQueues.settings(blueprint, api))
        .containsOnlyKeys("API_EVENTS_QUEUE_URL", "EMAILS_QUEUE_URL");
    assertThat(ConsumedQueues.duties(blueprint, api)).hasSize(2);
    assertThat(ConsumedQueues.duties(blueprint, blueprint.workload("thumbs").orElseThrow()))
        .isEmpty();
  }

  @Test
  void letsAWorkloadDoWhatItsConnectionsNeedAndNoMore() {
    Blueprint blueprint = design("messages");
    List<PolicyStatement> api =
        ConnectionRights.task(blueprint, blueprint.workload("api").orElseThrow());
    assertThat(api.stream().map(PolicyStatement::sid)).doesNotHaveDuplicates();
    assertThat(api)
        .allSatisfy(s -> assertThat(s.actions()).noneMatch(a -> a.endsWith("*")))
        .allSatisfy(s -> assertThat(s.resources()).noneMatch(r -> r.equals(Expressions.text("*"))));
    assertThat(api.stream().flatMap(s -> s.actions().stream()))
        .contains("sns:Publish", "sqs:SendMessage", "s3:PutObject", "dynamodb:PutItem");
    Workload worker = blueprint.workload("worker").orElseThrow();
    assertThat(ConnectionRights.task(blueprint, worker).stream().flatMap(s -> s.actions().stream()))
        .contains("sqs:ReceiveMessage", "sqs:DeleteMessage")
        .doesNotContain("sqs:SendMessage", "sns:Publish");
  }

  @Test
  void letsAReaderChangeNothing() {
    Blueprint reading =
        Designs.chat()
            .with(
                new WorkloadDraft("viewer", WorkloadKind.WORKER)
                    .scaling(
                        new Workload.Scaling("staging", 0, 1),
                        new Workload.Scaling("production", 0, 1))
                    .connects("documents", Access.READ)
                    .connects("uploads", Access.READ)
                    .build())
            .build();
    List<String> actions =
        ConnectionRights.task(reading, reading.workload("viewer").orElseThrow()).stream()
            .flatMap(s -> s.actions().stream())
            .toList();
    assertThat(actions).contains("s3:GetObject", "s3:ListBucket", "dynamodb:Query");
    assertThat(actions).noneMatch(a -> a.matches(".*:(Put|Delete|Update|BatchWrite).*"));
  }

  @Test
  void givesASecondRegionACacheAndAReplicaAndCopiesOfSecrets() {
    Stack stack = main("regions");
    assertThat(stack.resources().stream().map(r -> r.address().toString()))
        .contains(
            "aws_db_instance.main_replica_secondary",
            "aws_elasticache_replication_group.sessions_secondary",
            "aws_secretsmanager_secret.sessions_login_secondary",
            "aws_kms_key.data_secondary")
        .doesNotContain("aws_db_instance.main_replica", "aws_kms_key.data");
    assertThat(text(stack, "secrets.tf")).contains("dynamic \"replica\"");
    assertThat(text(stack, "database.tf")).contains("dynamic \"replica\"");
  }
}
