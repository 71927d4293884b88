package dev.slipway.check.secret;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/** Finds secrets in text. What it reports shows at most the first four characters. */
public final class SecretScanner {

  private static final int MOST_FINDINGS = 200;
  private static final int LONGEST_KEY = 600;
  private static final int LONGEST_URL = 300;
  private static final int LONGEST_ASSIGNMENT = 400;
  private static final int SHORTEST_SECRET = 12;
  private static final double RANDOM_BITS = 3.5;
  private static final List<String> SECRET_NAMES =
      List.of(
          "password",
          "passwd",
          "secret",
          "token",
          "api_key",
          "apikey",
          "api-key",
          "private_key",
          "access_key",
          "credential",
          "connection_string");
  private final String path;
  private final String text;
  private final boolean fixture;
  private final List<Diagnostic> found = new ArrayList<>();

  private SecretScanner(String path, String text) {
    this.path = path;
    this.text = text;
    this.fixture = isFixture(path);
  }

  /** The secrets of one file, in order; none for lock files, whose hashes look like keys. */
  public static List<Diagnostic> scan(String path, String text) {
    if (isLockFile(path)) {
      return List.of();
    }
    SecretScanner scanner = new SecretScanner(path, text);
    scanner.forms();
    scanner.privateKeys();
    scanner.addresses();
    scanner.assignments();
    scanner.found.removeIf(scanner::isKnownByItsForm);
    return scanner.found.stream().sorted().distinct().toList();
  }

  /** A value given to a secret's name that was already recognized as a key says nothing new. */
  private boolean isKnownByItsForm(Diagnostic finding) {
    return finding.code().equals("SLIP-SECRET-ASSIGNED")
        && found.stream()
            .anyMatch(other ->
                !other.code().equals(finding.code())
                    && other.span().map(Span::line).equals(finding.span().map(Span::line)));
  }

  private void forms() {
    for (SecretPatterns.Form form : SecretPatterns.FORMS) {
      String hint = form.hint();
      for (int at = text.indexOf(hint); at >= 0; at = text.indexOf(hint, at + hint.length())) {
        form(form, at);
      }
    }
  }

  private void form(SecretPatterns.Form form, int at) {
    if (at > 0 && SecretValue.isWord(text.charAt(at - 1))) {
      return;
    }
    Matcher matcher = form.pattern().matcher(text);
    matcher.region(at, Math.min(text.length(), at + LONGEST_KEY));
    if (!matcher.lookingAt()) {
      return;
    }
    boolean longer =
        matcher.end() < text.length() && SecretValue.isWord(text.charAt(matcher.end()));
    String key = matcher.group();
    if (!longer && !SecretValue.isPlaceholder(key) && SecretValue.bits(key) > 3.0) {
      report("SLIP-SECRET-" + form.code(), at, form.name(), key);
    }
  }

