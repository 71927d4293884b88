package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Environment;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.facts.Naming;
import dev.slipway.oracle.Tool;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.stack.Body;
import dev.slipway.stack.Body.Argument;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import dev.slipway.vocabulary.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataTest {

  static Stream<String> designs() {
    return DataDesigns.all().keySet().stream();
  }

  private static Blueprint design(String name) {
    return Objects.requireNonNull(DataDesigns.all().get(name));
  }

  private static Map<String, String> printed(Stack stack) {
    Map<String, String> files = new LinkedHashMap<>();
    TerraformEmitter.emit(stack).forEach(file -> files.put(file.path(), file.text()));
    return files;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void writesOnlyWhatTheProviderTakes(String name) {
    Stack stack = AzureLowering.main(design(name));

    assertThat(problems(stack)).isEmpty();
  }

  /** What the check of anybody's Terraform says of the printed stack, notes left out. */
  private static List<Diagnostic> problems(Stack stack) {
    Outcome<Configuration> loaded =
        ModuleLoader.load(MemorySourceTree.of("stack", printed(stack)), stack.folder());
    List<Diagnostic> problems = new ArrayList<>(loaded.diagnostics());
    problems.addAll(ValidityCheck.check(loaded.value()));
    problems.removeIf(d -> d.severity() == Severity.NOTE);
    return problems;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void printsAsTerraformFmtWould(String name, @TempDir Path folder) throws IOException {
    Tool terraform = Tool.require("terraform");
    write(folder, AzureLowering.main(design(name)));

    Tool.Result result = terraform.run(folder, "fmt", "-check", "-recursive", "-no-color");

    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  /** All designs at once: most of a run is its start. */
  @Test
  void departsFromNoRuleWithoutSayingWhy(@TempDir Path folder) throws IOException {
    Optional<Path> checkov = Tool.find("checkov");
    assumeThat(checkov).as("checkov is not installed: this test asks it").isPresent();
    for (Map.Entry<String, Blueprint> design : DataDesigns.own().entrySet()) {
      write(folder.resolve(design.getKey()), AzureLowering.main(design.getValue()));
    }

    Tool.Result result =
        Tool.require("checkov")
            .run(
                folder,
                "-d",
                ".",
                "--framework",
                "terraform",
                "--compact",
                "--quiet",
                "--skip-download");

    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private static void write(Path folder, Stack stack) throws IOException {
    for (Map.Entry<String, String> file : printed(stack).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void keepsPasswordsOutOfTheState(String name) {
    Stack stack = AzureLowering.main(design(name));

    assertThat(stack.ofType("random_password"))
        .allMatch(r -> r.address().mode() == ResourceAddress.Mode.EPHEMERAL);
    for (Resource resource : stack.resources()) {
      assertThat(resource.body().argument("administrator_password"))
          .as("%s", resource.address())
          .isEmpty();
      if (resource.address().mode() == ResourceAddress.Mode.MANAGED) {
        for (Argument argument : arguments(resource.body())) {
          if (!argument.name().endsWith("_wo")) {
            assertThat(roots(argument.value()))
                .as("%s.%s", resource.address(), argument.name())
                .doesNotContain("ephemeral");
          }
        }
      }
    }
    for (Resource secret : stack.ofType("azurerm_key_vault_secret")) {
      assertThat(secret.body().argument("value")).as("%s", secret.address()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void locksWhatKeepsDataWhereDataIsProtected(String name) {
    Stack stack = AzureLowering.main(design(name));
    List<String> locked =
        stack.ofType("azurerm_management_lock").stream()
            .peek(lock ->
                assertThat(lock.meta().count().orElseThrow())
                    .isEqualTo(when(var("deletion_protection"), number(1), number(0))))
            .map(lock -> lock.body().argument("scope").orElseThrow())
            .map(DataTest::printed)
            .toList();

    for (Resource keeper : keepers(stack)) {
      assertThat(locked).contains(keeper.address() + ".id");
    }
  }

  @Test
  void hasTerraformItselfRefuseWhereEveryEnvironmentIsProtected() {
    Stack stack = AzureLowering.main(design("all-protected"));

    for (Resource keeper : keepers(stack)) {
      assertThat(keeper.meta().lifecycle().orElseThrow().argument("prevent_destroy"))
          .as("%s", keeper.address())
          .contains(bool(true));
    }
    assertThat(stack.find(AzureAddresses.VAULT).orElseThrow().meta().lifecycle()).isPresent();
  }

  private static List<Resource> keepers(Stack stack) {
    return stack.resources().stream()
        .filter(r ->
            List.of(
                    "azurerm_postgresql_flexible_server",
                    "azurerm_mysql_flexible_server",
                    "azurerm_cosmosdb_account",
                    "azurerm_storage_account")
                .contains(r.address().type()))
        .filter(r -> r.body().argument("create_mode").isEmpty())
        .filter(r -> r.file().equals("database.tf") || r.file().equals("storage.tf"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void reachesDataFromTheNetworkOnly(String name) {
    Blueprint blueprint = design(name);
    if (!blueprint.network().needed()) {
      return;
    }
    Stack stack = AzureLowering.main(blueprint);
    List<String> endpoints =
        stack.ofType("azurerm_private_endpoint").stream()
            .flatMap(e -> e.body().blocks("private_service_connection").stream())
            .map(c -> printed(c.argument("private_connection_resource_id").orElseThrow()))
            .toList();

    for (Resource keeper : keepers(stack)) {
      boolean mysql = keeper.address().type().contains("mysql");
      Expression open =
          keeper
              .body()
              .argument(mysql ? "public_network_access" : "public_network_access_enabled")
              .orElseThrow();
      assertThat(open).as("%s", keeper.address()).isIn(bool(false), text("Disabled"));
      assertThat(
              keeper.body().argument("delegated_subnet_id").isPresent()
                  || endpoints.contains(keeper.address() + ".id"))
          .as("%s", keeper.address())
          .isTrue();
    }
    for (Resource cache : stack.ofType("azurerm_managed_redis")) {
      assertThat(cache.body().argument("public_network_access")).contains(text("Disabled"));
      assertThat(endpoints).contains(cache.address() + ".id");
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void opensDataToIdentitiesAndToNoKeys(String name) {
    Stack stack = AzureLowering.main(design(name));

    assertThat(stack.ofType("azurerm_cosmosdb_account"))
        .allMatch(r ->
            r.body().argument("local_authentication_enabled").equals(Optional.of(bool(false))));
    assertThat(stack.ofType("azurerm_servicebus_namespace"))
        .allMatch(r -> r.body().argument("local_auth_enabled").equals(Optional.of(bool(false))));
    assertThat(stack.ofType("azurerm_storage_account"))
        .filteredOn(r -> r.file().equals("storage.tf"))
        .allMatch(
            r -> r.body().argument("shared_access_key_enabled").equals(Optional.of(bool(false))))
        .allMatch(r ->
            r.body().argument("allow_nested_items_to_be_public").equals(Optional.of(bool(false))));
    assertThat(stack.ofType("azurerm_key_vault"))
        .allMatch(
            r -> r.body().argument("rbac_authorization_enabled").equals(Optional.of(bool(true))))
        .allMatch(
            r -> r.body().argument("purge_protection_enabled").equals(Optional.of(bool(true))));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void restsUnderTheCompanysKeyWhereOneIsAskedFor(String name) {
    Blueprint blueprint = design(name);
    Stack stack = AzureLowering.main(blueprint);
    boolean keys = CustomerKeys.wanted(blueprint);

    assertThat(stack.find(CustomerKeys.KEY).isPresent()).isEqualTo(keys);
    for (Resource keeper : keepers(stack)) {
      boolean named =
          !keeper.body().blocks("customer_managed_key").isEmpty()
              || keeper.body().argument("key_vault_key_id").isPresent();
      assertThat(named).as("%s", keeper.address()).isEqualTo(keys);
      if (keys) {
        assertThat(keeper.body().blocks("identity")).as("%s", keeper.address()).hasSize(1);
        assertThat(keeper.meta().dependsOn()).contains(CustomerKeys.GRANT.reference());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void backsUpAsLongAsTheDesignSays(String name) {
    Blueprint blueprint = design(name);
    Stack stack = AzureLowering.main(blueprint);

    for (Relational store : blueprint.datastores(Relational.class)) {
      String prefix = RelationalVariables.prefix(blueprint, store);
      for (Environment environment : blueprint.environments()) {
        Datastore.RelationalSize size = store.size(environment.name());
        int wished = Math.max(size.backupsRetained(), size.pointInTimeDays());
        assertThat(whole(stack, environment, prefix + "_backup_days"))
            .isGreaterThanOrEqualTo(Math.min(35, wished));
        assertThat(value(stack, environment, prefix + "_standby"))
            .isEqualTo(text(size.highAvailability() ? "ZoneRedundant" : "None"));
        assertThat(whole(stack, environment, prefix + "_storage_gb"))
            .isGreaterThanOrEqualTo(size.storageGib());
      }
    }
  }

  private static Expression value(Stack stack, Environment environment, String variable) {
    return stack.variableFiles().stream()
        .filter(f -> f.environment().equals(environment.name()))
        .flatMap(f -> f.values().stream())
        .filter(v -> v.name().equals(variable))
        .findFirst()
        .orElseThrow(() -> new AssertionError(variable))
        .value();
  }

  private static int whole(Stack stack, Environment environment, String variable) {
    return value(stack, environment, variable) instanceof Expression.Number n
        ? n.value().intValueExact()
        : -1;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void namesEverythingAsAzureTakesIt(String name) {
    Stack stack = AzureLowering.main(design(name));

    for (Resource resource : stack.resources()) {
      Optional<Naming.Rule> rule = Naming.find(resource.address().type(), "name");
      Optional<String> text = resource.body().argument("name").flatMap(DataTest::known);
      if (rule.isPresent() && text.isPresent()) {
        assertThat(text.get()).as("%s", resource.address()).matches(rule.get().pattern());
        assertThat(text.get().length()).isBetween(rule.get().minLength(), rule.get().maxLength());
      }
    }
  }

  /** A name's text, with what differs between environments filled in. */
  private static Optional<String> known(Expression name) {
    return switch (name) {
      case Expression.Text(String text) -> Optional.of(text);
      case Expression.Template(List<Expression> parts) ->
          parts.stream()
              .map(part -> part instanceof Expression.Reference ? "3f2b8a" : plain(part))
              .reduce((a, b) -> a + b);
      default -> Optional.empty();
    };
  }

  private static String plain(Expression part) {
    return part instanceof Expression.Text(String text) ? text : "";
  }

  @Test
  void letsEachDriverAskForTlsInItsOwnWay() {
    String secrets =
        String.join("\n", printed(AzureLowering.main(design("mysql-regions"))).values());

    assertThat(secrets)
        .contains(":3306/chat?ssl_ca=/etc/ssl/certs/ca-certificates.crt")
        .contains("@tcp(")
        .contains("?parseTime=true&tls=true")
        .contains(":5432/chat?sslmode=require");
    assertThat(String.join("\n", printed(AzureLowering.main(design("replicas"))).values()))
        .contains("/chat?ssl=require");
  }

  @Test
  void givesLaterAddressesThePasswordThatTheServerHas() {
    Stack stack = AzureLowering.main(design("passwords"));
    Resource server = stack.find(AzureAddresses.postgresql("main")).orElseThrow();
    Resource address =
        stack.find(AzureAddresses.login("main", "postgresql-asyncpg-url")).orElseThrow();

    assertThat(printed(server.body().argument("administrator_password_wo").orElseThrow()))
        .isEqualTo("ephemeral.azurerm_key_vault_secret.main.value");
    assertThat(printed(address.body().argument("value_wo").orElseThrow()))
        .contains("ephemeral.azurerm_key_vault_secret.main.value");
    assertThat(
            printed(
                stack
                    .find(DatastoreLogins.password("main"))
                    .orElseThrow()
                    .body()
                    .argument("value_wo")
                    .orElseThrow()))
        .isEqualTo("ephemeral.random_password.main.result");
  }

  @Test
  void followsThePrimaryInTheSecondRegion() {
    Stack stack = AzureLowering.main(design("regions-recovered"));
    Resource replica = stack.find(AzureAddresses.postgresqlReplica("main")).orElseThrow();
    Resource primary = stack.find(AzureAddresses.postgresql("main")).orElseThrow();
    Environment production = design("regions-recovered").production();

    assertThat(printed(replica.body().argument("location").orElseThrow()))
        .isEqualTo("var.secondary_location");
    assertThat(whole(stack, production, "database_replicas")).isEqualTo(1);
    assertThat(primary.body().argument("geo_redundant_backup_enabled")).contains(bool(true));
    assertThat(value(stack, production, "uploads_replication")).isEqualTo(text("RAGZRS"));
  }

  @Test
  void postsToAServiceWhatItsSidecarTakesFromAQueue() {
    Stack stack = AzureLowering.main(design("pushed"));
    String printed = String.join("\n", printed(stack).values());

    assertThat(stack.ofType("azurerm_container_app_environment_dapr_component")).hasSize(2);
    assertThat(printed).contains("\"bindings.azure.servicebusqueues\"").contains("\"/events\"");
    assertThat(
            stack
                .find(AzureAddresses.subscription("events-api"))
                .orElseThrow()
                .body()
                .argument("forward_to"))
        .isPresent();
    assertThat(
            stack
                .find(AzureAddresses.subscription("events-worker"))
                .orElseThrow()
                .body()
                .argument("forward_to"))
        .isEmpty();
    assertThat(stack.find(AzureAddresses.app("api")).orElseThrow().body().blocks("dapr"))
        .hasSize(1);
  }

  @Test
  void holdsALockAsLongAsTheWorkTakesAndAzureAllows() {
    assertThat(MessagingPass.lock(60)).isEqualTo("PT1M");
    assertThat(MessagingPass.lock(90)).isEqualTo("PT1M30S");
    assertThat(MessagingPass.lock(3600)).isEqualTo("PT5M");
    assertThat(MessagingPass.lock(1)).isEqualTo("PT5S");
  }

  @Test
  void takesTheSmallestCacheThatHoldsTheData() {
    assertThat(CachePass.sku(1)).isEqualTo("Balanced_B1");
    assertThat(CachePass.sku(2)).isEqualTo("Balanced_B3");
    assertThat(CachePass.sku(5)).isEqualTo("Balanced_B5");
    assertThat(CachePass.sku(60)).isEqualTo("Balanced_B50");
  }

  @Test
  void callsASizeByItsTier() {
    assertThat(RelationalVariables.sku("Standard_B1ms")).isEqualTo("B_Standard_B1ms");
    assertThat(RelationalVariables.sku("Standard_D2ds_v5")).isEqualTo("GP_Standard_D2ds_v5");
    assertThat(RelationalVariables.sku("Standard_E4ds_v5")).isEqualTo("MO_Standard_E4ds_v5");
    assertThat(RelationalVariables.sku("GP_Standard_D2ds_v5")).isEqualTo("GP_Standard_D2ds_v5");
    assertThat(RelationalVariables.disk(100)).isEqualTo(128);
  }

  @Test
  void loadsWhatAnExtensionNeedsFromTheStart() {
    Relational plain = DataDesigns.database("main", Engine.POSTGRESQL, Login.PASSWORD, 0);
    Relational series =
        new Relational(
            "main",
            Engine.POSTGRESQL,
            "17",
            List.of("timescaledb", "pg_cron"),
            "chat",
            Login.PASSWORD,
            plain.sizes());

    assertThat(ServerParameters.of(plain))
        .extracting(ServerParameters.Parameter::name)
        .doesNotContain("shared_preload_libraries", "cron.database_name");
    assertThat(ServerParameters.of(series))
        .extracting(ServerParameters.Parameter::value)
        .contains("TIMESCALEDB,PG_CRON", "pg_cron,pg_stat_statements,timescaledb", "chat");
  }

  @Test
  void sharesConnectionsOutWhereProgramsOpenTooMany() {
    Stack stack = AzureLowering.main(design("pooled"));
    Environment staging = design("pooled").environments().getFirst();

    assertThat(value(stack, staging, "main_pooler")).isEqualTo(bool(false));
    assertThat(value(stack, design("pooled").production(), "main_pooler")).isEqualTo(bool(true));
    assertThat(printed(url(stack, "postgresql-asyncpg-url"))).contains("6432");
    assertThat(printed(url(stack, "postgresql-asyncpg-direct-url")))
        .contains(":5432/")
        .doesNotContain("6432");
  }

  private static Expression url(Stack stack, String key) {
    return stack
        .find(AzureAddresses.login("main", key))
        .orElseThrow()
        .body()
        .argument("value_wo")
        .orElseThrow();
  }

  @Test
  void remindsOfSecretsThatHaveToBeRenewed() {
    Stack stack = AzureLowering.main(design("chat"));
    Resource alert = stack.find(SecretReminders.ALERT).orElseThrow();

    assertThat(stack.ofType("azurerm_eventgrid_system_topic_event_subscription")).hasSize(1);
    assertThat(
            printed(
                alert.body().blocks("action").getFirst().argument("action_group_id").orElseThrow()))
        .isEqualTo(AzureAddresses.WARNING_GROUP + ".id");
    assertThat(AzureLowering.main(design("minimal")).ofType("azurerm_eventgrid_system_topic"))
        .isEmpty();
  }

  @Test
  void paysForNothingButRemindersWhereThereAreNoMessages() {
    Stack stack = AzureLowering.main(design("only-secrets"));

    assertThat(stack.find(AzureAddresses.NAMESPACE).orElseThrow().body().argument("sku"))
        .contains(text("Basic"));
  }

  @Test
  void keepsWhatHasToBeKeptLongerThanAServerDoesInABackupVault() {
    Stack stack = AzureLowering.main(design("long-term"));

    assertThat(stack.ofType("azurerm_data_protection_backup_instance_postgresql_flexible_server"))
        .hasSize(1);
    assertThat(whole(stack, design("long-term").production(), "long_term_backup_days"))
        .isEqualTo(365);
    assertThat(AzureLowering.main(design("chat")).ofType("azurerm_data_protection_backup_vault"))
        .isEmpty();
  }

  /** An expression as text, near enough to compare by. */
  private static String printed(Expression expression) {
    return switch (expression) {
      case Expression.Text(String text) -> text;
      case Expression.Number(var number) -> number.toPlainString();
      case Expression.Bool(boolean bool) -> Boolean.toString(bool);
      case Expression.Null _ -> "null";
      case Expression.Reference reference -> printed(reference);
      case Expression.Template(List<Expression> parts) -> all(parts, "");
      case Expression.ListOf(List<Expression> items) -> all(items, ", ");
      case Expression.Call call -> call.name() + "(" + all(call.arguments(), ", ") + ")";
      case Expression.Conditional c -> all(List.of(c.condition(), c.then(), c.otherwise()), " ? ");
      case Expression.Binary b -> all(List.of(b.left(), b.right()), b.operator().symbol());
      case Expression.Unary u -> u.operator() + printed(u.operand());
      case Expression.ObjectOf object ->
          all(object.entries().stream().map(e -> e.value()).toList(), ", ");
      case Expression.ForList f -> printed(f.result());
      case Expression.ForObject f -> printed(f.result());
    };
  }

  private static String all(List<? extends Expression> expressions, String joint) {
    return String.join(joint, expressions.stream().map(DataTest::printed).toList());
  }

  private static String printed(Expression.Reference reference) {
    StringBuilder text = new StringBuilder(reference.root());
    for (Expression.Reference.Step step : reference.steps()) {
      switch (step) {
        case Expression.Reference.Attribute(String name) -> text.append('.').append(name);
        case Expression.Reference.Index(Expression key) ->
            text.append('[').append(printed(key)).append(']');
        case Expression.Reference.Splat _ -> text.append("[*]");
      }
    }
    return text.toString();
  }

  private static List<Argument> arguments(Body body) {
    List<Argument> all = new ArrayList<>();
    for (Body.Item item : body.items()) {
      switch (item) {
        case Argument argument -> all.add(argument);
        case Body.Block block -> all.addAll(arguments(block.body()));
      }
    }
    return all;
  }

  /** What an expression refers to, by the first word. */
  private static Set<String> roots(Expression expression) {
    TreeSet<String> roots = new TreeSet<>();
    for (String word : printed(expression).split("[^A-Za-z0-9_.]+", -1)) {
      roots.add(word.split("\\.", 2)[0]);
    }
    return roots;
  }
}
