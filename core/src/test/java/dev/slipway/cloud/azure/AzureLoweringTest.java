package dev.slipway.cloud.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.cloud.CloudStacks;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.stack.Body;
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

class AzureLoweringTest {

  static Stream<String> designs() {
    return Designs.all().keySet().stream();
  }

  private static Blueprint design(String name) {
    return Objects.requireNonNull(Designs.all().get(name));
  }

  private static CloudStacks lower(String name) {
    return new CloudStacks(AzureLowering.main(design(name)), AzureLowering.bootstrap(design(name)));
  }

  private static Stack main(String name) {
    return AzureLowering.main(design(name));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void writesOnlyWhatTheProviderTakes(String design) {
    CloudStacks stacks = lower(design);

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
    CloudStacks stacks = lower(design);
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
                .noneMatch(line -> line.contains("\"staging") || line.contains("3f2b8a")));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void namesContainerAppsAsTheyMayBeNamed(String design) {
    for (String type : List.of("azurerm_container_app", "azurerm_container_app_job")) {
      assertThat(main(design).ofType(type))
          .allSatisfy(app ->
              assertThat(text(app.body(), "name"))
                  .hasSizeBetween(2, 32)
                  .matches("[a-z][a-z0-9-]*[a-z0-9]")
                  .doesNotContain("--"));
    }
  }

  @Test
  void makesNothingButAnAppAndItsEnvironmentForASingleService() {
    assertThat(main("minimal").resources().stream().map(r -> r.address().type()))
        .contains("azurerm_container_app", "azurerm_container_app_environment")
        .noneMatch(type -> type.startsWith("azurerm_cdn_"))
        .doesNotContain("azurerm_virtual_network", "azurerm_key_vault", "azurerm_private_endpoint");
  }

  @Test
  void makesAServiceWaitForTheRightToReadItsSecrets() {
    assertThat(resource("chat", AzureAddresses.app("api")).meta().dependsOn())
        .contains(
            Expression.Reference.of("azurerm_role_assignment.api_reads_jwt_secret"),
            Expression.Reference.of("azurerm_role_assignment.api_reads_sessions_redis_url"));
  }

  @Test
  void leavesTheImageAndTheTrafficToThePipeline() {
    assertThat(printed("chat", "terraform/main.tf"))
        .contains("      template[0].container[0].image,\n")
        .contains("      ingress[0].traffic_weight,\n");
  }

  @Test
  void pullsImagesAsAnIdentityThatMayDoNothingElse() {
    Resource api = resource("chat", AzureAddresses.app("api"));
    assertThat(api.body().blocks("registry").getFirst().argument("identity"))
        .contains(Expressions.local("puller_id"));
    assertThat(main("chat").ofType("azurerm_role_assignment"))
        .noneMatch(right -> text(right.body(), "role_definition_name").contains("Acr"));
  }

  @Test
  void closesTheEnvironmentWhereFrontDoorComesByAPrivateLink() {
    assertThat(text(resource("chat", AzureAddresses.FRONT_DOOR).body(), "sku_name"))
        .isEqualTo("Premium_AzureFrontDoor");
    assertThat(
            text(resource("chat", AzureAddresses.APP_ENVIRONMENT).body(), "public_network_access"))
        .isEqualTo("Disabled");
    assertThat(main("chat").ofType("azurerm_cdn_frontdoor_origin"))
        .isNotEmpty()
        .allSatisfy(origin -> assertThat(origin.body().blocks("private_link")).hasSize(1));
  }

  @Test
  void letsInOnlyFrontDoorsAddressesWhereNobodyAsksForAFirewall() {
    assertThat(text(resource("plain-edge", AzureAddresses.FRONT_DOOR).body(), "sku_name"))
        .isEqualTo("Standard_AzureFrontDoor");
    assertThat(main("plain-edge").ofType("azurerm_cdn_frontdoor_firewall_policy")).isEmpty();
    assertThat(printed("plain-edge", "terraform/main.tf"))
        .contains("for_each = data.azurerm_network_service_tags.front_door.ipv4_cidrs");
  }

  @Test
  void leadsGrpcPastFrontDoorWhichCannotCarryIt() {
    Stack stack = main("traits");
    assertThat(stack.find(ResourceAddress.managed("azurerm_cdn_frontdoor_route", "rpc"))).isEmpty();
    Body ingress =
        resource("traits", AzureAddresses.app("rpc")).body().blocks("ingress").getFirst();
    assertThat(text(ingress, "transport")).isEqualTo("http2");
    assertThat(ingress.argument("external_enabled")).contains(Expressions.bool(true));
    assertThat(
            text(
                resource("traits", AzureAddresses.APP_ENVIRONMENT).body(), "public_network_access"))
        .isEqualTo("Enabled");
  }

  @Test
  void runsWhatIsTooLargeOnMachinesOfItsOwn() {
    assertThat(
            text(resource("traits", AzureAddresses.app("model")).body(), "workload_profile_name"))
        .isEqualTo("D8");
    assertThat(resource("traits", AzureAddresses.APP_ENVIRONMENT).body().blocks("workload_profile"))
        .extracting(profile -> text(profile, "name"))
        .containsExactly("Consumption", "D8");
  }

  @Test
  void scalesAWorkerByTheMessagesThatWaitForIt() {
    Body rule =
        resource("chat", AzureAddresses.app("worker"))
            .body()
            .blocks("template")
            .getFirst()
            .blocks("custom_scale_rule")
            .getFirst();
    assertThat(text(rule, "custom_rule_type")).isEqualTo("azure-servicebus");
    assertThat(rule.argument("identity_id")).isPresent();
  }

  @Test
  void startsTheSecondRegionInProductionOnly() {
    Place second = Place.all(design("regions")).getLast();
    assertThat(resource("regions", second.of(AzureAddresses.app("api"))).meta().count())
        .isPresent();
    assertThat(main("regions").find(second.of(AzureAddresses.app("worker")))).isEmpty();
    assertThat(printed("regions", "terraform/environments/production.tfvars"))
        .containsPattern("secondary_location += \"northeurope\"");
    assertThat(printed("regions", "terraform/environments/staging.tfvars"))
        .containsPattern("secondary_location += \"\"");
  }

  @Test
  void probesRegionsOnlyWhereThereAreSeveral() {
    assertThat(main("chat").ofType("azurerm_cdn_frontdoor_origin_group"))
        .allSatisfy(group -> assertThat(group.body().blocks("health_probe")).isEmpty());
    assertThat(main("regions").ofType("azurerm_cdn_frontdoor_origin_group"))
        .allSatisfy(group -> assertThat(group.body().blocks("health_probe")).hasSize(1));
  }

  @Test
  void keepsOfAnswersOnlyFilesWhenAProgramGivesThem() {
    assertThat(printed("chat", "terraform/edge.tf"))
        .contains("    request_file_extension {")
        .doesNotContain("OverrideAlways");
    assertThat(main("plain-edge").ofType("azurerm_cdn_frontdoor_rule"))
        .noneMatch(rule -> rule.address().name().endsWith("_cache"));
  }

  @Test
  void bindsADomainToAnAppOnlyWhenItsRecordsAreThere() {
    assertThat(
            resource(
                    "minimal-domain",
                    ResourceAddress.managed("azurerm_container_app_custom_domain", "edge"))
                .meta()
                .count())
        .isPresent();
    assertThat(printed("minimal-domain", "terraform/variables.tf")).contains("\"domain_ready\"");
  }

  @Test
  void givesEachKubernetesAccountTheIdentityOfItsWorkload() {
    assertThat(main("kubernetes").ofType("azurerm_federated_identity_credential"))
        .extracting(credential -> text(credential.body(), "subject"))
        .contains("system:serviceaccount:chat:api", "system:serviceaccount:chat:worker");
    assertThat(main("kubernetes").ofType("azurerm_container_app")).isEmpty();
  }

  @Test
  void dumpsOnePassAlone() {
    assertThat(AzureLowering.passes())
        .contains("network", "services", "edge")
        .doesNotHaveDuplicates();
    Stack network = AzureLowering.dump(design("chat"), "network");
    assertThat(network.find(AzureAddresses.NETWORK)).isPresent();
    assertThat(network.ofType("azurerm_container_app")).isEmpty();
  }

  private static String text(Body body, String argument) {
    return body.argument(argument).orElseThrow() instanceof Expression.Text(String value)
        ? value
        : "";
  }

  private static String printed(String design, String path) {
    return TerraformEmitter.emit(main(design)).stream()
        .filter(f -> f.path().equals(path))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static Resource resource(String design, ResourceAddress address) {
    return main(design)
        .find(address)
        .orElseThrow(() -> new AssertionError(address + " is missing"));
  }
}
