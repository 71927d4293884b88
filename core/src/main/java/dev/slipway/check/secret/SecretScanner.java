package dev.slipway.check.secret;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets in text. What it reports shows at most the first four characters; the span marks
 * the value from its beginning to its end.
 */
public final class SecretScanner {

  private static final int MOST_FINDINGS = 200;
  private static final int LONGEST_KEY = 600;
  private static final int LONGEST_URL = 300;
  private static final int LONGEST_ASSIGNMENT = 400;
  private static final int LONGEST_TOKEN = 4000;
  private static final int SHORTEST_SECRET = 12;
  private static final double RANDOM_BITS = 3.5;
  private static final Pattern TOKEN =
      Pattern.compile(
          "eyJ[A-Za-z0-9_-]{10,1500}[.]eyJ[A-Za-z0-9_-]{10,2000}[.][A-Za-z0-9_-]{20,800}");
  private static final List<String> PRIVATE_KEYS = List.of("PRIVATE KEY", "PRIVATE KEY BLOCK");
  private static final List<String> SERVER_WORDS =
      List.of("server=", "host=", "data source=", "user id=", "uid=", "initial catalog=", "jdbc:");
  private static final List<String> SECRET_NAMES =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "api_key",
          "apikey",
          "api-key",
          "private_key",
          "access_key",
          "accesskey",
          "account_key",
          "encryption_key",
          "signing_key",
          "auth_key",
          "credential",
          "connection_string");
  private static final List<String> NOT_SECRET =
      List.of(
          "tokenizer",
          "max_tokens",
          "token_count",
          "_tokens",
          "public",
          "_file",
          "_path",
          "_name",
          "_url",
          "_uri",
          "_arn",
          "_id",
          "_type",
          "_version",
          "_ref",
          "_hash",
          "checksum",
          "_class",
          "_prefix",
          "_field",
          "_header",
          "keyid",
          "token_endpoint",
          "secretname",
          "secretref",
          "passwordfile",
          "integrity",
          "resolved",
          "digest");

  private final String path;
  private final String text;
  private final boolean fixture;
  private final List<Diagnostic> found = new ArrayList<>();

  private SecretScanner(String path, String text) {
    this.path = path;
    this.text = text;
    this.fixture = SecretFiles.isFixture(path);
  }

  /** The secrets of one file, in order; none for lock files, whose hashes look like keys. */
  public static List<Diagnostic> scan(String path, String text) {
    if (SecretFiles.isLockFile(path)) {
      return List.of();
    }
    SecretScanner scanner = new SecretScanner(path, text);
    scanner.forms();
    scanner.privateKeys();
    scanner.tokens();
    scanner.addresses();
    scanner.connections();
    scanner.assignments();
    scanner.found.removeIf(scanner::isKnownByItsForm);
    return scanner.found.stream().sorted().distinct().toList();
  }

  /** A value that was already recognized as a key says nothing new by its name or place. */
  private boolean isKnownByItsForm(Diagnostic finding) {
    return isGuess(finding.code())
        && found.stream()
            .anyMatch(other ->
                rank(other.code()) < rank(finding.code())
                    && other.span().map(Span::line).equals(finding.span().map(Span::line)));
  }

  private static boolean isGuess(String code) {
    return rank(code) > 0;
  }

  private static int rank(String code) {
    return switch (code) {
      case "SLIP-SECRET-CONNECTION" -> 1;
      case "SLIP-SECRET-URL" -> 2;
      case "SLIP-SECRET-TOKEN" -> 3;
      case "SLIP-SECRET-ASSIGNED" -> 4;
      default -> 0;
    };
  }

  private void forms() {
    for (SecretPatterns.Form form : SecretPatterns.FORMS) {
      String hint = form.hint();
      for (int at = text.indexOf(hint); at >= 0; at = text.indexOf(hint, at + hint.length())) {
        form(form, start(form, at), at);
      }
    }
  }

  /** Where a key begins whose fixed part stands in its middle. */
  private int start(SecretPatterns.Form form, int hint) {
    int start = hint;
    while (start > 0 && hint - start < form.before() && isKey(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isKey(char c) {
    return SecretValue.isWord(c) || c == '-' || c == '~' || c == '.';
  }

  private void form(SecretPatterns.Form form, int at, int hint) {
    boolean begins = SecretValue.isWord(form.hint().charAt(0)) || form.before() > 0;
    if (begins && at > 0 && SecretValue.isWord(text.charAt(at - 1))) {
      return;
    }
    Matcher matcher = form.pattern().matcher(text);
    matcher.region(at, Math.min(text.length(), hint + LONGEST_KEY));
    if (!matcher.lookingAt()) {
      return;
    }
    boolean longer =
        matcher.end() < text.length() && SecretValue.isWord(text.charAt(matcher.end()));
    String key = matcher.group();
    if (!longer && !SecretValue.isPlaceholder(key) && SecretValue.bits(key) > 3.0) {
      report("SLIP-SECRET-" + form.code(), at, matcher.end(), form.name());
    }
  }

  private void privateKeys() {
    String begin = "-----BEGIN ";
    for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) {
      int end = text.indexOf("-----", at + begin.length());
      boolean close = end > 0 && end - at < 80;
      if (close && isPrivate(text.substring(at, end)) && hasBody(end + 5)) {
        report("SLIP-SECRET-PRIVATE-KEY", at, end + 5, keyName(at));
      }
    }
    String putty = "PuTTY-User-Key-File-";
    int file = text.indexOf(putty);
    if (file >= 0 && text.indexOf("Private-Lines:", file) > 0) {
      report("SLIP-SECRET-PRIVATE-KEY", file, file + putty.length(), "a private key of PuTTY");
    }
  }

  private static boolean isPrivate(String header) {
    return PRIVATE_KEYS.stream().anyMatch(header::endsWith);
  }

  private String keyName(int at) {
    String before = text.substring(Math.max(0, at - 400), at);
    return before.contains("service_account")
        ? "the key of a Google service account"
        : "a private key";
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

  /** Signed tokens (JWT), unless they are examples or meant for everybody. */
  private void tokens() {
    for (int at = text.indexOf("eyJ"); at >= 0; at = text.indexOf("eyJ", at + 3)) {
      boolean begins = at == 0 || !isKey(text.charAt(at - 1));
      Matcher matcher = TOKEN.matcher(text);
      matcher.region(at, Math.min(text.length(), at + LONGEST_TOKEN));
      if (begins && !fixture && matcher.lookingAt() && isOwn(matcher.group())) {
        report("SLIP-SECRET-TOKEN", at, matcher.end(), "a signed token");
        at = matcher.end();
      }
    }
  }

  private static boolean isOwn(String token) {
    try {
      String payload = token.split("\\.", 3)[1];
      String json =
          new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8)
              .replace(" ", "");
      return !json.contains("1234567890")
          && !json.contains("\"role\":\"anon\"")
          && !json.contains("JohnDoe")
          && !json.contains("example")
          && !json.contains("supabase-demo");
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
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
    boolean same = password.equals(user) || password.length() < 6;
    if (!SecretFiles.isLocal(text, end + 1) && !same && isReal(password)) {
      report("SLIP-SECRET-URL", start, end, "a password in an address");
    }
  }

  private boolean isReal(String password) {
    return !fixture
        && !SecretValue.isPlaceholder(password)
        && !SecretValue.isReference(password)
        && !SecretFiles.isOrdinary(password);
  }

  /** {@code Server=…;Password=…;} and {@code jdbc:…password=…}. */
  private void connections() {
    for (String hint : List.of("Password=", "password=", "PASSWORD=", "Pwd=", "pwd=", "PWD=")) {
      for (int at = text.indexOf(hint); at >= 0; at = text.indexOf(hint, at + hint.length())) {
        connection(at, at + hint.length());
      }
    }
  }

  private void connection(int at, int start) {
    int from = at;
    while (from > 0 && at - from < LONGEST_URL && text.charAt(from - 1) != '\n') {
      from--;
    }
    int to = start;
    while (to < text.length() && to - start < LONGEST_URL && text.charAt(to) != '\n') {
      to++;
    }
    String line = text.substring(from, to).toLowerCase(Locale.ROOT);
    boolean string =
        (line.indexOf(';') >= 0 || line.contains("jdbc:"))
            && SERVER_WORDS.stream().anyMatch(line::contains);
    int end = start;
    while (end < to && ";&\"'`<> \t\r,)".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String password = text.substring(start, end);
    boolean local = line.contains("localhost") || line.contains("127.0.0.1");
    if (string && !local && password.length() >= 6 && isReal(password)) {
      report("SLIP-SECRET-CONNECTION", start, end, "a password in a connection string");
    }
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
    if (sign == end || sign == start || !namesASecret(text.substring(start, sign))) {
      return;
    }
    int from = sign + 1;
    while (from < end && (isAround(text.charAt(from)) || text.charAt(from) == '=')) {
      from++;
    }
    int to = from;
    while (to < end
        && !isAround(text.charAt(to))
        && text.charAt(to) != ','
        && text.charAt(to) != ';') {
      to++;
    }
    if (looksSecret(text.substring(from, to)) && onlyValue(to, end)) {
      report("SLIP-SECRET-ASSIGNED", from, to, "a secret given in the text");
    }
  }

  private static boolean namesASecret(String name) {
    String key = name.toLowerCase(Locale.ROOT).strip();
    key = key.substring(Math.max(key.lastIndexOf(' '), key.lastIndexOf('.')) + 1);
    key = key.replace("\"", "").replace("'", "");
    return SECRET_NAMES.stream().anyMatch(key::contains)
        && NOT_SECRET.stream().noneMatch(key::contains);
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
    String lower = value.toLowerCase(Locale.ROOT);
    if (fixture
        || lower.contains("passw")
        || lower.contains("p@ss")
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
        && !SecretValue.isIdentifier(value)
        && SecretValue.bits(value) >= RANDOM_BITS;
  }

  private static boolean isAround(char c) {
    return c == ' ' || c == '\t' || c == '"' || c == '\'' || c == '`' || c == '\r';
  }

  private void report(String code, int at, int to, String what) {
    if (found.size() >= MOST_FINDINGS) {
      return;
    }
    int line = 1;
    int start = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
      line++;
      start = i + 1;
    }
    Span span = new Span(path, line, at - start + 1, line, to - start + 1);
    String secret = text.substring(at, to);
    boolean guess = isGuess(code);
    String masked = secret.substring(0, guess ? Math.min(4, secret.length() / 4) : 4) + "…";
    String summary = "Looks like " + what + " (" + masked + ")";
    String detail = "Whoever can read the file can use it, also in the history of the repository.";
    String fix = "Revoke it, remove it from the file, and take it from a secret store at run time.";
    // A key's form is proof; a name beside a random-looking value is only a reason to look.
    // Google's API keys are sent to every browser that shows a map; they are held by restrictions.
    boolean proof = !guess && !secret.startsWith("AIza");
    found.add(
        fixture || !proof
            ? Diagnostic.warning(code, span, summary, detail, fix)
            : Diagnostic.error(code, span, summary, detail, fix));
  }
}
