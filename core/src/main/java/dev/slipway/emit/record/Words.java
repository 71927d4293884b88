package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.WorkloadKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Words for what blueprints and stacks say in types. */
final class Words {

  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** {@code 1 secret}, {@code 3 secrets}. */
  static String count(int number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }

  /** {@code a, b and c}. */
  static String list(List<String> items) {
    if (items.size() < 2) {
      return String.join("", items);
    }
    return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
  }

  /** {@code 90 s}, {@code 5 min}, {@code 2 h}. */
  static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return Figures.plain(BigDecimal.valueOf(millis).movePointLeft(3)) + " s";
    }
    long seconds = duration.toSeconds();
    if (seconds >= 7200 && seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds >= 120 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  static String access(Connection.Access access) {
    return switch (access) {
      case READ -> "reads";
      case READ_WRITE -> "reads and writes";
      case PUBLISH -> "publishes";
      case SUBSCRIBE -> "subscribes";
      case ENQUEUE -> "enqueues";
      case INVOKE -> "calls";
    };
  }

  static String kind(WorkloadKind kind) {
    return switch (kind) {
      case SERVICE -> "service";
      case WORKER -> "worker";
      case JOB -> "job";
      case SCHEDULED_JOB -> "scheduled job";
      case FUNCTION -> "function";
      case STATIC_SITE -> "static site";
    };
  }

  /** {@code https://…} of an environment; empty when no domain is known. */
  static String origin(Environment environment) {
    return environment.domain().map(domain -> "https://" + domain).orElse("");
  }

  static String promotion(Blueprint blueprint, String environment) {
    return blueprint.delivery().promotions().stream()
            .filter(p -> p.environment().equals(environment))
            .anyMatch(p -> p.approval())
        ? "after a person's approval"
        : "automatic";
  }
}
