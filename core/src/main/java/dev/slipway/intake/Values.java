package dev.slipway.intake;

import dev.slipway.blueprint.Cloud;
import dev.slipway.blueprint.Compliance;
import dev.slipway.blueprint.DeliveryStrategy;
import dev.slipway.blueprint.Engine;
import dev.slipway.blueprint.PipelineProvider;
import dev.slipway.blueprint.Platform;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as people write them in records and configuration. Each reader gives empty for text that is no such value. */
final class Values {

  private static final Pattern NUMBER = Pattern.compile("([0-9][0-9,_ ]*(?:\\.[0-9]+)?)\\s*([kKmM](?![a-zA-Z]))?");
  private static final Pattern DURATION =
      Pattern.compile(
          "([0-9]+(?:\\.[0-9]+)?)\\s*(milliseconds?|millis|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]+)?)\\s*%?");
  private static final Pattern MEMORY =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(TiB|TB|GiB|GB|Gi|G|MiB|MB|Mi|M)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern DOMAIN =
      Pattern.compile("(?:https?://)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{1,62})\\.?(?:/.*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>]+@[^\\s@<>]+\\.[a-zA-Z]{2,}");

  private Values() {}

  static Optional<String> name(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  static Optional<BigDecimal> number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(matcher.group(1).replaceAll("[,_ ]", ""));
    String factor = matcher.group(2);
    if (factor != null) {
      value = value.multiply(factor.equalsIgnoreCase("k") ? new BigDecimal("1000") : new BigDecimal("1000000"));
    }
    return Optional.of(value.stripTrailingZeros().scale() < 0 ? value.setScale(0) : value.stripTrailingZeros());
  }

  static Optional<BigDecimal> money(String text) {
    return number(text.replaceFirst("(?i)^.*?(?:USD|\\$|US\\$)\\s*(?=[0-9])", ""));
  }

  static Optional<Integer> integer(String text) {
    return number(text).filter(n -> n.scale() <= 0 && n.precision() - n.scale() <= 9).map(BigDecimal::intValueExact);
  }

  static Optional<BigDecimal> percent(String text) {
    Matcher matcher = PERCENT.matcher(text);
    return matcher.find()
        ? Optional.of(new BigDecimal(matcher.group(1))).filter(p -> p.compareTo(new BigDecimal("100")) <= 0)
        : Optional.empty();
  }