  private void privateKeys() {
    String begin = "-----BEGIN ";
    for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) {
      int end = text.indexOf("-----", at + begin.length());
      boolean close = end > 0 && end - at < 80;
      if (close && text.substring(at, end).endsWith("PRIVATE KEY") && hasBody(end + 5)) {
        report("SLIP-SECRET-PRIVATE-KEY", at, "a private key", "----");
      }
    }
  }

  /** Documentation shows the header alone or dots below it. */
  private boolean hasBody(int from) {
    int letters = 0;
    for (int i = from; i < text.length() && i < from + 200; i++) {
      char c = text.charAt(i);
      if (c == '-') {
        break;
      }
      letters += SecretValue.isBase64(c) ? 1 : 0;
    }
    return letters >= 40;
  }

  /** {@code scheme://user:password@host}. */
  private void addresses() {
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
      int limit = Math.min(text.length(), at + LONGEST_URL);
      int colon = -1;
      for (int i = at + 3; i < limit; i++) {
        char c = text.charAt(i);
        if (c == '@' && colon > 0) {
          password(at, colon + 1, i);
          break;
        }
        if (c == ':' && colon < 0) {
          colon = i;
        }
        if (c == '/' || c == '"' || c == '\'' || c == '`' || Character.isWhitespace(c)) {
          break;
        }
      }
    }
  }

  private void password(int address, int start, int end) {
    String password = text.substring(start, end);
    String user = text.substring(address + 3, start - 1);
    boolean local = isLocal(end + 1);
    boolean same = password.equals(user) || password.length() < 6;
    if (!local
        && !same
        && !fixture
        && !SecretValue.isPlaceholder(password)
        && !SecretValue.isReference(password)
        && !isOrdinary(password)) {
      report("SLIP-SECRET-URL", address, "a password in an address", password);
    }
  }

  /**
   * This machine, or a name without a dot: a container beside this one, which nobody reaches from
   * outside.
   */
  private boolean isLocal(int host) {
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
  private static boolean isOrdinary(String password) {
    return List.of("password", "postgres", "secret", "mysql", "redis", "admin", "guest")
        .contains(password.toLowerCase(Locale.ROOT));
  }

  private void assignments() {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (end - start <= LONGEST_ASSIGNMENT) {
        assignment(start, end);
      }
      start = end + 1;
    }
  }

  private void assignment(int start, int end) {
    int sign = start;
    while (sign < end && text.charAt(sign) != '=' && text.charAt(sign) != ':') {
      sign++;
    }
    if (sign == end || sign == start) {
      return;
    }
    String name = text.substring(start, sign).toLowerCase(Locale.ROOT);
    if (!namesASecret(name)) {
      return;
    }
    int from = sign + 1;
    while (from < end && isAround(text.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < end
        && !isAround(text.charAt(to))
        && text.charAt(to) != ','
        && text.charAt(to) != ';') {
      to++;
    }
    String value = text.substring(from, to);
    if (looksSecret(value) && onlyValue(to, end)) {
      report("SLIP-SECRET-ASSIGNED", from, "a secret given in the text", value);
    }
  }

  private static boolean namesASecret(String name) {
    String key = name.strip();
    key = key.substring(Math.max(key.lastIndexOf(' '), key.lastIndexOf('.')) + 1);
    for (String word : SECRET_NAMES) {
      if (key.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Prose and code go on after the word; a value is the end of the line but for quotes, commas and
   * comments.
   */
  private boolean onlyValue(int from, int end) {
    int i = from;
    while (i < end && (isAround(text.charAt(i)) || ",;)}]".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return i == end || text.charAt(i) == '#' || text.startsWith("//", i);
  }

  private boolean looksSecret(String value) {
    if (fixture
        || value.length() < SHORTEST_SECRET
        || SecretValue.isReference(value)
        || SecretValue.isPlaceholder(value)) {
      return false;
    }
    boolean letters = false;
    boolean digits = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!SecretValue.isBase64(c) && "-_.!@#%^*~".indexOf(c) < 0) {
        return false;
      }
      letters |= Character.isLetter(c);
      digits |= Character.isDigit(c);
    }
    return letters
        && digits
        && !SecretValue.isHash(value)
        && !SecretValue.isName(value)
        && SecretValue.bits(value) >= RANDOM_BITS;
  }

  private static boolean isAround(char c) {
    return c == ' ' || c == '\t' || c == '"' || c == '\'' || c == '`' || c == '\r';
  }

  private static boolean isFixture(String path) {
    String lower = "/" + path.toLowerCase(Locale.ROOT);
    return lower.contains("/test")
        || lower.contains("/fixtures/")
        || lower.contains("/__tests__/")
        || lower.contains(".test.")
        || lower.contains("_test.")
        || lower.contains(".spec.")
        || lower.endsWith(".example")
        || lower.endsWith(".sample");
  }

  private static boolean isLockFile(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".lock")
        || name.endsWith(".lock.hcl")
        || name.equals("package-lock.json")
        || name.equals("pnpm-lock.yaml")
        || name.equals("go.sum")
        || name.equals("npm-shrinkwrap.json");
  }

  private void report(String code, int at, String what, String secret) {
    if (found.size() >= MOST_FINDINGS) {
      return;
    }
    int line = 1;
    int start = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
      line++;
      start = i + 1;
    }
    Span span = Span.at(path, line, at - start + 1);
    String masked = secret.substring(0, Math.min(4, secret.length())) + "…";
    String summary = "Looks like " + what + " (" + masked + ")";
    String detail = "Whoever can read the file can use it, also in the history of the repository.";
    String fix = "Revoke it, remove it from the file, and take it from a secret store at run time.";
    // A key's form is proof; a name beside a random-looking value is only a reason to look.
    // Google's API keys are sent to every browser that shows a map; they are held by restrictions.
    boolean proof =
        !code.equals("SLIP-SECRET-URL")
            && !code.equals("SLIP-SECRET-ASSIGNED")
            && !secret.startsWith("AIza");
    found.add(
        fixture || !proof
            ? Diagnostic.warning(code, span, summary, detail, fix)
            : Diagnostic.error(code, span, summary, detail, fix));
  }
}
