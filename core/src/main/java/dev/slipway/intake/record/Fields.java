package dev.slipway.intake.record;

import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.record.Choices.Choice;
import dev.slipway.intake.record.ClaimCollector.Firmness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labelled fields of a record: what the label says it is decides what is looked for in the text.
 */
final class Fields {

  private static final Pattern TIME =
      pattern(
          "[0-9]{1,6}(?:\\.[0-9]{1,3})?\\s?(?:ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\\b");
  private static final Pattern COUNT =
      pattern("[0-9][0-9,]{0,11}(?:\\.[0-9]{1,3})?\\s?[kKM]?(?![\\w%.])");
  private static final Pattern PERCENT =
      pattern("[0-9]{1,3}(?:\\.[0-9]{1,6})?(?=\\s?(?:%|percent))");
  private static final Pattern KEPT =
      pattern(
          "(?:kept|keep|retain(?:ed)?|retention(?: of)?|for|expire(?:s)?"
              + " after|stored)\\s(?:[a-z]{1,12}\\s){0,3}?([0-9]{1,4}["
              + " -](?:days?|weeks?|months?|years?))");
  private static final Pattern RETENTION =
      pattern(
          "([0-9]{1,4}[ -](?:days?|weeks?|months?|years?))(?:'s)? (?:\\w{1,12}"
              + " )?retention|^\\s*([0-9]{1,4} ?(?:days?|weeks?|months?|years?))\\b");
  private static final Pattern AT_LEAST =
      pattern(
          "(?:at least|min(?:imum)?(?: of)?:?|keeps?(?: at"
              + " least)?)\\s?(?:instances?:?\\s?)?([0-9]{1,4})\\b(?!\\s?(?:%|ms|s\\b|GB|MB|vCPU))|([0-9]{1,4})"
              + " ?(?:-|–|to) ?[0-9]{1,4} (?:instances|replicas|containers)");
  private static final Pattern AT_MOST =
      pattern(
          "(?:at most|max(?:imum)?(?: of)?:?|up to|grow to|scales?"
              + " to)\\s?(?:instances?:?\\s?)?([0-9]{1,4})\\b(?!\\s?(?:%|ms|s\\b|GB|MB|vCPU|requests|concurrent))|[0-9]{1,4}"
              + " ?(?:-|–|to) ?([0-9]{1,4}) (?:instances|replicas|containers)");
  private static final Pattern CPU =
      pattern("([0-9]{1,3}(?:\\.[0-9]{1,3})?)\\s?(?:v?CPUs?|cores?)\\b");
  private static final Pattern MEMORY =
      pattern("[0-9]{1,6}(?:\\.[0-9]{1,2})?\\s?(?:GiB|GB|Gi|MiB|MB|Mi|TB|TiB)\\b");
  private static final Pattern EMAIL =
      pattern("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,24}");
  private static final Pattern HOST =
      pattern("\\b(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,6}[a-z]{2,24}\\b");
  private static final Pattern REPOSITORY =
      pattern(
          "(?:github\\.com/|gitlab\\.com/)?\\b([A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100})");
  private static final Pattern ENVIRONMENT =
      pattern(
          "\\b(dev(?:elopment)?|test(?:ing)?|qa|uat|staging|stage|preprod|pre-production|prod(?:uction)?)\\b");
  private static final Pattern NEGATIVE =
      pattern(
          "^\\s*(?:no|none|not|never|without|single)\\b|\\bnot"
              + " (?:needed|required|necessary)\\b|\\bsingle[- ]zone\\b|\\bsingle"
              + " zone\\b|\\bzonal\\b");
  private static final Pattern STANDBY =
      pattern(
          "\\b(?:yes|true|standby|multi-?az|multi-?zone|fails?"
              + " over|failover|regional|replica(?:ted)?|another zone|two"
              + " zones|required|enabled|high)\\b");