  static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String unit = matcher.group(2).toLowerCase(Locale.ROOT);
    long millis =
        unit.startsWith("mil") || unit.equals("ms")
            ? 1
            : switch (unit.charAt(0)) {
              case 's' -> 1_000;
              case 'm' -> 60_000;
              case 'h' -> 3_600_000;
              case 'd' -> 86_400_000;
              default -> 604_800_000;
            };
    return Optional.of(
        Duration.ofMillis(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(millis)).longValue()));
  }

  static Optional<Integer> days(String text) {
    Optional<Duration> duration = duration(text);
    return duration.isPresent() ? duration.map(d -> (int) d.toDays()).filter(d -> d > 0) : integer(text);
  }

  static Optional<Integer> gibibytes(String text) {
    return mebibytes(text, "gib").map(m -> Math.max(1, (m + 1023) / 1024));
  }

  static Optional<Integer> mebibytes(String text) {
    return mebibytes(text, "mib");
  }

  private static Optional<Integer> mebibytes(String text, String defaultUnit) {
    Matcher matcher = MEMORY.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String unit = matcher.group(2) == null ? defaultUnit : matcher.group(2).toLowerCase(Locale.ROOT);
    long factor = switch (unit.charAt(0)) {
      case 't' -> 1024L * 1024;
      case 'g' -> 1024;
      default -> 1;
    };
    BigDecimal mebibytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
    return mebibytes.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
        ? Optional.empty()
        : Optional.of(mebibytes.intValue());
  }

  static Optional<Boolean> bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "enabled", "required" -> Optional.of(true);
      case "false", "no", "off", "disabled", "none" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<List<String>> list(String text) {
    List<String> items =
        Arrays.stream(text.split("[,;]")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    return items.isEmpty() ? Optional.empty() : Optional.of(items);
  }

  static Optional<String> version(String text) {
    Matcher matcher = Pattern.compile("[0-9]+(?:\\.[0-9]+)*").matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  static Optional<String> domain(String text) {
    Matcher matcher = DOMAIN.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  static Optional<String> email(String text) {
    Matcher matcher = EMAIL.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  static Optional<String> path(String text) {
    return text.startsWith("/") ? Optional.of(text) : Optional.empty();
  }

  static Optional<Cloud> cloud(String text) {
    String words = words(text);
    if (has(words, "gcp", "google")) {
      return Optional.of(Cloud.GCP);
    }
    if (has(words, "aws", "amazon")) {
      return Optional.of(Cloud.AWS);
    }
    return has(words, "azure", "microsoft") ? Optional.of(Cloud.AZURE) : Optional.empty();
  }

  static Optional<Platform> platform(String text) {
    String words = words(text);
    if (has(words, "kubernetes", "gke", "eks", "aks", "k8s", "autopilot")) {
      return Optional.of(Platform.KUBERNETES);
    }
    if (has(words, "cloud run", "serverless containers", "serverless container", "ecs", "fargate",
        "container apps", "app runner", "cloudrun")) {
      return Optional.of(Platform.SERVERLESS_CONTAINERS);
    }
    return has(words, "functions", "lambda", "function") ? Optional.of(Platform.FUNCTIONS) : Optional.empty();
  }

  static Optional<Engine> engine(String text) {
    String words = words(text);
    if (has(words, "postgresql", "postgres", "pgsql", "pg", "cloud sql for postgresql", "alloydb")) {
      return Optional.of(Engine.POSTGRESQL);
    }
    if (has(words, "mysql", "mariadb", "cloud sql for mysql")) {
      return Optional.of(Engine.MYSQL);
    }
    if (has(words, "firestore", "datastore")) {
      return Optional.of(Engine.FIRESTORE);
    }
    if (has(words, "mongodb", "mongo")) {
      return Optional.of(Engine.MONGODB);
    }
    if (has(words, "redis", "valkey", "memorystore")) {
      return Optional.of(Engine.REDIS);
    }
    if (has(words, "memcached")) {
      return Optional.of(Engine.MEMCACHED);
    }
    if (has(words, "elasticsearch", "opensearch")) {
      return Optional.of(Engine.ELASTICSEARCH);
    }
    if (has(words, "pub sub", "pubsub", "topic")) {
      return Optional.of(Engine.TOPIC);
    }
    if (has(words, "cloud tasks", "task queue", "tasks")) {
      return Optional.of(Engine.TASK_QUEUE);
    }
    if (has(words, "rabbitmq")) {
      return Optional.of(Engine.RABBITMQ);
    }
    if (has(words, "kafka")) {
      return Optional.of(Engine.KAFKA);
    }
    if (has(words, "nats")) {
      return Optional.of(Engine.NATS);
    }
    if (has(words, "cloud storage", "gcs", "s3", "object storage", "bucket")) {
      return Optional.of(Engine.OBJECT_STORE);
    }
    return has(words, "sqlite") ? Optional.of(Engine.SQLITE) : Optional.empty();
  }

  static Optional<List<Compliance>> compliance(String text) {
    String words = words(text);
    List<Compliance> found =
        Arrays.stream(Compliance.values())
            .filter(
                c ->
                    switch (c) {
                      case GDPR -> has(words, "gdpr", "dsgvo");
                      case SOC_2 -> has(words, "soc 2", "soc2");
                      case HIPAA -> has(words, "hipaa");
                      case PCI_DSS -> has(words, "pci", "pci dss");
                      case ISO_27001 -> has(words, "iso 27001", "iso27001", "iso iec 27001");
                    })
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  static Optional<PipelineProvider> pipeline(String text) {
    String words = words(text);
    if (has(words, "github actions", "github")) {
      return Optional.of(PipelineProvider.GITHUB_ACTIONS);
    }
    if (has(words, "gitlab ci", "gitlab")) {
      return Optional.of(PipelineProvider.GITLAB_CI);
    }
    return has(words, "cloud build") ? Optional.of(PipelineProvider.CLOUD_BUILD) : Optional.empty();
  }

  static Optional<DeliveryStrategy> strategy(String text) {
    String words = words(text);
    if (has(words, "canary", "gradual", "progressive")) {
      return Optional.of(DeliveryStrategy.CANARY);
    }
    if (has(words, "blue green")) {
      return Optional.of(DeliveryStrategy.BLUE_GREEN);
    }
    return has(words, "rolling") ? Optional.of(DeliveryStrategy.ROLLING) : Optional.empty();
  }

  /** Lower case, everything but letters and digits a single space, padded, so that whole words can be looked for. */
  private static String words(String text) {
    return " " + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip() + " ";
  }

  private static boolean has(String words, String... names) {
    return Arrays.stream(names).anyMatch(n -> words.contains(" " + n + " "));
  }
}
