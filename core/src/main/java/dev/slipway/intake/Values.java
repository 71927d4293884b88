package dev.slipway.intake;

import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.DeliveryStrategy;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.PipelineProvider;
import dev.slipway.vocabulary.Platform;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values as people write them. Each reader takes the whole text, with at most a comparison such as
 * {@code <} before it, and gives empty for text that is no such value; to find a value in prose is
 * the record reader's work. {@link #write} gives text that reads back as the same value.
 */
public final class Values {

  /** More characters than any value has; what is longer is prose and is not tried. */
  private static final int LENGTH_LIMIT = 400;

  private static final String DIGITS = "[0-9]{1,3}(?:[,_' ][0-9]{3}){1,4}|[0-9]{1,15}";
  private static final String COMPARISON =
      "(?:[<>=~≤≥≈]{1,2}|at most|at least|up to|under|below|about|around)?\\s*";
  private static final Pattern NUMBER =
      Pattern.compile(COMPARISON + "(" + DIGITS + ")(\\.[0-9]{1,9})?\\s?([kKmM])?");
  private static final Pattern RATE =
      Pattern.compile(
          "\\s*(?:(?:requests?|req|queries|users?|connections?|instances?|rps|qps|r|v?cpus?|cores?)\\b)?"
              + "\\s*(?:(?:/|per\\s|a\\s|an\\s)\\s*(?:seconds?|secs?|s|minutes?|mins?|instances?|ip|address)\\b)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MONEY_DECORATION =
      Pattern.compile(
          "(?i)\\bUSD\\b|US\\$|\\$|(?:/|\\bper |\\ba )\\s?(?:month|mo|day)\\b|\\bmonthly\\b");
  private static final Pattern DURATION =
      Pattern.compile(
          COMPARISON
              + "([0-9]{1,12}(?:\\.[0-9]{1,6})?)\\s?-?"
              + "(milliseconds?|millis|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PERCENT =
      Pattern.compile(
          COMPARISON + "([0-9]{1,3}(?:\\.[0-9]{1,9})?)\\s?(?:%|percent)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MEMORY =
      Pattern.compile(
          COMPARISON + "([0-9]{1,9}(?:\\.[0-9]{1,3})?)\\s?(TiB|TB|Ti|GiB|GB|Gi|G|MiB|MB|Mi|M)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern VERSION =
      Pattern.compile("v?([0-9]{1,4}(?:\\.[0-9]{1,4}){0,3})(?:\\.x|\\+)?");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:https?://)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,8}[a-z][a-z0-9-]{1,62})\\.?(?:/\\S{0,200})?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,24}");
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern PAIR =
      Pattern.compile("[a-z][a-z0-9-]{0,62}=[A-Za-z0-9][A-Za-z0-9.:_-]{0,99}");
  private static final Pattern NOT_WORD = Pattern.compile("[^a-z0-9+]+");

  private Values() {}

  /**
   * A value as text that its subject's parser takes: enums in lower case with hyphens, durations in
   * the largest unit that is whole, lists with commas.
   */
  public static String write(Object value) {
    return switch (value) {
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      case BigDecimal number -> number.toPlainString();
      case Duration duration -> write(duration);
      case List<?> list -> String.join(", ", list.stream().map(Values::write).toList());
      default -> value.toString();
    };
  }

  private static String write(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1_000 != 0 || millis == 0) {
      return millis + "ms";
    }
    if (millis % 60_000 != 0) {
      return millis / 1_000 + "s";
    }
    if (millis % 3_600_000 != 0) {
      return millis / 60_000 + "m";
    }
    return millis % 86_400_000 == 0 ? millis / 86_400_000 + "d" : millis / 3_600_000 + "h";
  }

  static Optional<String> name(String text) {
    return text.isBlank() || text.length() > LENGTH_LIMIT
        ? Optional.empty()
        : Optional.of(text.strip());
  }

  static Optional<BigDecimal> number(String text) {
    if (text.length() > LENGTH_LIMIT) {
      return Optional.empty();
    }
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.lookingAt()
        || !RATE.matcher(text).region(matcher.end(), text.length()).matches()) {
      return Optional.empty();
    }
    String whole = matcher.group(1).replaceAll("[,_' ]", "");
    BigDecimal value = new BigDecimal(matcher.group(2) == null ? whole : whole + matcher.group(2));
    String factor = matcher.group(3);
    if (factor != null) {
      value = value.movePointRight(factor.equalsIgnoreCase("k") ? 3 : 6);
    }
    return Optional.of(plain(value));
  }

  static Optional<BigDecimal> money(String text) {
    if (text.length() > LENGTH_LIMIT) {
      return Optional.empty();
    }
    String amount = MONEY_DECORATION.matcher(text).replaceAll(" ").strip();
    return amount.startsWith("-")
        ? number(amount.substring(1).strip()).map(BigDecimal::negate)
        : number(amount);
  }

  static Optional<Integer> integer(String text) {
    return number(text)
        .filter(n -> n.scale() <= 0 && n.precision() <= 9)
        .map(BigDecimal::intValueExact);
  }

  static Optional<BigDecimal> percent(String text) {
    Matcher matcher = PERCENT.matcher(text);
    return matcher.matches()
        ? Optional.of(plain(new BigDecimal(matcher.group(1))))
            .filter(p -> p.compareTo(new BigDecimal("100")) <= 0)
        : Optional.empty();
  }

  static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      // Nothing at all needs no unit.
      return text.strip().equals("0") ? Optional.of(Duration.ZERO) : Optional.empty();
    }
    BigDecimal millis =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(millis(matcher.group(2))));
    return millis.precision() - millis.scale() > 16
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(millis.longValue()));
  }

  private static long millis(String unit) {
    String lower = unit.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mil") || lower.startsWith("ms")) {
      return 1;
    }
    return switch (lower.charAt(0)) {
      case 's' -> 1_000;
      case 'm' -> 60_000;
      case 'h' -> 3_600_000;
      case 'd' -> 86_400_000;
      default -> 604_800_000;
    };
  }

  static Optional<Integer> days(String text) {
    Optional<Integer> calendar = calendarDays(text);
    if (calendar.isPresent()) {
      return calendar;
    }
    Optional<Duration> duration = duration(text);
    return duration.isPresent()
        ? duration.map(Duration::toDays).filter(d -> d > 0 && d < 100_000).map(Long::intValue)
        : integer(text);
  }

  private static Optional<Integer> calendarDays(String text) {
    String[] words = text.strip().toLowerCase(Locale.ROOT).split("[ -]", 3);
    int unit =
        words.length != 2
            ? 0
            : switch (words[1]) {
              case "year", "years" -> 365;
              case "month", "months" -> 30;
              default -> 0;
            };
    return unit == 0
        ? Optional.empty()
        : integer(words[0]).filter(n -> n < 1_000).map(n -> n * unit);
  }

  static Optional<Integer> gibibytes(String text) {
    return mebibytes(text, "gib").map(m -> Math.ceilDiv(m, 1024));
  }

  static Optional<Integer> mebibytes(String text) {
    return mebibytes(text, "mib");
  }

  private static Optional<Integer> mebibytes(String text, String defaultUnit) {
    Matcher matcher = MEMORY.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit =
        matcher.group(2) == null ? defaultUnit : matcher.group(2).toLowerCase(Locale.ROOT);
    long factor =
        switch (unit.charAt(0)) {
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
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "enabled", "required" -> Optional.of(true);
      case "false", "no", "off", "disabled", "none" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Names of lower-case letters, digits and hyphens, such as regions and environments. */
  static Optional<List<String>> list(String text) {
    if (text.length() > LENGTH_LIMIT) {
      return Optional.empty();
    }
    List<String> items =
        Arrays.stream(text.split("[,;]"))
            .map(s -> s.strip().toLowerCase(Locale.ROOT))
            .filter(s -> !s.isEmpty())
            .distinct()
            .toList();
    boolean words = items.stream().allMatch(i -> WORD.matcher(i).matches());
    return items.isEmpty() || !words ? Optional.empty() : Optional.of(items);
  }

  /** Names with values, such as {@code production=acme-prod}. */
  static Optional<List<String>> pairs(String text) {
    if (text.length() > LENGTH_LIMIT) {
      return Optional.empty();
    }
    List<String> items =
        Arrays.stream(text.split("[,;]"))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .distinct()
            .toList();
    boolean pairs = items.stream().allMatch(i -> PAIR.matcher(i).matches());
    return items.isEmpty() || !pairs ? Optional.empty() : Optional.of(items);
  }

  static Optional<String> version(String text) {
    Matcher matcher = VERSION.matcher(text.strip());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  static Optional<String> domain(String text) {
    Matcher matcher = DOMAIN.matcher(text);
    return matcher.matches()
        ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)).filter(d -> d.length() <= 253)
        : Optional.empty();
  }

  static Optional<String> email(String text) {
    return EMAIL.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  static Optional<String> path(String text) {
    boolean path = text.startsWith("/") && text.length() <= LENGTH_LIMIT;
    return path
            && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))
        ? Optional.of(text)
        : Optional.empty();
  }

  static Optional<Cloud> cloud(String text) {
    return switch (words(text)) {
      case "gcp",
          "google",
          "google cloud",
          "google cloud platform",
          "google cloud platform gcp",
          "google cloud gcp",
          "gcp google cloud platform" ->
          Optional.of(Cloud.GCP);
      case "aws",
          "amazon",
          "amazon web services",
          "amazon web services aws",
          "aws amazon web services" ->
          Optional.of(Cloud.AWS);
      case "azure", "microsoft azure", "ms azure" -> Optional.of(Cloud.AZURE);
      default -> Optional.empty();
    };
  }

  static Optional<Platform> platform(String text) {
    return switch (words(text)) {
      case "kubernetes",
          "k8s",
          "gke",
          "gke autopilot",
          "eks",
          "aks",
          "google kubernetes engine",
          "amazon eks",
          "azure kubernetes service",
          "elastic kubernetes service" ->
          Optional.of(Platform.KUBERNETES);
      case "serverless containers",
          "serverless container",
          "cloud run",
          "google cloud run",
          "cloudrun",
          "ecs",
          "aws ecs",
          "amazon ecs",
          "fargate",
          "aws fargate",
          "ecs fargate",
          "ecs on fargate",
          "container apps",
          "azure container apps",
          "app runner",
          "aws app runner" ->
          Optional.of(Platform.SERVERLESS_CONTAINERS);
      case "functions",
          "lambda",
          "aws lambda",
          "cloud functions",
          "google cloud functions",
          "azure functions",
          "cloud run functions" ->
          Optional.of(Platform.FUNCTIONS);
      default -> Optional.empty();
    };
  }

  static Optional<Engine> engine(String text) {
    return switch (words(text)) {
      case "postgresql",
          "postgres",
          "pgsql",
          "cloud sql for postgresql",
          "cloud sql postgresql",
          "alloydb",
          "aurora postgresql",
          "rds postgresql",
          "rds for postgresql",
          "timescaledb",
          "postgis" ->
          Optional.of(Engine.POSTGRESQL);
      case "mysql",
          "mariadb",
          "cloud sql for mysql",
          "cloud sql mysql",
          "aurora mysql",
          "rds mysql",
          "rds for mysql" ->
          Optional.of(Engine.MYSQL);
      case "firestore", "cloud firestore", "google firestore" -> Optional.of(Engine.FIRESTORE);
      case "mongodb", "mongo", "mongodb atlas" -> Optional.of(Engine.MONGODB);
      case "redis",
          "valkey",
          "memorystore",
          "memorystore for redis",
          "memorystore redis",
          "cloud memorystore",
          "elasticache",
          "elasticache for redis",
          "elasticache redis",
          "azure cache for redis" ->
          Optional.of(Engine.REDIS);
      case "memcached", "memorystore for memcached" -> Optional.of(Engine.MEMCACHED);
      case "elasticsearch", "opensearch", "elastic search" -> Optional.of(Engine.ELASTICSEARCH);
      case "topic",
          "pub sub",
          "pubsub",
          "cloud pub sub",
          "google pub sub",
          "google cloud pub sub",
          "sns" ->
          Optional.of(Engine.TOPIC);
      case "task queue", "cloud tasks", "google cloud tasks", "sqs", "amazon sqs", "aws sqs" ->
          Optional.of(Engine.TASK_QUEUE);
      case "rabbitmq", "rabbit mq" -> Optional.of(Engine.RABBITMQ);
      case "kafka", "apache kafka" -> Optional.of(Engine.KAFKA);
      case "nats", "nats jetstream", "jetstream" -> Optional.of(Engine.NATS);
      case "object store",
          "object storage",
          "cloud storage",
          "google cloud storage",
          "gcs",
          "s3",
          "amazon s3",
          "aws s3",
          "azure blob storage",
          "blob storage" ->
          Optional.of(Engine.OBJECT_STORE);
      case "sqlite", "sqlite3" -> Optional.of(Engine.SQLITE);
      default -> Optional.empty();
    };
  }

  static Optional<List<Compliance>> compliance(String text) {
    if (text.length() > LENGTH_LIMIT) {
      return Optional.empty();
    }
    String words = " " + words(text) + " ";
    List<Compliance> found = new ArrayList<>();
    for (Compliance each : Compliance.values()) {
      boolean named =
          switch (each) {
            case GDPR -> has(words, "gdpr", "dsgvo");
            case SOC_2 -> has(words, "soc 2", "soc2", "soc ii");
            case HIPAA -> has(words, "hipaa");
            case PCI_DSS -> has(words, "pci", "pci dss");
            case ISO_27001 -> has(words, "iso 27001", "iso27001", "iso iec 27001");
          };
      if (named) {
        found.add(each);
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(found));
  }

  static Optional<PipelineProvider> pipeline(String text) {
    return switch (words(text)) {
      case "github actions", "github", "gha" -> Optional.of(PipelineProvider.GITHUB_ACTIONS);
      case "gitlab ci", "gitlab", "gitlab ci cd", "gitlab pipelines" ->
          Optional.of(PipelineProvider.GITLAB_CI);
      case "cloud build", "google cloud build" -> Optional.of(PipelineProvider.CLOUD_BUILD);
      default -> Optional.empty();
    };
  }

  static Optional<DeliveryStrategy> strategy(String text) {
    return switch (words(text)) {
      case "canary",
          "canary deployment",
          "canary release",
          "canary releases",
          "canary deployments",
          "gradual",
          "gradual rollout",
          "progressive",
          "progressive delivery" ->
          Optional.of(DeliveryStrategy.CANARY);
      case "blue green", "blue green deployment", "blue green deployments" ->
          Optional.of(DeliveryStrategy.BLUE_GREEN);
      case "rolling", "rolling update", "rolling updates", "rolling deployment" ->
          Optional.of(DeliveryStrategy.ROLLING);
      default -> Optional.empty();
    };
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Lower case, everything but letters, digits and plus a single space. */
  private static String words(String text) {
    return text.length() > LENGTH_LIMIT
        ? ""
        : NOT_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  private static boolean has(String words, String... names) {
    for (String name : names) {
      if (words.contains(" " + name + " ")) {
        return true;
      }
    }
    return false;
  }
}