  private static final List<String> SKIPPED =
      List.of(
          "test",
          "tests",
          "testing",
          "local",
          "development",
          "dev",
          "alternative",
          "alternatives",
          "previous",
          "current",
          "legacy",
          "future",
          "existing",
          "migration",
          "monitoring",
          "apm",
          "analytics",
          "metrics",
          "frontend",
          "why",
          "reason",
          "rationale",
          "risk",
          "mitigation",
          "considered",
          "rejected",
          "pros",
          "cons",
          "dashboards",
          "tracing",
          "not");
  private static final List<String> VALUE_COLUMNS =
      List.of(
          "technology",
          "choice",
          "decision",
          "value",
          "selected",
          "tool",
          "service",
          "solution",
          "chosen",
          "target",
          "monthly",
          "cost",
          "amount",
          "usd",
          "estimate",
          "price",
          "requirement",
          "component",
          "product",
          "setting",
          "limit",
          "goal",
          "objective",
          "total",
          "per month",
          "$/month",
          "month",
          "metric",
          "stack");
  private static final List<String> PROMOTION =
      List.of("dev", "test", "qa", "uat", "staging", "preprod", "production");

  private final Passage passage;
  private final ClaimCollector claims;
  private final Firmness firmness;
  private final String label;
  private final String text;

  private Fields(Passage passage, ClaimCollector claims, Firmness firmness) {
    this.passage = passage;
    this.claims = claims;
    this.firmness = firmness;
    this.label = passage.field();
    this.text = passage.text();
  }

  /**
   * What the passage claims as a field; nothing when its label is none that is known or it is left
   * blank.
   */
  static void read(Passage passage, ClaimCollector claims, Firmness firmness) {
    Fields fields = new Fields(passage, claims, firmness);
    boolean said = !passage.text().isBlank() && !fields.label.isEmpty();
    if (said && !fields.isAny(SKIPPED) && !isComparison(passage)) {
      fields.quantities();
      fields.features();
      fields.technologies();
    }
  }

  /** A table whose second column is one of several candidates. */
  private static boolean isComparison(Passage passage) {
    if (passage.cells().size() < 3) {
      return false;
    }
    String title = passage.cells().get(1).title();
    return VALUE_COLUMNS.stream().noneMatch(c -> Titles.has(title, c));
  }

  private void quantities() {
    if (isAny("response time", "latency", "p95", "p99", "time to first byte")) {
      Subject<?> subject = isAny("p99") ? Subjects.LATENCY_P99 : Subjects.LATENCY_P95;
      if (!isAny("p50", "median", "average")
          && !text.matches("(?is).{0,400}\\bp(?:50|9\\d)\\b.{0,400}")) {
        first(TIME, subject);
      }
    } else if (isAny("throughput", "requests per second", "rps", "peak load", "requests/second")) {
      if (!text.matches("(?is).{0,200}(?:/|per |a )\\s?(?:day|month|minute|min|hour)\\b.{0,200}")) {
        first(COUNT, Subjects.THROUGHPUT);
      }
    } else if (isAny("concurrent users", "simultaneous users", "concurrent connections")) {
      first(COUNT, Subjects.CONCURRENT_USERS);
    } else if (isAny("error rate", "errors", "error budget")) {
      first(PERCENT, Subjects.ERROR_RATE);
    } else if (isAny("uptime", "availability", "sla", "slo") && !isAny("high availability")) {
      first(PERCENT, Subjects.AVAILABILITY);
    } else if (label.equals("rpo") || isAny("recovery point objective")) {
      first(TIME, Subjects.RPO);
      zero(Subjects.RPO);
    } else if (label.equals("rto") || isAny("recovery time objective")) {
      first(TIME, Subjects.RTO);
      zero(Subjects.RTO);
    } else if (isBudget()) {
      Quantities.budget(passage, claims, firmness, false);
    } else if (isAny("rate limit", "rate limits", "rate limiting")
        && !isAny("user", "person", "account")) {
      Quantities.limit(passage, claims, firmness);
    } else if (isAny("backup", "backups", "backup strategy", "backup retention")) {
      kept(Subjects.BACKUP_RETENTION_DAYS);
    } else if (isAny("logging", "logs", "log retention") && !isAny("audit")) {
      kept(Subjects.LOG_RETENTION_DAYS);
    } else {
      scaling();
    }
  }

