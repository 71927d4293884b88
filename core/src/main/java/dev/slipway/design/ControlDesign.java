package dev.slipway.design;

import dev.slipway.blueprint.Control;
import dev.slipway.blueprint.Measure;
import dev.slipway.intake.SecurityRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the design does about each requirement of the Security Assessment. Nothing that fits: it stays open. */
final class ControlDesign {

  /**
   * A measure and the words that ask for it: all words of one group in the same sentence.
   *
   * @param groups each a list of words or phrases
   */
  private record Rule(Measure measure, List<List<String>> groups) {}

  private static final List<Rule> RULES =
      List.of(
          rule(
              Measure.PRIVATE_DATABASE,
              "database|private", "database|public address", "database|internet", "database|not be reachable",
              "cloud sql|private", "postgres|private", "mysql|private", "database|publicly"),
          rule(
              Measure.DATABASE_TLS,
              "database|tls", "database|ssl", "connections without tls", "postgres|tls", "mysql|tls",
              "database|encrypted in transit", "encryption|in transit", "encrypt|in transit", "data in transit"),
          rule(
              Measure.TLS_AT_THE_EDGE,
              "tls 1.2", "tls 1.3", "https", "hsts|edge", "encryption|in transit", "encrypt|in transit", "data in transit"),
          rule(
              Measure.SECRETS_IN_MANAGER,
              "secret manager", "secrets manager", "secret store", "secret|never|logs", "secrets|not|code", "secrets|hard-coded",
              "keys|vault", "secrets|vault", "credentials|not|repository", "secrets|state", "api keys|stored"),
          rule(Measure.SECRET_ROTATION, "rotat|days", "rotat|key", "rotat|secret", "rotat|password", "rotat|credential"),
          rule(Measure.WEB_APPLICATION_FIREWALL, "web application firewall", "waf", "cloud armor", "ddos", "owasp|filter"),
          rule(Measure.RATE_LIMIT, "rate limit", "rate-limit", "requests per minute", "throttl", "brute force", "brute-force"),
          rule(
              Measure.LEAST_PRIVILEGE,
              "least privilege", "least-privilege", "own service account", "own identity", "one by one|service", "minimal permissions",
              "minimum permissions", "owner|editor|default accounts", "excessive permissions", "overly broad|iam"),
          rule(Measure.AUDIT_LOGS, "audit log", "audit trail", "access|logged", "log|administrative", "data access|logs"),
          rule(Measure.LOG_RETENTION, "logs|days", "logs|retention", "logs|expire", "log retention"),
          rule(Measure.ENCRYPTION_AT_REST, "encrypt|at rest", "encryption|at rest", "encrypted|storage", "backups|encrypted", "data at rest"),
          rule(Measure.CUSTOMER_MANAGED_KEYS, "customer-managed", "customer managed", "cmek", "own keys", "keys of our own", "byok"),
          rule(Measure.BACKUPS, "backup"),
          rule(Measure.POINT_IN_TIME_RECOVERY, "point-in-time", "point in time"),
          rule(Measure.DELETION_PROTECTION, "deletion|database|block", "deletion protection", "accidental deletion", "prevent|deletion"),
          rule(
              Measure.DATA_RESIDENCY,
              "residency", "stay in the eu", "in the eu only", "in the eu|store", "within the eu", "european union|data", "stay in germany", "inside the eu", "data|eu region"),
          rule(
              Measure.IMAGE_SCANNING,
              "scan|image", "scan|container", "vulnerability scan", "image|vulnerabilit", "scan every image", "trivy"),
          rule(Measure.SIGNED_IMAGES, "sign|image", "deploy by digest", "image|provenance", "attest", "binary authorization"),
          rule(Measure.NON_ROOT_IMAGES, "run as root", "non-root", "nonroot", "not|as root"),
          rule(Measure.PINNED_DEPENDENCIES, "pin|dependenc", "pinned", "lock file", "lockfile", "pin|actions", "supply chain|pin"),
          rule(
              Measure.KEYLESS_PIPELINE,
              "workload identity federation", "service account key", "long-lived|credential", "pipeline|federation", "static credential", "key files"),
          rule(Measure.PRIVATE_NETWORK, "private network", "vpc", "network segmentation", "private ip", "network isolation"),
          rule(Measure.CONTROLLED_EGRESS, "egress", "outgoing traffic|limited", "outbound traffic|restrict", "outbound|allow-list", "outgoing|allow list"),
          rule(Measure.NO_DATABASE_PASSWORDS, "database password", "passwordless", "iam|database|authenticat", "password|database"),
          rule(
              Measure.AUTHENTICATION_FAILURE_ALERTS,
              "authentication failure", "failed login", "failed sign-in", "login attempts", "denied access|alert", "alerts on denied", "breach|noticed"),
          rule(Measure.MONITORING_AND_ALERTS, "monitoring|alert", "alerts on", "alerting", "anomal|alert", "incident detection", "intrusion detection"),
          rule(Measure.HIGH_AVAILABILITY, "high availability", "failover", "redundan", "single point of failure", "multi-zone"),
          rule(Measure.BOUNDED_SCALING, "cap the number of instances", "maximum instances", "max instances", "limit|instances", "cap|instances", "runaway|scaling", "resource exhaustion"),
          rule(Measure.BUDGET_ALERTS, "budget alert", "cost|alert", "spend|alert", "denial of wallet"));

  private ControlDesign() {}

  /**
   * The controls, in the assessment's order.
   *
   * @param taken what this design does
   */
  static List<Control> controls(List<SecurityRequirement> requirements, Set<Measure> taken) {
    List<Control> controls = new ArrayList<>();
    for (SecurityRequirement requirement : requirements) {
      List<Measure> measures =
          matching(requirement.text()).stream().filter(taken::contains).toList();
      controls.add(
          new Control(
              requirement.id(),
              requirement.text(),
              requirement.level(),
              measures,
              requirement.waiver(),
              requirement.evidence()));
    }
    return List.copyOf(controls);
  }

  /** What a text asks for, in the order of {@link Measure}; nothing where it says that no such thing helps. */
  static List<Measure> matching(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("no infrastructure control") || lower.contains("cannot be solved by infrastructure")) {
      return List.of();
    }
    List<String> sentences = List.of(lower.split("(?<=[.;])\\s+"));
    return RULES.stream().filter(r -> asks(r, sentences)).map(Rule::measure).sorted().toList();
  }

  private static boolean asks(Rule rule, List<String> sentences) {
    for (String sentence : sentences) {
      for (List<String> group : rule.groups()) {
        if (group.stream().allMatch(w -> contains(sentence, w))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The word at the beginning of a word, so that {@code waf} is not found in {@code wafer thin} alone but {@code rotat} in {@code rotated}. */
  private static boolean contains(String sentence, String word) {
    int at = sentence.indexOf(word);
    while (at >= 0) {
      boolean start = at == 0 || !Character.isLetterOrDigit(sentence.charAt(at - 1));
      int end = at + word.length();
      boolean whole =
          word.length() > 4 || end >= sentence.length() || !Character.isLetterOrDigit(sentence.charAt(end));
      if (start && whole) {
        return true;
      }
      at = sentence.indexOf(word, at + 1);
    }
    return false;
  }

  private static Rule rule(Measure measure, String... groups) {
    List<List<String>> words = new ArrayList<>();
    for (String group : groups) {
      words.add(List.of(group.split("\\|")));
    }
    return new Rule(measure, List.copyOf(words));
  }
}
