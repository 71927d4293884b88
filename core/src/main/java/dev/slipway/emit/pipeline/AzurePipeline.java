package dev.slipway.emit.pipeline;

import static dev.slipway.emit.pipeline.Expressions.expression;
import static dev.slipway.emit.pipeline.Steps.mapping;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.azure.AzureNames;
import dev.slipway.document.Yaml.Mapping;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Azure: federated credentials of managed identities, Container Registry, Container Apps. */
final class AzurePipeline implements CloudPipeline {

  @Override
  public String name(Blueprint blueprint, Workload workload) {
    return AzureNames.app(blueprint, workload.name());
  }

  @Override
  public String backend(String environment) {
    return "environments/" + environment + ".azurerm.tfbackend";
  }

  @Override
  public String builder() {
    return "AZURE_BUILDER";
  }

  @Override
  public List<Mapping<Provenance>> registrySignIn(Blueprint blueprint) {
    return List.of(
        signIn("vars.AZURE_BUILDER", Expressions.literal(blueprint.production().accountId())),
        Steps.run(
            "Sign in to the registry",
            Map.of(),
            "az acr login --name \"${IMAGE_REPOSITORY%%.*}\""));
  }

  /** The sign-in to the registry is docker's, which the scanner finds. */
  @Override
  public SequencedMap<String, String> scanLogin() {
    return new LinkedHashMap<>();
  }

  @Override
  public List<Mapping<Provenance>> signIn(Release release, Role role) {
    return List.of(
        signIn("vars." + variable(role), Expressions.literal(release.environment().accountId())));
  }

  /** The variable with the client id of the identity. */
  private static String variable(Role role) {
    return switch (role) {
      case PLANNER -> "AZURE_PLANNER";
      case DEPLOYER -> "AZURE_DEPLOYER";
    };
  }

  /**
   * Signs in without a key: the run's own signed statement is exchanged for a short-lived token.
   */
  private static Mapping<Provenance> signIn(String client, String subscription) {
    return Steps.action(
        "Sign in to Azure",
        "Azure/login",
        mapping()
            .put("client-id", expression(client))
            .put("tenant-id", expression("vars.AZURE_TENANT"))
            .put("subscription-id", subscription));
  }

  /** Terraform does not take a service principal's sign-in from the Azure CLI. */
  @Override
  public SequencedMap<String, String> identity(Release release, Role role) {
    SequencedMap<String, String> variables = new LinkedHashMap<>();
    variables.put("ARM_USE_OIDC", "true");
    variables.put("ARM_CLIENT_ID", expression("vars." + variable(role)));
    variables.put("ARM_TENANT_ID", expression("vars.AZURE_TENANT"));
    return variables;
  }

  /** The runner has the Azure CLI; its part for Container Apps is an extension. */
  @Override
  public List<Mapping<Provenance>> tools(Release release) {
    return List.of(
        Steps.run(
            "Set up the Azure CLI",
            Map.of(),
            "az extension add --name containerapp --upgrade --only-show-errors"));
  }

  @Override
  public SequencedMap<String, String> variables(Release release) {
    return new LinkedHashMap<>();
  }

  @Override
  public List<Mapping<Provenance>> release(Release release) {
    return new TrafficRelease(new AzureReleaseScripts(release)).steps();
  }

  @Override
  public Duration patience(Release release) {
    return new AzureReleaseScripts(release).patience();
  }

  @Override
  public List<Mapping<Provenance>> rollback(Blueprint blueprint) {
    Map<String, String> chosen = new LinkedHashMap<>();
    chosen.put("ENVIRONMENT", expression("inputs.environment"));
    chosen.put("SERVICE", expression("inputs.service"));
    chosen.put("REVISION", expression("inputs.revision"));
    return List.of(
        Steps.action(
            "Sign in to Azure",
            "Azure/login",
            mapping()
                .put("client-id", expression("vars.AZURE_DEPLOYER"))
                .put("tenant-id", expression("vars.AZURE_TENANT"))
                .put("subscription-id", expression("vars.AZURE_SUBSCRIPTION"))),
        Steps.run(
            "Set up the Azure CLI",
            Map.of(),
            "az extension add --name containerapp --upgrade --only-show-errors"),
        Steps.run("Send all traffic to the revision", chosen, rollbackScript(blueprint)));
  }

  private static String rollbackScript(Blueprint blueprint) {
    StringBuilder script =
        new StringBuilder(
            """
            if ! [[ "$REVISION" =~ ^[a-z][a-z0-9-]{0,62}--[a-z0-9-]{1,40}$ ]]; then
              echo "::error::That is no name of a revision."
              exit 1
            fi
            case "$ENVIRONMENT" in
            """);
    for (Release release : Release.all(blueprint)) {
      script
          .append("  ")
          .append(release.environment().name())
          .append(") groups=(")
          .append(
              String.join(
                  " ",
                  release.regions().stream()
                      .map(region -> AzureReleaseScripts.group(blueprint, region))
                      .toList()))
          .append(") ;;\n");
    }
    return script
        .append(
            """
            esac
            for group in "${groups[@]}"; do
              if az containerapp revision show --name "$SERVICE" --resource-group "$group" --revision "$REVISION" \\
                --output none 2> /dev/null; then
                az containerapp revision activate --name "$SERVICE" --resource-group "$group" --revision "$REVISION" --output none
                az containerapp ingress traffic set --name "$SERVICE" --resource-group "$group" \\
                  --revision-weight "$REVISION=100" --output none
                echo "$SERVICE in $group is at $REVISION" >> "$GITHUB_STEP_SUMMARY"
                moved=yes
              fi
            done
            if [ -z "${moved:-}" ]; then
              echo "::error::No region has that revision."
              exit 1
            fi
            """)
        .toString();
  }
}