  private boolean isBudget() {
    return isAny("budget", "cost limit", "cost target", "cost ceiling", "cost cap")
        || List.of(
                "total",
                "total cost",
                "total monthly",
                "total monthly cost",
                "monthly cost",
                "cost",
                "monthly total",
                "total/month")
            .contains(label);
  }

  private void zero(Subject<?> subject) {
    if (text.strip().equals("0") || text.strip().equalsIgnoreCase("zero")) {
      claims.add(subject, "0", passage, 0, text.length(), firmness);
    }
  }

  private void kept(Subject<?> subject) {
    Matcher kept = KEPT.matcher(text);
    Matcher retention = RETENTION.matcher(text);
    if (kept.find()) {
      claims.add(subject, kept.group(1), passage, kept.start(1), kept.end(1), firmness);
    } else if (retention.find()) {
      String value = retention.group(1) != null ? retention.group(1) : retention.group(2);
      claims.add(subject, value, passage, retention.start(), retention.end(), firmness);
    }
  }

  private void scaling() {
    if (isAny(
        "horizontal scaling",
        "horizontal",
        "scaling",
        "auto scaling",
        "autoscaling",
        "instances",
        "replicas",
        "scale")) {
      either(AT_LEAST, Subjects.MIN_INSTANCES);
      either(AT_MOST, Subjects.MAX_INSTANCES);
    } else if (isAny("min instances", "minimum instances", "min replicas")) {
      first(COUNT, Subjects.MIN_INSTANCES);
    } else if (isAny("max instances", "maximum instances", "max replicas")) {
      first(COUNT, Subjects.MAX_INSTANCES);
    } else if (isAny("vertical limits", "vertical", "resources", "instance size")) {
      either(CPU, Subjects.CPU);
      first(MEMORY, Subjects.MEMORY);
    }
  }

  private void features() {
    if (isAny("region", "regions", "location", "locations", "primary region", "secondary region")) {
      regions();
    } else if (isAny("environments", "environment")) {
      environments();
    } else if (isAny("domain", "host name", "hostname", "public url", "url")
        || label.equals("host")) {
      domain();
    } else if (isAny("authentication", "auth")) {
      if (text.length() <= 200 && passage.role() != Role.OTHER) {
        claims.add(Subjects.AUTHENTICATION, text.strip(), passage, 0, text.length(), firmness);
      }
    } else if (label.equals("runtime")
        || label.equals("language")
        || label.equals("backend runtime")) {
      stack(Subjects.RUNTIME);
    } else if (label.equals("framework")
        || label.equals("backend framework")
        || label.equals("web framework")) {
      stack(Subjects.FRAMEWORK);
    } else if (isAny("compliance", "regulations", "regulatory", "standards")) {
      claims.add(Subjects.COMPLIANCE, text.strip(), passage, 0, text.length(), firmness);
    } else if (isAny("high availability", "ha", "failover")) {
      standby();
    } else if (isAny(
        "on call", "alerts to", "alert email", "notifications", "alerting", "contact", "notify")) {
      first(EMAIL, Subjects.ALERT_EMAIL);
    } else if (isAny("repository", "source repository", "repo")) {
      either(REPOSITORY, Subjects.REPOSITORY);
    } else if (isAny(
        "cdn",
        "waf",
        "web application firewall",
        "customer managed keys",
        "cmek",
        "read replica")) {
      flag();
    }
  }

