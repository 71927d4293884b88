package dev.slipway.intake.record;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Variable;
import dev.slipway.intake.record.MarkdownRecord.CodeBlock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables as records declare them: list items, table rows, and lines of {@code
 * NAME=value}.
 */
final class VariableReader {

  private static final Pattern NAME =
      Pattern.compile("^[`*\\s]{0,4}([A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){0,8})(?![A-Za-z0-9])");
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "^\\s{0,8}(?:export |- )?([A-Z][A-Z0-9_]{1,80})\\s{0,2}[=:]\\s{0,2}(.{0,300})$");
  private static final Pattern DEFAULT =
      Pattern.compile(
          "\\b(?:default(?:s to)?|defaults?:)\\s?(?:is |to |of )?[:=]?\\s?`?([^`,;()\\s]{1,120})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?:^|_)(?:SECRET|PASSWORD|PASSWD|PWD|TOKEN|KEY|APIKEY|CREDENTIALS?|PRIVATE|DSN|SALT)(?:_|$)|^(?:DATABASE|REDIS|MONGO|MONGODB|POSTGRES|AMQP|RABBITMQ)_(?:URL|URI)$|_CONNECTION_STRING$");
  private static final Pattern PUBLIC_NAME =
      Pattern.compile(
          "^(?:NEXT_PUBLIC_|VITE_|REACT_APP_|PUBLIC_)|_PUBLIC_KEY$|^PUBLIC_KEY|KEY_ID$|_TTL|_EXPIR|_TIMEOUT|MAX_TOKENS|TOKEN_LIMIT");
  private static final Pattern NOT_SECRET =
      Pattern.compile(
          "\\bnot (?:a )?secret|\\bnon-secret|\\bpublic\\b|\\bbuild time\\b|\\bno secret",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SECRET =
      Pattern.compile(
          "\\bsecrets?\\b|\\bsensitive\\b|\\bpassword\\b|\\bcredentials?\\b|\\bsecret manager\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern OPTIONAL =
      Pattern.compile(
          "\\boptional\\b|\\bnot required\\b|\\bwith defaults?\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern BARE_VALUE = Pattern.compile("^\\S{1,120}$");

  private VariableReader() {}

  /** Adds the variable that the passage declares, if it does. */
  static void read(Passage passage, List<Variable> variables) {
    String line = passage.cells().isEmpty() ? passage.line() : passage.cells().getFirst().text();
    Matcher name = NAME.matcher(line);
    if (!name.find() || isWord(name.group(1))) {
      return;
    }
    String group = group(passage);
    String text = passage.cells().isEmpty() ? line.substring(name.end()) : rest(passage);
    boolean secret = isSecret(name.group(1), text, group);
    Optional<String> value = secret ? Optional.empty() : defaultValue(passage, text);
    boolean required =
        !OPTIONAL.matcher(text).find() && value.isEmpty() && !OPTIONAL.matcher(group).find();
    Span span =
        passage.cells().isEmpty()
            ? passage.places().span(0, Math.max(1, passage.text().length()))
            : passage.cells().getFirst().span();
    add(
        new Variable(
            name.group(1),
            secret,
            required,
            value,
            value.isPresent() && purpose(text).replace("`", "").startsWith(value.get())
                ? purpose(
                    purpose(text)
                        .replace("`", "")
                        .substring(value.get().length())
                        .replaceFirst("^;", ""))
                : purpose(text),
            service(group),
            Evidence.stated(
                Origin.IMPLEMENTATION_RECORD,
                span,
                secret ? name.group(1) : Passage.masked(passage.line()))),
        variables);
  }

  /** Adds the variables of a block of {@code NAME=value} lines. */
  static void read(String file, CodeBlock block, List<Variable> variables) {
    String group = String.join(" ", block.path());
    int line = block.line();
    for (String text : block.text().split("\n", -1)) {
      Matcher matcher = ASSIGNMENT.matcher(text.length() > 400 ? "" : text.stripTrailing());
      if (matcher.matches()) {
        int comment = matcher.group(2).indexOf(" #");
        String value =
            (comment < 0 ? matcher.group(2) : matcher.group(2).substring(0, comment)).strip();
        String purpose = comment < 0 ? "" : matcher.group(2).substring(comment + 2).strip();
        boolean secret = isSecret(matcher.group(1), purpose, group);
        boolean left =
            value.isEmpty()
                || value.startsWith("<")
                || value.startsWith("{")
                || value.contains("...")
                || value.startsWith("your");
        add(
            new Variable(
                matcher.group(1),
                secret,
                !OPTIONAL.matcher(purpose).find(),
                secret || left ? Optional.empty() : Optional.of(unquoted(value)),
                purpose,
                service(group),
                Evidence.stated(
                    Origin.IMPLEMENTATION_RECORD, Span.line(file, line), matcher.group(1))),
            variables);
      }
      line++;
    }
  }

  private static void add(Variable variable, List<Variable> variables) {
    if (variables.stream()
        .noneMatch(
            v -> v.name().equals(variable.name()) && v.service().equals(variable.service()))) {
      variables.add(variable);
    }
  }

  /** Single words in capitals begin sentences and head tables; variables seldom have such names. */
  private static boolean isWord(String name) {
    return !name.contains("_")
        && (name.length() < 3
            || List.of(
                    "API", "URL", "NOTE", "TODO", "TBD", "THE", "YES", "ALL", "CPU", "HTTP",
                    "HTTPS", "REST", "JSON", "NONE")
                .contains(name));
  }

  /** The nearest label around the variable, such as {@code api secret}. */
  private static String group(Passage passage) {
    String section = passage.section();
    return Titles.has(section, "environment variables") || Titles.has(section, "environment")
        ? ""
        : section;
  }

  private static String rest(Passage passage) {
    StringBuilder rest = new StringBuilder();
    for (Passage.Cell cell : passage.cells().subList(1, passage.cells().size())) {
      boolean yes =
          cell.text().equalsIgnoreCase("yes") || cell.text().equals("✓") || cell.text().equals("✅");
      boolean no =
          cell.text().equalsIgnoreCase("no") || cell.text().equals("❌") || cell.text().equals("-");
      String text =
          Titles.has(cell.title(), "required")
              ? (no ? "optional" : "")
              : Titles.has(cell.title(), "secret")
                  ? (yes ? "secret" : no ? "not secret" : "")
                  : Titles.has(cell.title(), "default")
                      ? (cell.text().isBlank() || no || cell.text().equals("—")
                          ? ""
                          : "default: " + cell.text())
                      : cell.text();
      rest.append(rest.isEmpty() || text.isEmpty() ? "" : "; ").append(text);
    }
    return rest.toString();
  }

  static boolean isSecretName(String name) {
    return SECRET_NAME.matcher(name).find() && !PUBLIC_NAME.matcher(name).find();
  }

  private static boolean isSecret(String name, String text, String group) {
    if (NOT_SECRET.matcher(text).find()
        || NOT_SECRET.matcher(group.replace(' ', ' ')).find()
        || PUBLIC_NAME.matcher(name).find()) {
      // A connection string carries a password whatever the record calls it.
      return text.contains("://")
          && text.matches("(?s).{0,200}://[^\\s:/@]{1,80}:[^\\s@]{1,80}@.{0,400}");
    }
    return SECRET_NAME.matcher(name).find()
        || SECRET.matcher(text).find()
        || SECRET.matcher(group).find();
  }

  private static Optional<String> defaultValue(Passage passage, String text) {
    Matcher named = DEFAULT.matcher(text);
    if (named.find()) {
      return Optional.of(unquoted(named.group(1))).filter(v -> !isNothing(v));
    }
    // In a list "with defaults" the text itself is the value.
    String value = text.replaceFirst("^[`*\\s:–—-]+", "").strip();
    String first = value.contains(";") ? value.substring(0, value.indexOf(';')).strip() : value;
    boolean withDefaults =
        passage.path().stream()
            .anyMatch(p -> Titles.has(p, "defaults") || Titles.has(p, "default"));
    return withDefaults && BARE_VALUE.matcher(first).matches()
        ? Optional.of(unquoted(first))
        : Optional.empty();
  }

  private static boolean isNothing(String value) {
    return List.of("none", "no", "n/a", "-", "—", "empty", "unset")
        .contains(value.toLowerCase(Locale.ROOT));
  }

  private static String unquoted(String value) {
    String text = value.replace("`", "");
    boolean quoted =
        text.length() > 1
            && ((text.startsWith("\"") && text.endsWith("\""))
                || (text.startsWith("'") && text.endsWith("'")));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static String purpose(String text) {
    return Passage.masked(text.replaceFirst("^[`*\\s:–—=-]+", "").strip());
  }

  /** The service that a group of variables is for: {@code API, secret} → {@code api}. */
  private static String service(String group) {
    for (String word : group.split(" ")) {
      boolean service =
          List.of("api", "backend", "server", "client", "frontend", "web", "worker", "ui")
              .contains(word);
      if (service) {
        return word;
      }
    }
    return "";
  }
}
