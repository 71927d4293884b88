package dev.slipway.intake.repository;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by name whether a value must not be seen, and keeps such values out of excerpts. */
final class Secrets {

  private static final Pattern URL_PASSWORD =
      Pattern.compile("(://[^\\s:/@'\"]{0,80}):[^\\s/@'\"]{1,200}@");
  private static final Pattern KNOWN_KEY =
      Pattern.compile(
          "\\b(sk-|sk_live_|sk_test_|rk_live_|ghp_|gho_|ghs_|github_pat_|glpat-|xox[abprs]-|AKIA|ASIA|AIza|whsec_|SG\\.)[A-Za-z0-9_.\\-]{8,200}");
  private static final Pattern NAMED_LITERAL =
      Pattern.compile(
          "(?i)((?:secret|password|passwd|token|api_?key|private_?key|credential)[a-z0-9_]{0,40}[\"']?\\]?\\s{0,4}\\)?(?:[,:=]{1,2}|\\|\\||\\?\\?|"
              + " or )\\s{0,4}[\"'`])[^\"'`\\n]{1,300}");

  /** Words at the end of a name that say it is about a secret, not one. Only looked up. */
  private static final Set<String> ABOUT =
      Set.of(
          "EXPIRE",
          "EXPIRES",
          "EXPIRY",
          "EXPIRATION",
          "TTL",
          "MINUTES",
          "SECONDS",
          "HOURS",
          "DAYS",
          "MS",
          "LENGTH",
          "LEN",
          "SIZE",
          "NAME",
          "HEADER",
          "ALGORITHM",
          "ALG",
          "COUNT",
          "LIMIT",
          "PREFIX",
          "ENABLED",
          "ISSUER",
          "AUDIENCE",
          "POLICY",
          "ROUNDS",
          "TYPE",
          "FIELD",
          "ARN",
          "VERSION",
          "REGION",
          "LIFETIME",
          "TIMEOUT",
          "IN",
          "AGE",
          "MIN",
          "MAX",
          "REQUIRED",
          "ENDPOINT",
          "PATH",
          "FILE",
          "MODE",
          "BACKEND",
          "TIME",
          "THRESHOLD",
          "DURATION",
          "INTERVAL",
          "ATTEMPTS",
          "ID");

  private static final Set<String> SECRET_WORDS =
      Set.of(
          "SECRET",
          "SECRETS",
          "PASSWORD",
          "PASSWD",
          "PASS",
          "PASSPHRASE",
          "TOKEN",
          "KEY",
          "APIKEY",
          "CREDENTIAL",
          "CREDENTIALS",
          "DSN",
          "SALT",
          "PEPPER",
          "PWD",
          "SECRETKEY");

  private static final Set<String> STORE_WORDS =
      Set.of(
          "DATABASE",
          "DB",
          "POSTGRES",
          "POSTGRESQL",
          "PG",
          "MYSQL",
          "REDIS",
          "MONGO",
          "MONGODB",
          "AMQP",
          "RABBITMQ",
          "BROKER",
          "CACHE",
          "SQL",
          "SQLALCHEMY",
          "CONNECTION",
          "RABBIT",
          "CLOUDAMQP",
          "RESULT",
          "WEBHOOK",
          "SMTP",
          "JDBC",
          "DIRECT");

  private Secrets() {}

  /** Whether the variable's name says that its value must not be seen. */
  static boolean isSecret(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (isPublic(upper)) {
      return false;
    }
    String[] words = upper.split("[^A-Z0-9]+");
    if (words.length == 0 || upper.contains("PUBLIC_KEY") || upper.contains("PUBLISHABLE")) {
      return false;
    }
    String last = words[words.length - 1];
    if (upper.endsWith("ACCESS_KEY_ID")) {
      return true;
    }
    if (ABOUT.contains(last) || upper.contains("MAX_TOKEN")) {
      return false;
    }
    boolean address = last.equals("URL") || last.equals("URI") || last.equals("STRING");
    boolean store = false;
    boolean secret = false;
    for (String word : words) {
      store |= STORE_WORDS.contains(word);
      secret |= SECRET_WORDS.contains(word);
    }
    return address ? store : secret;
  }

  /** Whether the value ends up in a browser, so that it is fixed at build time and no secret. */
  static boolean isPublic(String name) {
    return name.startsWith("NEXT_PUBLIC_")
        || name.startsWith("VITE_")
        || name.startsWith("REACT_APP_")
        || name.startsWith("NUXT_PUBLIC_")
        || name.startsWith("PUBLIC_")
        || name.startsWith("GATSBY_");
  }

  /**
   * A line of code that may be shown: passwords in URLs, known key forms and values of secret names
   * are cut out.
   */
  static String mask(String line) {
    String shown = line;
    if (shown.contains("://")) {
      shown = URL_PASSWORD.matcher(shown).replaceAll("$1:…@");
    }
    shown = KNOWN_KEY.matcher(shown).replaceAll("$1…");
    return NAMED_LITERAL.matcher(shown).replaceAll("$1…");
  }
}
