package dev.slipway.check.secret;

import java.util.List;
import java.util.Locale;

/** What a file's name and the text around a value say about it. */
final class SecretFiles {

  private SecretFiles() {}

  /** Tests and examples, whose secrets are made up as a rule. */
  static boolean isFixture(String path) {
    String lower = "/" + path.toLowerCase(Locale.ROOT);
    return lower.contains("/test")
        || lower.contains("/fixtures/")
        || lower.contains("/testdata/")
        || lower.contains("/__tests__/")
        || lower.contains("/__mocks__/")
        || lower.contains("/mocks/")
        || lower.contains("/spec/")
        || lower.contains(".test.")
        || lower.contains("_test.")
        || lower.contains(".spec.")
        || lower.contains("_spec.")
        || lower.endsWith(".example")
        || lower.endsWith(".sample")
        || lower.endsWith(".template")
        || lower.endsWith(".dist");
  }

  static boolean isLockFile(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".lock")
        || name.endsWith(".lock.hcl")
        || name.endsWith(".lockb")
        || name.equals("package-lock.json")
        || name.equals("pnpm-lock.yaml")
        || name.equals("packages.lock.json")
        || name.equals("go.sum")
        || name.equals("go.work.sum")
        || name.equals("npm-shrinkwrap.json")
        || name.equals(".terraform.lock.hcl");
  }

  /**
   * Whether a host is this machine, or a name without a dot: a container beside this one, which
   * nobody reaches from outside.
   */
  static boolean isLocal(String text, int host) {
    if (text.startsWith("127.0.0.1", host)) {
      return true;
    }
    int i = host;
    while (i < text.length() && (SecretValue.isWord(text.charAt(i)) || text.charAt(i) == '-')) {
      i++;
    }
    return i > host && (i == text.length() || text.charAt(i) != '.');
  }

  /** Passwords that stand in every compose file and open nothing but a developer's own machine. */
  static boolean isOrdinary(String password) {
    return List.of("password", "postgres", "secret", "mysql", "redis", "admin", "guest")
        .contains(password.toLowerCase(Locale.ROOT));
  }
}
