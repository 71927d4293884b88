package dev.slipway.cloud.azure;

import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Text;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress.Mode;
import dev.slipway.stack.Stack;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the pipeline needs for one stack, read off the stack itself: nothing that is in it is
 * missing here, and nothing else is here.
 *
 * @param namespaces services that have to be turned on, such as {@code Microsoft.App}
 * @param deployer actions of the identity that applies
 * @param deployerData the same inside of services
 * @param planner actions of the identity that only reads, beyond reading
 * @param plannerData the same inside of services
 * @param grantable names of the roles that the deployer may give
 */
record DeliveryRights(
    List<String> namespaces,
    List<String> deployer,
    List<String> deployerData,
    List<String> planner,
    List<String> plannerData,
    List<String> grantable) {

  private static final String VAULT = "Microsoft.KeyVault/vaults/";

  /** What the bootstrap itself and the release use. */
  private static final List<String> ALWAYS =
      List.of(
          "Microsoft.ContainerRegistry",
          "Microsoft.Insights",
          "Microsoft.ManagedIdentity",
          "Microsoft.Storage");

  /** Types that are no resource of their own. */
  private static final Set<String> WITHOUT_ACTIONS =
      new TreeSet<>(List.of("azurerm_management_lock", "azurerm_role_assignment"));

  static DeliveryRights of(Stack main) {
    Lists lists = new Lists();
    lists.namespaces.addAll(ALWAYS);
    lists.deployer.add("*/read");
    main.resources().stream()
        .filter(r -> r.address().type().startsWith("azurerm_"))
        .forEach(lists::resource);
    return new DeliveryRights(
        List.copyOf(lists.namespaces),
        List.copyOf(lists.deployer),
        List.copyOf(lists.deployerData),
        List.copyOf(lists.planner),
        List.copyOf(lists.plannerData),
        List.copyOf(lists.grantable));
  }

  private static final class Lists {
    final SortedSet<String> namespaces = new TreeSet<>();
    final SortedSet<String> deployer = new TreeSet<>();
    final SortedSet<String> deployerData = new TreeSet<>();
    final SortedSet<String> planner = new TreeSet<>();
    final SortedSet<String> plannerData = new TreeSet<>();
    final SortedSet<String> grantable = new TreeSet<>();

    void resource(Resource resource) {
      String type = resource.address().type();
      if (type.equals("azurerm_key_vault_secret")) {
        secrets();
      }
      if (resource.address().mode() != Mode.MANAGED) {
        return;
      }
      if (!WITHOUT_ACTIONS.contains(type)) {
        managed(type);
      }
      switch (type) {
        case "azurerm_management_lock" -> deployer.add("Microsoft.Authorization/locks/write");
        case "azurerm_role_assignment" ->
            resource.body().argument("role_definition_name").ifPresent(this::grantable);
        case "azurerm_key_vault_key" -> keys();
        case "azurerm_container_app_environment" -> {
          namespaces.add("Microsoft.ContainerService");
          planner.add("Microsoft.OperationalInsights/workspaces/sharedKeys/action");
        }
        case "azurerm_container_app" ->
            planner.add("Microsoft.App/containerApps/listSecrets/action");
        case "azurerm_container_app_job" -> planner.add("Microsoft.App/jobs/listSecrets/action");
        case "azurerm_cosmosdb_account" ->
            planner.addAll(
                List.of(
                    "Microsoft.DocumentDB/databaseAccounts/listConnectionStrings/action",
                    "Microsoft.DocumentDB/databaseAccounts/listKeys/action"));
        case "azurerm_managed_redis" ->
            planner.add("Microsoft.Cache/redisEnterprise/databases/listKeys/action");
        case "azurerm_log_analytics_workspace" ->
            planner.add("Microsoft.OperationalInsights/workspaces/sharedKeys/action");
        case "azurerm_servicebus_namespace" ->
            planner.add("Microsoft.ServiceBus/namespaces/authorizationRules/listKeys/action");
        case "azurerm_function_app_flex_consumption" -> functions();
        case "azurerm_kubernetes_cluster" ->
            planner.add(
                "Microsoft.ContainerService/managedClusters/listClusterUserCredential/action");
        default -> {}
      }
    }

    private void managed(String type) {
      String azure =
          ResourceTypes.of(type)
              .orElseThrow(() -> new IllegalStateException("nobody knows the rights for " + type));
      namespaces.add(azure.substring(0, azure.indexOf('/')));
      if (azure.equals("Microsoft.ManagedIdentity/userAssignedIdentities")) {
        identities(type);
      } else {
        deployer.add(azure + "/*");
      }
    }

    /**
     * Who may write federated credentials may act as any identity, the pipeline's own among them.
     */
    private void identities(String type) {
      String identities = "Microsoft.ManagedIdentity/userAssignedIdentities/";
      deployer.addAll(
          List.of(identities + "assign/action", identities + "delete", identities + "write"));
      if (type.equals("azurerm_federated_identity_credential")) {
        deployer.add(identities + "federatedIdentityCredentials/*");
      }
    }

    /** Terraform reads a secret to know that it is there, whether or not it keeps the value. */
    private void secrets() {
      for (String verb :
          List.of(
              "delete",
              "getSecret/action",
              "readMetadata/action",
              "recover/action",
              "setSecret/action",
              "update/action")) {
        deployerData.add(VAULT + "secrets/" + verb);
      }
      plannerData.add(VAULT + "secrets/getSecret/action");
      plannerData.add(VAULT + "secrets/readMetadata/action");
    }

    /** Makes keys and says when they rotate; uses none. */
    private void keys() {
      for (String verb :
          List.of("create/action", "delete", "read", "recover/action", "update/action")) {
        deployerData.add(VAULT + "keys/" + verb);
      }
      plannerData.add(VAULT + "keys/read");
      deployerData.add(VAULT + "keyrotationpolicies/read");
      deployerData.add(VAULT + "keyrotationpolicies/write");
      plannerData.add(VAULT + "keyrotationpolicies/read");
    }

    private void functions() {
      planner.add("Microsoft.Web/sites/config/list/action");
      planner.add("Microsoft.Web/sites/publishxml/action");
    }

    private void grantable(Expression role) {
      if (!(role instanceof Text(String name))) {
        throw new IllegalStateException("a role that is known only when it is given: " + role);
      }
      grantable.add(name);
    }
  }
}
