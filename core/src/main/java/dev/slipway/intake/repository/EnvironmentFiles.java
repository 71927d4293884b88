package dev.slipway.intake.repository;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code .env.example} and its like; of a real {@code .env} only that it is there. */
final class EnvironmentFiles {

  private static final List<String> EXAMPLES =
      List.of(
          ".env.example",
          ".env.sample",
          ".env.template",
          ".env.dist",
          "env.example",
          ".env.local.example",
          "example.env",
          "sample.env",
          ".env-example",
          ".env.defaults");

  private static final Pattern LINE =
      Pattern.compile(
          "^\\s{0,8}(?:export\\s{1,4})?([A-Za-z_][A-Za-z0-9_]{0,99})\\s{0,4}=\\s{0,4}(.{0,500})$");

  private EnvironmentFiles() {}

  /**
   * Completes a service's variables with what the example file beside it, or at the project's root,
   * says.
   */
  static void read(Repository repository, ServiceDraft draft, List<ServiceDraft> all) {
    boolean alone = all.size() == 1;
    Set<String> elsewhere = new HashSet<>(); // only looked up
    for (ServiceDraft other : all) {
      if (other != draft && other.root.equals(draft.root)) {
        elsewhere.addAll(other.read);
      }
    }
    elsewhere.removeAll(draft.variables.keySet());
    Optional<String> own = repository.firstIn(draft.root, EXAMPLES.toArray(String[]::new));
    Optional<String> shared =
        draft.root.isEmpty()
            ? Optional.empty()
            : repository.firstIn("", EXAMPLES.toArray(String[]::new));
    own.flatMap(repository::file).ifPresent(f -> example(f, draft, true, elsewhere));
    // An example at the root speaks for every service, so there it only explains what a service
    // reads.
    shared
        .flatMap(repository::file)
        .ifPresent(f -> example(f, draft, alone && own.isEmpty(), elsewhere));
  }

  /** What the example file of {@code root}, or of the project's root, gives to a variable. */
  static Optional<Located<String>> value(Repository repository, String root, String name) {
    String[] names = EXAMPLES.toArray(String[]::new);
    return repository
        .firstIn(root, names)
        .or(() -> repository.firstIn("", names))
        .flatMap(repository::file)
        .flatMap(f -> value(f, name));
  }

  private static Optional<Located<String>> value(SourceFile file, String name) {
    for (int line = 1; line <= file.lines(); line++) {
      Matcher matcher = LINE.matcher(file.lineText(line));
      if (matcher.matches() && matcher.group(1).equals(name)) {
        String rest = matcher.group(2).strip();
        int hash = rest.indexOf(" #");
        String value = unquote(hash >= 0 ? rest.substring(0, hash).strip() : rest);
        return Optional.of(Located.of(value, file.statedLine(line)));
      }
    }
    return Optional.empty();
  }

  private static void example(
      SourceFile file, ServiceDraft draft, boolean adds, Set<String> elsewhere) {
    String comment = "";
    for (int line = 1; line <= file.lines(); line++) {
      String text = file.lineText(line);
      if (text.isBlank()) {
        comment = "";
      } else if (text.strip().startsWith("#")) {
        comment = text.strip().substring(1).strip();
      } else {
        Matcher matcher = LINE.matcher(text);
        if (matcher.matches()
            && !matcher.group(1).equals("PORT")
            && !elsewhere.contains(matcher.group(1))
            && (adds || draft.variables.containsKey(matcher.group(1)))) {
          // Above several variables a comment is a heading.
          boolean alone =
              line == file.lines()
                  || file.lineText(line + 1).isBlank()
                  || file.lineText(line + 1).strip().startsWith("#");
          variable(file, line, matcher, alone ? comment : "", draft);
        }
        comment = "";
      }
    }
  }

  private static void variable(
      SourceFile file, int line, Matcher matcher, String comment, ServiceDraft draft) {
    String name = matcher.group(1);
    String rest = matcher.group(2).strip();
    int hash = rest.indexOf(" #");
    String purpose = hash >= 0 ? rest.substring(hash + 2).strip() : comment;
    String value = unquote(hash >= 0 ? rest.substring(0, hash).strip() : rest);
    boolean secret = Secrets.isSecret(name) || Connections.hasPassword(value);
    boolean known = draft.variables.containsKey(name);
    Optional<String> settled =
        known || secret || isPlaceholder(value) ? Optional.empty() : Optional.of(value);
    draft.variable(
        name,
        secret,
        !known && settled.isEmpty() && secret,
        settled,
        purpose,
        file.statedLine(line));
    Connections.datastore(value, file.statedLine(line)).ifPresent(draft::datastore);
  }

  static String unquote(String text) {
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '\'' || text.charAt(0) == '`')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /**
   * Whether a person is meant to replace the value, or it only makes sense on a developer's
   * machine.
   */
  static boolean isPlaceholder(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return value.isEmpty()
        || lower.contains("localhost")
        || lower.contains("127.0.0.1")
        || lower.contains("change")
        || lower.contains("your")
        || lower.contains("xxx")
        || lower.contains("example")
        || lower.contains("placeholder")
        || lower.contains("replace")
        || lower.contains("todo")
        || lower.contains("...")
        || lower.contains("…")
        || lower.contains("$")
        || (lower.startsWith("<") && lower.endsWith(">"))
        || (lower.startsWith("{") && lower.endsWith("}"))
        || lower.chars().allMatch(c -> c == '_' || c == '*' || c == '-' || c == 'x');
  }

  /**
   * Warns of files with real settings that came into version control; their values are not looked
   * at.
   */
  static void warnOfCommitted(Repository repository) {
    for (String name :
        List.of(".env", ".env.production", ".env.local", ".env.staging", ".env.prod")) {
      for (String path : repository.named(name)) {
        repository.file(path).ifPresent(f -> warn(repository, f));
      }
    }
  }

  private static void warn(Repository repository, SourceFile file) {
    for (int line = 1; line <= file.lines(); line++) {
      Matcher matcher = LINE.matcher(file.lineText(line));
      if (matcher.matches()
          && Secrets.isSecret(matcher.group(1))
          && !isPlaceholder(unquote(matcher.group(2).strip()))) {
        repository.report(
            Diagnostic.warning(
                "SLIP-ENV-COMMITTED",
                Span.line(file.path(), line),
                "A file with real settings is part of the project",
                file.path()
                    + " gives "
                    + matcher.group(1)
                    + " a value. Whoever can read the repository can read it,"
                    + " also in the history. The value was not copied anywhere.",
                "Change the secret, remove the file and name it in .gitignore:\ngit rm --cached "
                    + file.path()));
        return;
      }
    }
  }
}
