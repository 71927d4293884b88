package dev.slipway.cloud.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.cloud.CloudStacks;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GcpLoweringTest {

  static Stream<String> designs() {
    return Designs.all().keySet().stream();
  }

  private static Blueprint design(String name) {
    return Objects.requireNonNull(Designs.all().get(name));
  }

  private static Stack main(String name) {
    return GcpLowering.lower(design(name)).main();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void writesOnlyWhatTheProviderTakes(String design) {
    CloudStacks stacks = GcpLowering.lower(design(design));

    assertThat(problems(stacks.main())).isEmpty();
    assertThat(problems(stacks.bootstrap())).isEmpty();
  }

  /** What the check of anybody's Terraform says of the printed stack, notes left out. */
  private static List<Diagnostic> problems(Stack stack) {
    Map<String, String> files = new LinkedHashMap<>();
    TerraformEmitter.emit(stack).forEach(file -> files.put(file.path(), file.text()));
    Outcome<Configuration> loaded =
        ModuleLoader.load(MemorySourceTree.of("stack", files), stack.folder());
    List<Diagnostic> problems = new ArrayList<>(loaded.diagnostics());
    problems.addAll(ValidityCheck.check(loaded.value()));
    problems.removeIf(d -> d.severity() == Severity.NOTE);
    return problems;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void printsAsTerraformFmtWould(String design, @TempDir Path folder) throws Exception {
    assumeTerraform();
    CloudStacks stacks = GcpLowering.lower(design(design));
    write(folder, stacks.main());
    write(folder, stacks.bootstrap());
    Process process =
        new ProcessBuilder("terraform", "fmt", "-check", "-recursive", "-diff", folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String difference = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(difference).isEmpty();
  }

  private static void assumeTerraform() {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(entry -> Files.isExecutable(Path.of(entry, "terraform")));
    assumeTrue(there, "terraform is not installed");
  }

  private static void write(Path folder, Stack stack) throws IOException {
    for (GeneratedFile file : TerraformEmitter.emit(stack)) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void givesEveryResourceAReason(String design) {
    assertThat(main(design).resources())
        .allSatisfy(resource -> assertThat(resource.provenance().decisions()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("designs")
  void namesNoResourceTwice(String design) {
    assertThat(main(design).resources().stream().map(Resource::address)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void lowersTheSameDesignToTheSameStack(String design) {
    assertThat(main(design)).isEqualTo(main(design));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void writesNoEnvironmentsNameIntoAResource(String design) {
    assertThat(TerraformEmitter.emit(main(design)))
        .filteredOn(file -> file.path().endsWith(".tf") && !file.path().endsWith("variables.tf"))
        .allSatisfy(file ->
            assertThat(file.text().lines().filter(line -> !line.strip().startsWith("#")))
                .noneMatch(line -> line.contains("\"staging") || line.contains("acme-chat")));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void keepsServiceAccountNamesWithinWhatGoogleTakes(String design) {
    assertThat(main(design).ofType("google_service_account"))
        .allSatisfy(account ->
            assertThat(text(account, "account_id"))
                .hasSizeBetween(6, 30)
                .matches("[a-z][-a-z0-9]*[a-z0-9]"));
  }

  private static String text(Resource resource, String argument) {
    return resource.body().argument(argument).orElseThrow() instanceof Expression.Text(String value)
        ? value
        : "";
  }

  @Test
  void makesNothingButTheServiceForASingleService() {
    assertThat(
            GcpLowering.lower(Blueprints.minimal()).main().resources().stream()
                .map(r -> r.address().type()))
        .contains("google_cloud_run_v2_service")
        .doesNotContain(
            "google_compute_network",
            "google_sql_database_instance",
            "google_compute_global_address");
  }

  @Test
  void makesTheDatabaseWaitForThePrivateRange() {
    Resource database = resource("chat", GcpAddresses.sqlInstance("main"));
    assertThat(database.meta().dependsOn()).contains(GcpAddresses.SERVICE_NETWORKING.reference());
  }

  @Test
  void makesAServiceWaitForTheRightToReadItsSecrets() {
    assertThat(resource("chat", GcpAddresses.service("api")).meta().dependsOn())
        .contains(
            Grants.secretAccess("api", "jwt-secret").reference(),
            DatastoreSecrets.version("sessions-url").reference(),
            Expression.Reference.of("google_sql_user.api_main"));
  }

  @Test
  void makesWhatIsCreatedFirstWaitForTheApis() {
    assertThat(resource("chat", GcpAddresses.NETWORK).meta().dependsOn())
        .containsExactly(MainStack.SERVICES.reference());
  }

  @Test
  void readsTheProjectBeforeApplySoThatItsNumberIsKnownInThePlan() {
    assertThat(resource("chat", MainStack.PROJECT).meta().dependsOn()).isEmpty();
  }

  @Test
  void letsTheRuntimeReadAndWriteRowsAndOnlyTheMigrationChangeTheSchema() {
    assertThat(roles("api_main"))
        .isEqualTo(Expressions.texts(List.of("pg_read_all_data", "pg_write_all_data")));
    assertThat(roles("migrate_main")).isEqualTo(Expressions.texts(List.of("cloudsqlsuperuser")));
  }

  private static Expression roles(String user) {
    return resource("chat", ResourceAddress.managed("google_sql_user", user))
        .body()
        .argument("database_roles")
        .orElseThrow();
  }

  @Test
  void hidesWhatStandsBehindTheLoadBalancer() {
    assertThat(text(resource("chat", GcpAddresses.service("api")), "ingress"))
        .isEqualTo("INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER");
    assertThat(text(resource("minimal", GcpAddresses.service("hello")), "ingress"))
        .isEqualTo("INGRESS_TRAFFIC_ALL");
  }

  @Test
  void runsServicesInEveryRegionAndWorkersInTheFirst() {
    assertThat(resource("regions", GcpAddresses.service("api")).meta().forEach()).isPresent();
    assertThat(resource("regions", GcpAddresses.workerPool("worker")).meta().forEach()).isEmpty();
  }

  @Test
  void leavesOutTheLoadBalancerWhereThereIsNoDomain() {
    assertThat(resource("no-domain", GcpAddresses.LOAD_BALANCER_ADDRESS).meta().count())
        .isPresent();
    assertThat(resource("chat", GcpAddresses.LOAD_BALANCER_ADDRESS).meta().count()).isEmpty();
  }

  @Test
  void keepsDataUnderTheCompanysKeysWhenAStandardAsksForThem() {
    assertThat(
            resource("keys", GcpAddresses.sqlInstance("main"))
                .body()
                .argument("encryption_key_name"))
        .contains(GcpAddresses.KMS_KEY.reference().dot("id"));
    assertThat(main("chat").ofType("google_kms_crypto_key")).isEmpty();
  }

  @Test
  void putsNoPasswordAndNoKeyInTheOpen() {
    for (GeneratedFile file : TerraformEmitter.emit(main("chat"))) {
      assertThat(file.text().lines().filter(line -> line.contains("auth_string")))
          .allMatch(line -> line.contains("secret_data_wo"));
    }
  }

  @Test
  void endsTheProxyBesideAJobWhenTheJobHasEnded() {
    String main = file("chat", "terraform/main.tf");
    assertThat(main)
        .contains(
            "command    = [\"python\", \"-c\", local.run_then_end_proxy_python, \"alembic\","
                + " \"upgrade\", \"head\"]")
        .contains("\"--quitquitquit\"");
  }

  @Test
  void dumpsOnePassAlone() {
    assertThat(GcpLowering.passes())
        .contains("network", "services", "edge")
        .doesNotHaveDuplicates();
    Stack network = GcpLowering.dump(Blueprints.chat(), "network");
    assertThat(network.find(GcpAddresses.NETWORK)).isPresent();
    assertThat(network.ofType("google_cloud_run_v2_service")).isEmpty();
  }

  private static Resource resource(String design, ResourceAddress address) {
    return main(design)
        .find(address)
        .orElseThrow(() -> new AssertionError(address + " is missing"));
  }

  private static String file(String design, String path) {
    return TerraformEmitter.emit(main(design)).stream()
        .filter(f -> f.path().equals(path))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
