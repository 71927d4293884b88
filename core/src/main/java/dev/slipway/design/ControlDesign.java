package dev.slipway.design;

import dev.slipway.blueprint.Control;
import dev.slipway.blueprint.Measure;
import dev.slipway.evidence.Evidence;
import dev.slipway.intake.SecurityRequirement;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.RiskLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the design does about each requirement of the Security Assessment. Nothing that fits: it
 * stays open.
 */
final class ControlDesign {

  /**
   * A measure and the words that ask for it: all words of one group in the same sentence.
   *
   * @param groups each a list of words or phrases
   */
  private record Rule(Measure measure, List<List<String>> groups) {}

  /** What has no meaning where there is no relational database. */
  private static final List<Measure> DATABASE_ONLY =
      List.of(Measure.DATABASE_TLS, Measure.PRIVATE_DATABASE, Measure.NO_DATABASE_PASSWORDS);

  private static final Pattern LOG_DAYS =
      Pattern.compile(
          "\\blogs?\\b[^.]{0,120}?\\b(?:kept?|keep|retain(?:ed)?)\\b[^.]{0,40}?\\b([0-9]{1,4})\\s{0,2}days");

  private static final int AUDIT_LOG_DAYS = 400;
  private static final int MOST_LOG_DAYS = 3650;

  private static final List<Rule> RULES =
      List.of(
          rule(
              Measure.PRIVATE_DATABASE,
              "database|private",
              "database|public address",
              "database|internet",
              "database|not be reachable",
              "cloud sql|private",
              "postgres|private",
              "mysql|private",
              "database|publicly"),
          rule(
              Measure.DATABASE_TLS,
              "database|tls",
              "database|ssl",
              "connections without tls",
              "postgres|tls",
              "mysql|tls",
              "database|encrypted in transit",
              "encryption|in transit",
              "encrypt|in transit",
              "data in transit"),
          rule(
              Measure.TLS_AT_THE_EDGE,
              "accept|tls 1.2",
              "tls 1.2 or",
              "tls 1.3 or",
              "tls|minimum",
              "redirect|https",
              "enforce|https",
              "force https",
              "https only",
              "serve|https",
              "hsts at the edge",
              "encryption|in transit",
              "encrypt|in transit",
              "data in transit"),
          rule(
              Measure.SECRETS_IN_MANAGER,
              "in a secret manager",
              "in secret manager",
              "in the secret manager",
              "use secret manager",
              "use a secret manager",
              "secrets manager",
              "in a secret store",
              "secrets|not|code",
              "secrets|hard-coded",
              "keys|vault",
              "secrets|vault",
              "credentials|not|repository",
              "secrets|state",
              "api keys|stored"),
          rule(
              Measure.SECRET_ROTATION,
              "rotat|days",
              "rotat|key",
              "rotat|secret",
              "rotat|password",
              "rotat|credential"),
          rule(
              Measure.WEB_APPLICATION_FIREWALL,
              "web application firewall",
              "waf",
              "cloud armor",
              "ddos",
              "owasp|filter"),
          rule(
              Measure.RATE_LIMIT,
              "rate limit",
              "rate-limit",
              "requests per minute",
              "throttl",
              "brute force",
              "brute-force"),
          rule(
              Measure.LEAST_PRIVILEGE,
              "least privilege",
              "least-privilege",
              "own service account",
              "own identity",
              "one by one|service",
              "minimal permissions",
              "minimum permissions",
              "owner|editor|default accounts",
              "excessive permissions",
              "overly broad|iam"),
          rule(
              Measure.AUDIT_LOGS,
              "audit log",
              "audit trail",
              "access|logged",
              "log|administrative",
              "data access|logs"),
          rule(
              Measure.LOG_RETENTION, "logs|days", "logs|retention", "logs|expire", "log retention"),
          rule(
              Measure.ENCRYPTION_AT_REST,
              "encrypt|at rest",
              "encryption|at rest",
              "encrypted|storage",
              "backups|encrypted",
              "data at rest"),
          rule(
              Measure.CUSTOMER_MANAGED_KEYS,
              "customer-managed",
              "customer managed",
              "cmek",
              "own keys",
              "keys of our own",
              "byok"),
          rule(
              Measure.BACKUPS,
              "backup|kept",
              "backups|daily",
              "backup|retain",
              "backups|restor",
              "regular backup",
              "automated backup",
              "automatic backup",
              "back up",
              "backups|encrypted",
              "backups must be"),
          rule(Measure.POINT_IN_TIME_RECOVERY, "point-in-time", "point in time"),
          rule(
              Measure.DELETION_PROTECTION,
              "deletion|database|block",
              "deletion protection",
              "accidental deletion",
              "prevent|deletion"),
          rule(
              Measure.DATA_RESIDENCY,
              "residency",
              "stay in the eu",
              "in the eu only",
              "in the eu|store",
              "within the eu",
              "european union|data",
              "stay in germany",
              "inside the eu",
              "data|eu region"),
          rule(
              Measure.IMAGE_SCANNING,
              "scan|image",
              "scan|container",
              "vulnerability scan",
              "image|vulnerabilit",
              "scan every image",
              "trivy"),
          rule(
              Measure.SIGNED_IMAGES,
              "sign|image",
              "deploy by digest",
              "image|provenance",
              "attest",
              "binary authorization"),
          rule(Measure.NON_ROOT_IMAGES, "run as root", "non-root", "nonroot", "not|as root"),
          rule(
              Measure.PINNED_DEPENDENCIES,
              "pin|dependenc",
              "pinned",
              "lock file",
              "lockfile",
              "pin|actions",
              "supply chain|pin"),
          rule(
              Measure.KEYLESS_PIPELINE,
              "workload identity federation",
              "service account key",
              "long-lived|credential",
              "pipeline|federation",
              "static credential",
              "key files"),
          rule(
              Measure.PRIVATE_NETWORK,
              "private network",
              "vpc",
              "network segmentation",
              "private ip",
              "network isolation"),
          rule(
              Measure.CONTROLLED_EGRESS,
              "egress",
              "outgoing traffic|limited",
              "outbound traffic|restrict",
              "outbound|allow-list",
              "outgoing|allow list"),
          rule(
              Measure.NO_DATABASE_PASSWORDS,
              "database password",
              "passwordless",
              "iam|database|authenticat",
              "password|database"),
          rule(
              Measure.AUTHENTICATION_FAILURE_ALERTS,
              "authentication failure",
              "failed login",
              "failed sign-in",
              "login attempts",
              "denied access|alert",
              "alerts on denied",
              "breach|noticed"),
          rule(
              Measure.MONITORING_AND_ALERTS,
              "monitoring|alert",
              "alerts on",
              "alerting",
              "anomal|alert",
              "incident detection",
              "intrusion detection"),
          rule(
              Measure.HIGH_AVAILABILITY,
              "high availability",
              "failover",
              "redundan",
              "single point of failure",
              "multi-zone"),
          rule(
              Measure.BOUNDED_SCALING,
              "cap the number of instances",
              "maximum instances",
              "max instances",
              "limit|instances",
              "cap|instances",
              "runaway|scaling",
              "resource exhaustion"),
          rule(
              Measure.BUDGET_ALERTS,
              "budget alert",
              "cost|alert",
              "spend|alert",
              "denial of wallet"));

