package dev.slipway.check.rule.written;

import dev.slipway.check.secret.SecretValue;
import java.util.List;
import java.util.Locale;

/** Settings that hold secrets, told by their names and values. */
public final class SecretSetting {

  private static final List<String> WORDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "apikey",
          "api_key",
          "private_key",
          "access_key",
          "secret_key",
          "credentials",
          "encryption_key",
          "signing_key",
          "auth_key",
          "account_key",
          "connection_string");
  private static final List<String> ABOUT =
      List.of(
          "_file",
          "_path",
          "_name",
          "_id",
          "_enabled",
          "_expiry",
          "_expiration",
          "_expires_in",
          "_ttl",
          "_length",
          "_header",
          "_endpoint",
          "_arn",
          "_type",
          "_algorithm",
          "_timeout",
          "_issuer",
          "_audience",
          "_size",
          "_count",
          "_policy",
          "_url",
          "_uri",
          "_dir",
          "_lifetime",
          "_ref",
          "_version",
          "_field",
          "_key_name",
          "_limit",
          "_prefix",
          "_seconds",
          "_minutes",
          "_hours",
          "_days",
          "_provider",
          "_store",
          "_manager",
          "_username",
          "_user",
          "_class",
          "_required",
          "_rotation",
          "_hash",
          "_age",
          "_duration",
          "_format",
          "_region",
          "_project");

  private SecretSetting() {}

  /** Whether a setting of this name is a secret: {@code DB_PASSWORD}, {@code apiKey}. */
  public static boolean isNamed(String name) {
    String plain = snake(name);
    boolean about =
        ABOUT.stream().anyMatch(plain::endsWith)
            || plain.contains("public")
            || plain.contains("allow_empty")
            || plain.startsWith("no_")
            || plain.contains("max_token")
            || plain.endsWith("tokens");
    return !about && WORDS.stream().anyMatch(plain::contains);
  }

  private static String snake(String name) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean hump = i > 0 && Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1));
      plain.append(hump ? "_" : "").append(c == '-' || c == '.' ? '_' : c);
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  /** Whether a setting gives a secret away: it is named so and its value stands there. */
  public static boolean isGiven(String name, String value) {
    return isNamed(name) && isLiteral(value);
  }

  /** Whether a value is itself a secret, and not a reference, a switch, a path or a placeholder. */
  public static boolean isLiteral(String value) {
    String text = value.strip();
    boolean switches =
        List.of("true", "false", "yes", "no", "null", "none", "on", "off")
            .contains(text.toLowerCase(Locale.ROOT));
    boolean number = text.chars().allMatch(Character::isDigit) && text.length() < 6;
    boolean path = text.startsWith("/") || text.startsWith("./") || text.startsWith("~/");
    boolean address = text.contains("://");
    return !text.isEmpty()
        && !switches
        && !number
        && !path
        && !address
        && text.indexOf(' ') < 0
        && !SecretValue.isReference(text)
        && !SecretValue.isPlaceholder(text);
  }

  /** Passwords that open nothing but a developer's own machine. */
  public static boolean isOrdinary(String value) {
    return List.of(
            "password",
            "postgres",
            "secret",
            "mysql",
            "redis",
            "admin",
            "guest",
            "root",
            "pass",
            "minio",
            "minioadmin",
            "mongo",
            "rabbitmq",
            "dev",
            "development",
            "local",
            "app",
            "user",
            "12345678",
            "123456",
            "wordpress",
            "mariadb",
            "neo4j",
            "elastic")
        .contains(value.toLowerCase(Locale.ROOT));
  }

  /** At most the first two characters. */
  public static String masked(String value) {
    return value.length() < 8 ? "…" : value.substring(0, 2) + "…";
  }
}
