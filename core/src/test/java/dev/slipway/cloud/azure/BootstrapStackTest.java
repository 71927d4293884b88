package dev.slipway.cloud.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BootstrapStackTest {

  private static final String FOLDER = "terraform/bootstrap/";

  private final Map<String, String> chat = printed(bootstrap("chat"));

  static Stream<String> designs() {
    return MonitoredDesigns.all().keySet().stream();
  }

  private static Blueprint design(String name) {
    return Objects.requireNonNull(MonitoredDesigns.all().get(name));
  }

  private static Stack bootstrap(String name) {
    return AzureLowering.bootstrap(design(name));
  }

  private static Map<String, String> printed(Stack stack) {
    Map<String, String> files = new LinkedHashMap<>();
    TerraformEmitter.emit(stack).forEach(file -> files.put(file.path(), file.text()));
    return files;
  }

  private String file(String name) {
    return Objects.requireNonNull(chat.get(FOLDER + name), name);
  }

  @ParameterizedTest
  @MethodSource("designs")
  void writesOnlyWhatTheProviderTakes(String name) {
    Outcome<Configuration> loaded =
        ModuleLoader.load(
            MemorySourceTree.of("stack", printed(bootstrap(name))), "terraform/bootstrap");
    List<Diagnostic> problems = new ArrayList<>(loaded.diagnostics());
    problems.addAll(ValidityCheck.check(loaded.value()));
    problems.removeIf(d -> d.severity() == Severity.NOTE);

    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void letsTheDeployerMakeEverythingThatTheMainStackHasAndNothingElse(String name) {
    Stack main = AzureLowering.main(design(name));
    DeliveryRights rights = DeliveryRights.of(main);

    List<String> wanted =
        main.resources().stream()
            .filter(r -> r.address().mode() == ResourceAddress.Mode.MANAGED)
            .flatMap(r -> ResourceTypes.of(r.address().type()).stream())
            .distinct()
            .toList();
    assertThat(rights.deployer())
        .allSatisfy(action ->
            assertThat(action)
                .matches(a ->
                    a.equals("*/read")
                        || a.equals("Microsoft.Authorization/locks/write")
                        || wanted.stream().anyMatch(type -> a.startsWith(type + "/"))));
    assertThat(wanted)
        .allSatisfy(type ->
            assertThat(rights.deployer()).anyMatch(action -> action.startsWith(type + "/")));
    assertThat(rights.namespaces())
        .containsAll(wanted.stream().map(t -> t.substring(0, t.indexOf('/'))).toList());
  }

  @ParameterizedTest
  @MethodSource("designs")
  void limitsWhatTheDeployerMayGrantToWhatTheMainStackGrants(String name) {
    Stack main = AzureLowering.main(design(name));
    String roles = printed(bootstrap(name)).get(FOLDER + "roles.tf");

    for (Resource grant : main.ofType("azurerm_role_assignment")) {
      String role = grant.body().argument("role_definition_name").orElseThrow().toString();
      assertThat(roles).contains(role.replaceAll("Text\\[value=(.*)]", "\"$1\""));
    }
    assertThat(roles)
        .doesNotContain("\"Owner\"", "\"Contributor\"", "User Access Administrator")
        .doesNotContainPattern(Pattern.compile("actions *= \\[\\s*\"\\*\""))
        .doesNotContain("Microsoft.Authorization/locks/delete")
        .doesNotContain("Microsoft.Authorization/locks/*")
        .doesNotContain("Microsoft.Authorization/*")
        .doesNotContain("roleDefinitions/write");
  }

  @Test
  void letsTheDeployerGrantToIdentitiesOnly() {
    String roles = printed(bootstrap("keys")).get(FOLDER + "roles.tf");

    assertThat(roles)
        .contains("Role Based Access Control Administrator", "condition_version    = \"2.0\"")
        .contains(
            "@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]"
                + " ForAnyOfAnyValues:GuidEquals {${local.grantable}}")
        .contains(
            "@Resource[Microsoft.Authorization/roleAssignments:PrincipalType]"
                + " ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}");
  }

  @Test
  void trustsOnlyTheProjectsRepositoryAndItsEnvironments() {
    assertThat(file("federation.tf"))
        .contains(
            "\"repo:${var.github_repository}:environment:${var.environment}\"",
            "\"repo:${var.github_repository}:environment:${var.environment}-plan\"",
            "\"repo:${var.github_repository}:ref:refs/heads/${var.github_branch}\"",
            "https://token.actions.githubusercontent.com",
            "api://AzureADTokenExchange");
  }

  @Test
  void asksForTheRepositoryWhenItIsUnknown() {
    assertThat(printed(bootstrap("minimal")).get(FOLDER + "environments/production.tfvars"))
        .doesNotContain("github_repository");
    assertThat(file("environments/staging.tfvars")).contains("= \"acme/chat\"");
  }

  @Test
  void keepsTheRegistryInProductionAndLetsEveryEnvironmentPull() {
    Blueprint chatDesign = design("chat");

    assertThat(file("environments/staging.tfvars"))
        .contains("registry_subscription_id = \"" + chatDesign.production().accountId() + "\"");
    assertThat(file("registry.tf"))
        .contains("/registries/" + AzureNames.registry(chatDesign))
        .contains("\"" + AzureNames.puller(chatDesign) + "\"")
        .contains("\"AcrPush\"", "\"AcrPull\"", "admin_enabled = false");
    assertThat(printed(bootstrap("regions")).get(FOLDER + "registry.tf"))
        .contains("georeplications", "\"northeurope\"");
  }

  @Test
  void keepsTheStatePrivateVersionedAndOutOfReachOfThePipelineForItself() {
    assertThat(file("main.tf"))
        .contains(
            "shared_access_key_enabled        = false",
            "allow_nested_items_to_be_public  = false",
            "versioning_enabled = true",
            "prevent_destroy = true",
            "lock_level = \"CanNotDelete\"");
    assertThat(file("roles.tf"))
        .contains("azurerm_storage_container.main.id")
        .doesNotContain("azurerm_storage_container.bootstrap")
        .doesNotContain("azurerm_storage_account.state");
  }

  @Test
  void readsTheStateUnderTheNamesThatTheMainStackUses() {
    Blueprint chatDesign = design("chat");
    String backend =
        printed(AzureLowering.main(chatDesign))
            .get("terraform/environments/production.azurerm.tfbackend");

    assertThat(backend)
        .contains(AzureNames.stateGroup(chatDesign), "\"tfstate\"")
        .contains(AzureNames.stateAccount(chatDesign, chatDesign.production()));
    assertThat(file("main.tf")).contains(AzureNames.stateGroup(chatDesign), "\"tfstate\"");
  }

  @Test
  void printsTheVariablesThatGithubNeeds() {
    assertThat(bootstrap("chat").outputs())
        .extracting(o -> o.name())
        .contains(
            "AZURE_BUILDER",
            "AZURE_PLANNER",
            "AZURE_DEPLOYER",
            "AZURE_TENANT",
            "AZURE_SUBSCRIPTION",
            "IMAGE_REPOSITORY");
  }

  @Test
  void tellsHowTheStateMovesIntoTheAccount() {
    assertThat(file("main.tf"))
        .contains("terraform init -migrate-state", "az role assignment create")
        .containsSubsequence("select -or-create production", "select -or-create staging");
    assertThat(file("versions.tf")).contains("backend \"local\"");
  }
}
