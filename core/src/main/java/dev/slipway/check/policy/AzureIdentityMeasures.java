package dev.slipway.check.policy;

import dev.slipway.blueprint.Workload;
import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.cloud.azure.AzureAddresses;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Measures on identities of Azure and their rights. */
final class AzureIdentityMeasures {

  private static final List<String> OWNERS =
      List.of("Owner", "Contributor", "User Access Administrator");
  private static final String GRANTER = "Role Based Access Control Administrator";
  private static final List<String> WHOLE = List.of("*", "*/*", "*/write", "*/delete", "*/action");

  private AzureIdentityMeasures() {}

  static Finding leastPrivilege(Output output) {
    Finding.Builder found = Finding.builder();
    found.gaps(broadRoles(output)).gaps(publicGrants(output)).gaps(keys(output));
    for (Workload workload : output.blueprint().workloads()) {
      for (Resource runner : AzureRunners.running(output, workload)) {
        boolean own =
            Output.at(runner, "identity", "identity_ids")
                .filter(i -> onlyOwn(i, workload))
                .isPresent();
        found.check(
            own,
            Output.name(runner),
            "runs as " + AzureAddresses.identity(workload.name()),
            Output.name(runner) + " does not run as an identity of its own.");
      }
    }
    pods(output, found);
    return found.build("The output has no workload that runs as an identity of its own.");
  }

  // Pods are an identity's by the name of their service account, which no two of them share.
  private static void pods(Output output, Finding.Builder found) {
    for (Resource trust : output.of("azurerm_federated_identity_credential")) {
      List<String> identities = References.in(trust).names("azurerm_user_assigned_identity");
      boolean exact =
          Output.at(trust, "subject")
              .map(References::in)
              .filter(s -> s.texts().stream().anyMatch(t -> t.startsWith("system:serviceaccount:")))
              .filter(s -> s.texts().stream().noneMatch(t -> t.contains("*")))
              .isPresent();
      found.check(
          identities.size() == 1 && exact,
          Output.name(trust),
          "one service account runs as one identity",
          Output.name(trust) + " lets more than one service account be its identity.");
    }
  }

  private static boolean onlyOwn(Expression identities, Workload workload) {
    List<String> names =
        References.in(identities).names(AzureAddresses.identity(workload.name()).type());
    return names.equals(List.of(AzureAddresses.identity(workload.name()).name()));
  }

  /** Rights that reach everything, or rights on everything. */
  static List<Gap> broadRoles(Output output) {
    Set<Gap> broad = new LinkedHashSet<>();
    for (Stack stack : List.of(output.main(), output.bootstrap())) {
      for (Resource grant : stack.ofType("azurerm_role_assignment")) {
        Optional<String> role =
            Output.at(grant, "role_definition_name").flatMap(output.production(stack)::text);
        if (role.filter(OWNERS::contains).isPresent()) {
          broad.add(gap(grant, " grants " + role.get() + ", which reaches everything."));
        }
        if (role.filter(GRANTER::equals).isPresent() && Output.at(grant, "condition").isEmpty()) {
          broad.add(gap(grant, " may grant every role: it has no condition."));
        }
        if (stack == output.main() && onSubscription(grant)) {
          broad.add(gap(grant, " grants a right on the whole subscription."));
        }
      }
      for (Resource role : stack.ofType("azurerm_role_definition")) {
        if (actions(role).stream().anyMatch(WHOLE::contains)) {
          broad.add(gap(role, " may do everything."));
        }
      }
    }
    return List.copyOf(broad);
  }

  private static List<String> actions(Resource role) {
    List<String> actions = new ArrayList<>();
    for (String list : List.of("actions", "data_actions")) {
      Output.at(role, "permissions", list).ifPresent(e -> actions.addAll(References.in(e).texts()));
    }
    return actions;
  }

  private static boolean onSubscription(Resource grant) {
    Optional<Expression> scope = Output.at(grant, "scope");
    return scope
        .map(References::in)
        .filter(r -> r.to("var", "subscription_id") || r.toType("azurerm_subscription"))
        .isPresent();
  }

  /** What everybody may read or call, and the design does not open. */
  static List<Gap> publicGrants(Output output) {
    Set<Gap> open = new LinkedHashSet<>();
    for (Resource container : output.everywhere("azurerm_storage_container")) {
      if (output
          .text(container, "container_access_type")
          .filter(t -> !t.equals("private"))
          .isPresent()) {
        open.add(gap(container, " lets everybody read."));
      }
    }
    for (Resource rule : output.of("azurerm_network_security_rule")) {
      boolean everybody =
          output.text(rule, "direction").filter("Inbound"::equals).isPresent()
              && output.text(rule, "access").filter("Allow"::equals).isPresent()
              && output
                  .text(rule, "source_address_prefix")
                  .filter(List.of("*", "Internet", "0.0.0.0/0", "::/0")::contains)
                  .isPresent();
      if (everybody && !isDoor(output, rule)) {
        open.add(gap(rule, " lets the whole internet in."));
      }
    }
    for (Workload workload : output.blueprint().workloads()) {
      if (workload.exposure() != Workload.Exposure.PUBLIC) {
        AzureRunners.running(output, workload).stream()
            .filter(r -> callable(output, r))
            .forEach(r -> open.add(gap(r, " can be called by everybody, and is not public.")));
      }
    }
    return List.copyOf(open);
  }

  // Of a cluster, whose own load balancer is the way in.
  private static boolean isDoor(Output output, Resource rule) {
    String ports =
        output.text(rule, "destination_port_range").orElse("")
            + Output.at(rule, "destination_port_ranges")
                .map(e -> String.join(",", References.in(e).texts()))
                .orElse("");
    boolean cluster =
        output.main().resources().stream()
            .anyMatch(r -> r.address().type().startsWith("azurerm_kubernetes_"));
    return cluster && List.of("80", "443", "80,443", "443,80").contains(ports);
  }

  private static boolean callable(Output output, Resource runner) {
    if (AzureRunners.isFunction(runner)) {
      return !output.isFalse(runner, "public_network_access_enabled")
          && output
              .text(runner, "site_config", "ip_restriction_default_action")
              .filter("Deny"::equals)
              .isEmpty();
    }
    return output.isTrue(runner, "ingress", "external_enabled")
        && !AzureEdgeMeasures.closedEnvironment(output, runner);
  }

  static List<Gap> keys(Output output) {
    List<Gap> keys = new ArrayList<>();
    for (String type :
        List.of("azuread_application_password", "azuread_service_principal_password")) {
      output
          .everywhere(type)
          .forEach(r -> keys.add(gap(r, " makes a password that is in the state.")));
    }
    for (Resource registry : output.everywhere("azurerm_container_registry")) {
      if (Output.at(registry, "admin_enabled")
          .filter(new Expression.Bool(true)::equals)
          .isPresent()) {
        keys.add(gap(registry, " has a password that opens it whole: admin_enabled is on."));
      }
    }
    return List.copyOf(keys);
  }

  private static Gap gap(Resource resource, String words) {
    return new Gap(Output.name(resource), Output.name(resource) + words);
  }
}
