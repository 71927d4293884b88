package dev.slipway.check.rule.terraform;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes secrets in the texts of arguments. What it names of one is never the secret. */
final class SecretText {

  private static final Pattern ACCESS_KEY = Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b");

  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?i)\\b([a-z0-9_.-]{0,40}(?:password|passwd|secret|api_?key|access_?key|auth_?token)"
              + "[a-z0-9_]{0,20})[ \\t]{0,4}[=:][ \\t]{0,4}[\"']?"
              + "([A-Za-z0-9+/!@#%^&*_.=~-]{8,200})");

  private static final List<String> PLACEHOLDERS =
      List.of("changeme", "example", "placeholder", "replace", "your", "xxxx", "dummy", "todo");

  private static final List<String> NAMES =
      List.of(
          "password",
          "passwd",
          "secret",
          "apikey",
          "api_key",
          "access_key",
          "private_key",
          "token",
          "credential");

  private SecretText() {}

  /** What secret a text has, in words. */
  static Optional<String> find(String text) {
    if (ACCESS_KEY.matcher(text).find()) {
      return Optional.of("an AWS access key");
    }
    if (text.contains("PRIVATE KEY-----")) {
      return Optional.of("a private key");
    }
    Matcher assignments = ASSIGNMENT.matcher(text);
    while (assignments.find()) {
      if (isSecret(assignments.group(2))) {
        return Optional.of("a value for `" + assignments.group(1) + "`");
      }
    }
    return Optional.empty();
  }

  /** Whether a value is written out and no placeholder, path or name of a place to find it. */
  static boolean isSecret(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    boolean place =
        lower.startsWith("arn:")
            || lower.startsWith("/")
            || lower.startsWith("projects/")
            || lower.contains("://")
            || lower.startsWith("@microsoft.keyvault");
    return value.length() >= 8
        && !place
        && value.indexOf('$') < 0
        && value.indexOf('\uE000') < 0
        && value.indexOf('<') < 0
        && PLACEHOLDERS.stream().noneMatch(lower::contains);
  }

  /** Whether a variable or key is named as secrets are. */
  static boolean isName(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace('-', '_');
    boolean place =
        lower.endsWith("_arn")
            || lower.endsWith("_id")
            || lower.endsWith("_name")
            || lower.endsWith("_path")
            || lower.endsWith("_file")
            || lower.endsWith("_url")
            || lower.endsWith("_uri");
    return !place && NAMES.stream().anyMatch(lower::contains);
  }
}