  private ControlDesign() {}

  /**
   * The controls, in the assessment's order. A requirement of which a part is not met stays open as
   * a whole.
   *
   * @param taken what this design does
   * @param databases whether there is a relational database
   * @param logDays how long logs are kept
   * @param auditDays how long audit logs are kept
   */
  static List<Control> controls(
      Draft draft, Set<Measure> taken, boolean databases, int logDays, int auditDays) {
    List<Control> controls = new ArrayList<>();
    for (SecurityRequirement requirement : draft.requirements().securityRequirements()) {
      List<Measure> asked =
          matching(requirement.text()).stream()
              .filter(m -> databases || !DATABASE_ONLY.contains(m))
              .toList();
      int kept = asked.contains(Measure.AUDIT_LOGS) ? auditDays : logDays;
      List<Measure> measures =
          taken.containsAll(asked) && retains(requirement.text(), kept) ? asked : List.of();
      controls.add(
          new Control(
              requirement.id(),
              requirement.text(),
              requirement.level(),
              measures,
              requirement.waiver(),
              requirement.evidence()));
    }
    draft
        .find(Subjects.CUSTOMER_MANAGED_KEYS)
        .filter(Resolved::value)
        .ifPresent(r -> controls.add(ownKeys(r.evidence())));
    return List.copyOf(controls);
  }

  /** What a project asks for by a setting binds like an assessment's requirement. */
  private static Control ownKeys(Evidence evidence) {
    return new Control(
        "OWN-KEYS",
        "Data is encrypted with keys that the project itself can turn and withdraw.",
        RiskLevel.HIGH,
        List.of(Measure.CUSTOMER_MANAGED_KEYS),
        Optional.empty(),
        evidence);
  }

  /**
   * What a text asks for, in the order of {@link Measure}; nothing where it says that no such thing
   * helps.
   */
  static List<Measure> matching(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("no infrastructure control")
        || lower.contains("cannot be solved by infrastructure")) {
      return List.of();
    }
    List<String> sentences = List.of(lower.split("(?<=[.;])\\s+"));
    return RULES.stream().filter(r -> asks(r, sentences)).map(Rule::measure).sorted().toList();
  }

  /** Whether logs are kept for as long as a text asks for; one that names no time is content. */
  private static boolean retains(String text, int logDays) {
    return days(text).stream().allMatch(days -> days <= logDays);
  }

  private static OptionalInt days(String text) {
    Matcher matcher = LOG_DAYS.matcher(text.toLowerCase(Locale.ROOT));
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /**
   * For how long audit logs are kept: what an assessment asks for, and never less than the longest
   * that a cloud keeps its own record of changes.
   */
  static int auditDays(Draft draft) {
    return draft.requirements().securityRequirements().stream()
        .filter(r -> matching(r.text()).contains(Measure.AUDIT_LOGS))
        .flatMapToInt(r -> days(r.text()).stream())
        .map(d -> Math.min(d, MOST_LOG_DAYS))
        .reduce(AUDIT_LOG_DAYS, Math::max);
  }

  private static boolean asks(Rule rule, List<String> sentences) {
    for (String sentence : sentences) {
      for (List<String> group : rule.groups()) {
        if (containsAll(sentence, group)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean containsAll(String sentence, List<String> words) {
    for (String word : words) {
      if (!contains(sentence, word)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The word at the beginning of a word, so that {@code waf} is not found in {@code wafer thin}
   * alone but {@code rotat} in {@code rotated}.
   */
  private static boolean contains(String sentence, String word) {
    int at = sentence.indexOf(word);
    while (at >= 0) {
      boolean start = at == 0 || !Character.isLetterOrDigit(sentence.charAt(at - 1));
      int end = at + word.length();
      boolean whole =
          word.length() > 4
              || end >= sentence.length()
              || !Character.isLetterOrDigit(sentence.charAt(end));
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
