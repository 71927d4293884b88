package dev.slipway.check.rule.kubernetes;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.document.Node;
import java.util.List;

/** Who may do what with the cluster. */
final class AccessRules {

  private static final String[] ROLES = {"Role", "ClusterRole"};
  private static final String[] BINDINGS = {"RoleBinding", "ClusterRoleBinding"};

  private AccessRules() {}

  static void register(RuleSet.Builder<Manifest> rules) {
    rules
        .add("SLIP-K8S-RBAC-ALL", AccessRules::all, ROLES)
        .add("SLIP-K8S-RBAC-WILDCARD", AccessRules::wildcard, ROLES)
        .add("SLIP-K8S-RBAC-ESCALATE", AccessRules::escalate, ROLES)
        .add("SLIP-K8S-RBAC-SECRETS", AccessRules::secrets, "ClusterRole")
        .add("SLIP-K8S-CLUSTER-ADMIN", AccessRules::clusterAdmin, BINDINGS)
        .add("SLIP-K8S-ANONYMOUS", AccessRules::anonymous, BINDINGS);
  }

  private static List<Node> rules(Manifest role) {
    return role.node().get("rules").map(Node::items).orElse(List.of());
  }

  private static boolean has(Node rule, String list, String... words) {
    List<String> texts = rule.get(list).map(Node::texts).orElse(List.of());
    return List.of(words).stream().anyMatch(texts::contains);
  }

  private static boolean isAll(Node rule) {
    return has(rule, "verbs", "*") && has(rule, "resources", "*");
  }

  static void all(Manifest role, Report report) {
    for (Node rule : rules(role)) {
      if (isAll(rule) && has(rule, "apiGroups", "*", "")) {
        role.fault(report, rule, "A rule allows every verb on every resource.");
      }
    }
  }

  static void wildcard(Manifest role, Report report) {
    for (Node rule : rules(role)) {
      for (String list : List.of("verbs", "resources")) {
        if (has(rule, list, "*") && !(isAll(rule) && has(rule, "apiGroups", "*", ""))) {
          role.fault(
              report, role.file().place(rule, list), "A rule has `*` among its " + list + ".");
        }
      }
    }
  }

  static void escalate(Manifest role, Report report) {
    for (Node rule : rules(role)) {
      boolean powers = has(rule, "verbs", "escalate", "bind", "impersonate");
      boolean subjects =
          has(
              rule,
              "resources",
              "roles",
              "clusterroles",
              "rolebindings",
              "clusterrolebindings",
              "users",
              "groups",
              "serviceaccounts");
      if (powers && subjects) {
        role.fault(
            report,
            role.file().place(rule, "verbs"),
            "A rule allows to escalate, bind or impersonate.");
      }
    }
  }

  static void secrets(Manifest role, Report report) {
    for (Node rule : rules(role)) {
      boolean reads = has(rule, "verbs", "get", "list", "watch", "*");
      boolean some = !rule.get("resourceNames").map(Node::texts).orElse(List.of()).isEmpty();
      if (has(rule, "resources", "secrets") && reads && !some) {
        role.fault(
            report,
            role.file().place(rule, "resources"),
            "A rule allows to read the secrets of every namespace.");
      }
    }
  }

  private static List<Node> subjects(Manifest binding) {
    return binding.node().get("subjects").map(Node::items).orElse(List.of());
  }

  static void clusterAdmin(Manifest binding, Report report) {
    String role = binding.node().at("roleRef", "name").flatMap(Node::text).orElse("");
    for (Node subject : role.equals("cluster-admin") ? subjects(binding) : List.<Node>of()) {
      String name = subject.text("name").orElse("");
      if (!name.equals("system:masters")) {
        binding.fault(report, subject, "`" + name + "` becomes cluster-admin.");
      }
    }
  }

  static void anonymous(Manifest binding, Report report) {
    for (Node subject : subjects(binding)) {
      String name = subject.text("name").orElse("");
      if (name.equals("system:anonymous") || name.equals("system:unauthenticated")) {
        binding.fault(report, subject, "A subject is `" + name + "`.");
      }
    }
  }
}