  /** The back end's language and framework; the front end has its own section. */
  private void stack(Subject<String> subject) {
    String first = text.split("[;(]", 2)[0].strip();
    if (!passage.isUnder("frontend", "front end", "client")
        && !first.isEmpty()
        && first.length() <= 60) {
      claims.add(subject, first, passage, 0, first.length(), firmness);
    }
  }

  private void regions() {
    List<Regions.Region> found = Regions.in(text);
    if (!found.isEmpty()) {
      String names =
          String.join(", ", found.stream().map(Regions.Region::name).distinct().toList());
      claims.add(
          Subjects.REGIONS,
          names,
          passage,
          found.getFirst().start(),
          found.getLast().end(),
          firmness);
    }
  }

  private void environments() {
    Matcher matcher = ENVIRONMENT.matcher(text);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      String name =
          switch (matcher.group(1).toLowerCase(java.util.Locale.ROOT)) {
            case "development" -> "dev";
            case "testing" -> "test";
            case "stage" -> "staging";
            case "pre-production" -> "preprod";
            case "prod" -> "production";
            default -> matcher.group(1).toLowerCase(java.util.Locale.ROOT);
          };
      found.add(name);
    }
    List<String> ordered = PROMOTION.stream().filter(found::contains).toList();
    if (!ordered.isEmpty() && (ordered.size() > 1 || isAny("environments"))) {
      claims.add(
          Subjects.ENVIRONMENTS, String.join(", ", ordered), passage, 0, text.length(), firmness);
    }
  }

  private void domain() {
    Matcher matcher = HOST.matcher(text);
    while (matcher.find()) {
      String rest =
          text.substring(matcher.end(), Math.min(text.length(), matcher.end() + 14))
              .toLowerCase(java.util.Locale.ROOT);
      boolean other =
          matcher.group().matches("(?i)(?:staging|stage|dev|test|qa)\\..*")
              || rest.matches("\\s?\\((?:staging|dev|test).*");
      boolean address = matcher.start() > 0 && text.charAt(matcher.start() - 1) == '@';
      if (!other && !address) {
        claims.add(
            Subjects.DOMAIN, matcher.group(), passage, matcher.start(), matcher.end(), firmness);
        return;
      }
    }
  }

  private void standby() {
    if (NEGATIVE.matcher(text).find()) {
      claims.add(Subjects.DATABASE_HIGH_AVAILABILITY, "false", passage, 0, text.length(), firmness);
    } else if (STANDBY.matcher(text).find()) {
      claims.add(Subjects.DATABASE_HIGH_AVAILABILITY, "true", passage, 0, text.length(), firmness);
    }
  }

  private void flag() {
    Subject<Boolean> subject =
        isAny("cdn")
            ? Subjects.CDN
            : isAny("read replica")
                ? Subjects.DATABASE_READ_REPLICA
                : isAny("waf", "web application firewall")
                    ? Subjects.WAF
                    : Subjects.CUSTOMER_MANAGED_KEYS;
    boolean negative = NEGATIVE.matcher(text).find();
    claims.add(subject, negative ? "false" : "true", passage, 0, text.length(), firmness);
  }

  /**
   * Technologies that the field names, unless it offers several for one purpose: a form that nobody
   * filled in.
   */
  private void technologies() {
    Map<Subject<?>, List<Choice>> bySubject = new LinkedHashMap<>();
    for (Choice choice : Choices.in(text)) {
      choice
          .meaning()
          .subject()
          .ifPresent(s -> bySubject.computeIfAbsent(s, k -> new ArrayList<>()).add(choice));
      hint(choice);
    }
    bySubject.forEach((subject, choices) -> {
      if (isMeant(subject) && !isForm(choices)) {
        Claims.choice(choices.getFirst(), passage, claims, firmness);
        sizes(subject);
      }
    });
  }

  private void hint(Choice choice) {
    choice
        .meaning()
        .cloud()
        .ifPresent(c ->
            claims.add(
                Subjects.CLOUD, c.name(), passage, choice.start(), choice.end(), Firmness.HINTED));
  }

  private boolean isMeant(Subject<?> subject) {
    boolean stack =
        passage.isUnder(
            "technology stack",
            "tech stack",
            "technologies",
            "infrastructure",
            "stack",
            "decision outcome",
            "decision");
    if (subject.equals(Subjects.CLOUD)) {
      return isAny(
          "cloud",
          "provider",
          "hosting",
          "infrastructure",
          "platform",
          "cloud platform",
          "deployment");
    }
    if (subject.equals(Subjects.PLATFORM)) {
      return isAny(
              "platform",
              "compute",
              "hosting",
              "orchestration",
              "container",
              "containers",
              "runtime",
              "infrastructure",
              "deployment",
              "backend",
              "api")
          || stack;
    }
    if (subject.equals(Subjects.DATABASE_ENGINE) || subject.equals(Subjects.DOCUMENT_ENGINE)) {
      return isAny(
              "database",
              "databases",
              "primary",
              "db",
              "storage",
              "data store",
              "datastore",
              "persistence",
              "relational",
              "document",
              "sessions",
              "data")
          || stack;
    }
    if (subject.equals(Subjects.CACHE_ENGINE)) {
      return isAny("cache", "caching", "session", "sessions", "redis", "rate limits") || stack;
    }
    if (subject.equals(Subjects.QUEUE_ENGINE)) {
      return isAny(
              "queue",
              "queues",
              "messaging",
              "message broker",
              "broker",
              "events",
              "event bus",
              "jobs",
              "background jobs",
              "tasks",
              "asynchronous")
          || stack;
    }
    if (subject.equals(Subjects.PIPELINE)) {
      return isAny("ci", "cd", "ci/cd", "pipeline", "delivery", "build", "deployment", "automation")
          || stack;
    }
    if (subject.equals(Subjects.STRATEGY)) {
      return isAny(
              "strategy",
              "deployment",
              "rollout",
              "release",
              "releases",
              "delivery",
              "deployments",
              "deployment strategy")
          || stack;
    }
    return stack
        || isAny(
            "storage",
            "files",
            "assets",
            "uploads",
            "edge",
            "cdn",
            "waf",
            "protection",
            "encryption",
            "encryption at rest",
            "static assets",
            "networking",
            "replicas");
  }

  private void sizes(Subject<?> subject) {
    if (subject.equals(Subjects.DATABASE_ENGINE)) {
      first(MEMORY, Subjects.DATABASE_STORAGE);
    } else if (subject.equals(Subjects.CACHE_ENGINE)) {
      first(MEMORY, Subjects.CACHE_MEMORY);
    }
  }

  private boolean isForm(List<Choice> choices) {
    boolean several = choices.stream().map(c -> c.meaning().value()).distinct().count() > 1;
    int from = choices.getFirst().end();
    int to = Math.max(from, choices.getLast().start());
    String between = text.substring(from, to);
    return several && (between.contains("|") || between.contains("/") || between.contains(" or "));
  }

  private void first(Pattern pattern, Subject<?> subject) {
    Matcher matcher = pattern.matcher(text);
    if (matcher.find()) {
      claims.add(subject, matcher.group(), passage, matcher.start(), matcher.end(), firmness);
    }
  }

  private void either(Pattern pattern, Subject<?> subject) {
    Matcher matcher = pattern.matcher(text);
    if (matcher.find()) {
      Optional<String> value =
          Optional.ofNullable(matcher.group(1))
              .or(() ->
                  matcher.groupCount() > 1
                      ? Optional.ofNullable(matcher.group(2))
                      : Optional.empty());
      value.ifPresent(
          v -> claims.add(subject, v, passage, matcher.start(), matcher.end(), firmness));
    }
  }

  private boolean isAny(String... names) {
    return isAny(List.of(names));
  }

  private boolean isAny(List<String> names) {
    for (String name : names) {
      if (Titles.has(label, name)) {
        return true;
      }
    }
    return false;
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
