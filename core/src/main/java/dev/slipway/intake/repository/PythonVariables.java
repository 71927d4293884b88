package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the environment variables that Python code reads, by call, by subscript and by settings
 * class.
 */
final class PythonVariables {

  private static final Pattern SUBSCRIPT =
      Pattern.compile("\\benviron\\[\\s{0,4}[\"'](\\w{1,100})[\"']\\s{0,4}\\](?!\\s{0,3}=[^=])");
  private static final Pattern CALL =
      Pattern.compile(
          "\\b(?:environ\\.get|getenv|environ\\.setdefault|environ\\.pop)\\(\\s{0,20}[\"'](\\w{1,100})[\"']\\s{0,8}(?:,\\s{0,20}(?=([^\\n]{0,160})))?");

  /**
   * {@code config("X")} of decouple and Starlette, {@code env("X")} of environ and environs, and
   * people's own.
   */
  private static final Pattern LIBRARY =
      Pattern.compile(
          "\\b(?:config|env|Env|_?get_?env\\w{0,20}|require_?env|env_(?:bool|int|str))(?:\\.(?:str|bool|int|float|list|url|db|db_url|cache|cache_url|json|decimal|path|tuple|dict|email_url|email|log_level))?\\(\\s{0,20}[\"']([A-Z][A-Z0-9_]{1,100})[\"']\\s{0,8}(?:,\\s{0,20}(?=([^\\n]{0,160})))?");

  private static final Pattern SETTINGS_CLASS =
      Pattern.compile("(?m)^class (\\w{1,80})\\(([^)]{1,200})\\)\\s{0,4}:");
  private static final Pattern FIELD =
      Pattern.compile(
          "(?m)^(   "
              + " |\\t)([A-Za-z]\\w{0,80})\\s{0,3}:\\s{0,3}([^=\\n]{1,160}?)\\s{0,3}(?:=\\s{0,3}([^\\n]{0,240}))?$");
  private static final Pattern PREFIX =
      Pattern.compile("env_prefix\\s{0,2}=\\s{0,2}[\"'](\\w{0,40})[\"']");
  private static final Pattern ALIAS =
      Pattern.compile(
          "(?:validation_alias|alias|env)\\s{0,2}=\\s{0,2}(?:AliasChoices\\(\\s{0,4})?[\"'](\\w{1,80})[\"']");
  private static final Pattern DEFAULT_ARGUMENT =
      Pattern.compile("default\\s{0,2}=\\s{0,2}([^,)\\n]{1,120})");
  private static final Pattern LITERAL =
      Pattern.compile(
          "^(?:[rbuf]{0,2}\"([^\"\\\\]{0,200})\"|[rbuf]{0,2}'([^'\\\\]{0,200})'|(-?[0-9][0-9_.]{0,20})|(True|False))\\s{0,4}(?:[,)#].{0,200}|$)");

  /**
   * Programs that open their port themselves; the others are told on the command line. Only looked
   * up.
   */
  private static final Set<String> READ_PORT =
      new TreeSet<>(List.of("grpc", "aiohttp", "http.server"));

  private static final List<String> OF_A_REQUEST =
      List.of(
          "HTTP_AUTHORIZATION",
          "HTTP_HOST",
          "HTTP_USER_AGENT",
          "HTTP_REFERER",
          "HTTP_COOKIE",
          "REMOTE_ADDR",
          "REQUEST_METHOD",
          "PATH_INFO",
          "QUERY_STRING",
          "SCRIPT_NAME");

  private PythonVariables() {}

  static void read(ServiceDraft draft, List<SourceFile> sources, PythonManifest manifest) {
    for (SourceFile file : sources) {
      if (file.path().contains("/migrations/") || file.path().contains("/versions/")) {
        continue;
      }
      file.each(
          "environ[",
          SUBSCRIPT,
          m -> {
            if (!isOfARequest(m.group(1))) {
              draft.variable(
                  m.group(1),
                  Secrets.isSecret(m.group(1)),
                  true,
                  Optional.empty(),
                  "",
                  file.derived(m.start()));
            }
          });
      if (file.find("getenv(", "environ.") >= 0) {
        file.each("env", CALL, m -> call(draft, file, m));
      }
      if (file.find(
              "decouple",
              "environ",
              "environs",
              "starlette.config",
              "def env",
              "def get_env",
              "def _env",
              "def require_env")
          >= 0) {
        file.each("(", LIBRARY, m -> library(draft, file, m));
      }
      int url = file.find("dj_database_url.config(");
      if (url >= 0) {
        draft.variable("DATABASE_URL", true, true, Optional.empty(), "", file.derived(url));
      }
    }
    settingsClasses(draft, sources);
    draft.portFromEnvironment |=
        draft.variables.containsKey("PORT")
            && draft.framework.filter(f -> READ_PORT.contains(f.value())).isPresent();
  }

  /** WSGI hands requests over in a dictionary that is called environ too. */
  private static boolean isOfARequest(String name) {
    return OF_A_REQUEST.contains(name) || name.startsWith("HTTP_X_");
  }

  private static void call(ServiceDraft draft, SourceFile file, Matcher matcher) {
    String name = matcher.group(1);
    if (isOfARequest(name)) {
      return;
    }
    if (name.equals("DJANGO_SETTINGS_MODULE")
        && Names.last(file.path()).matches("manage\\.py|wsgi\\.py|asgi\\.py|celery\\.py")) {
      return;
    }
    String line = file.lineText(file.line(matcher.start()));
    boolean hasDefault = matcher.group(2) != null;
    Optional<String> value =
        hasDefault ? literal(matcher.group(2)) : alternative(line, matcher.group());
    boolean optional =
        hasDefault
            || value.isPresent()
            || line.contains(" or ")
            || line.contains("if ")
            || line.contains(" in ")
            || !Secrets.isSecret(name)
            || line.contains(".pop(")
            || line.contains("is not None")
            || line.contains("bool(");
    draft.variable(
        name, Secrets.isSecret(name), !optional, value, "", file.derived(matcher.start()));
  }

  private static Optional<String> alternative(String line, String call) {
    int at = line.indexOf(call);
    int or = at < 0 ? -1 : line.indexOf(" or ", at);
    return or < 0 ? Optional.empty() : literal(line.substring(or + 4).strip());
  }

  private static void library(ServiceDraft draft, SourceFile file, Matcher matcher) {
    String name = matcher.group(1);
    String rest = matcher.group(2) == null ? "" : matcher.group(2);
    Matcher argument = DEFAULT_ARGUMENT.matcher(rest);
    boolean named = argument.find();
    boolean positional =
        !named && !rest.isEmpty() && !rest.startsWith("cast") && !rest.startsWith("subcast");
    Optional<String> value =
        named ? literal(argument.group(1)) : positional ? literal(rest) : Optional.empty();
    draft.variable(
        name,
        Secrets.isSecret(name),
        !named && !positional,
        value,
        "",
        file.derived(matcher.start()));
  }

  /**
   * Pydantic's settings classes: those that extend BaseSettings, directly or by another class of
   * the service.
   */
  private static void settingsClasses(ServiceDraft draft, List<SourceFile> sources) {
    Set<String> settings = new TreeSet<>(Set.of("BaseSettings"));
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : sources) {
      if (file.code().contains("Settings")) {
        files.add(file);
      }
    }
    Set<String> read = new TreeSet<>();
    for (int round = 0; round < 3; round++) {
      for (SourceFile file : files) {
        Matcher matcher = SETTINGS_CLASS.matcher(file.code());
        while (matcher.find()) {
          boolean extendsSettings = false;
          for (String base : matcher.group(2).split("[,\\s]+")) {
            extendsSettings |= settings.contains(base.substring(base.lastIndexOf('.') + 1));
          }
          if (extendsSettings && read.add(file.path() + ":" + matcher.start())) {
            settings.add(matcher.group(1));
            settingsClass(draft, file, matcher.end());
          }
        }
      }
    }
  }

  private static void settingsClass(ServiceDraft draft, SourceFile file, int start) {
    String body = body(file.code(), start);
    Matcher prefixed = PREFIX.matcher(body);
    String prefix = prefixed.find() ? prefixed.group(1) : "";
    Matcher field = FIELD.matcher(body);
    while (field.find()) {
      String type = field.group(3).strip();
      if (!field.group(2).equals("model_config") && !type.startsWith("ClassVar")) {
        field(
            draft, file, start + field.start(2), field.group(2), prefix, type, value(body, field));
      }
    }
  }

  private static String value(String body, Matcher field) {
    String first = field.group(4) == null ? "" : field.group(4).strip();
    int open = first.isEmpty() ? -1 : first.indexOf('(');
    if (open < 0) {
      return first;
    }
    int from = field.start(4) + open;
    int end = CodeText.closing(body, Math.min(from, body.length() - 1));
    return body.substring(field.start(4), Math.min(end, field.start(4) + 600));
  }

  private static void field(
      ServiceDraft draft,
      SourceFile file,
      int offset,
      String field,
      String prefix,
      String type,
      String value) {
    Matcher alias = ALIAS.matcher(value + " " + type);
    String name = (alias.find() ? alias.group(1) : prefix + field).toUpperCase(Locale.ROOT);
    boolean optional = type.contains("None") || type.startsWith("Optional[");
    boolean call = value.startsWith("Field(");
    String first = call ? value.substring(6) : value;
    Matcher argument = DEFAULT_ARGUMENT.matcher(first);
    boolean hasDefault =
        call
            ? argument.find()
                || value.contains("default_factory")
                || !(first.startsWith("...")
                    || first.contains("=") && first.indexOf('=') < (first + ",").indexOf(',')
                    || first.startsWith(")"))
            : !value.isEmpty();
    String given = call && argument.reset().find() ? argument.group(1) : first;
    Optional<String> literal = literal(given).or(() -> member(type, given));
    boolean secret =
        type.contains("Secret")
            || Secrets.isSecret(name)
            || literal.filter(Connections::hasPassword).isPresent()
            || ((type.contains("Dsn") || name.endsWith("DSN")) && !type.contains("HttpUrl"));
    Evidence evidence = file.derived(offset);
    draft.variable(
        name, secret, !hasDefault && !optional, literal.filter(l -> !l.isEmpty()), "", evidence);
    literal
        .filter(l -> l.contains("://"))
        .flatMap(l -> Connections.datastore(l, evidence))
        .ifPresent(draft::datastore);
  }

  /** {@code Stage.prod}, a member of the enumeration that is the field's type. */
  private static Optional<String> member(String type, String value) {
    String prefix = type + ".";
    boolean member =
        value.startsWith(prefix)
            && value.length() > prefix.length()
            && value.substring(prefix.length()).chars().allMatch(PythonVariables::isNamePart);
    return member ? Optional.of(value.substring(prefix.length())) : Optional.empty();
  }

  private static boolean isNamePart(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /** The indented lines after a class's head. */
  private static String body(String code, int start) {
    int end = start;
    while (end >= 0 && end < code.length()) {
      int next = code.indexOf('\n', end);
      if (next < 0) {
        return code.substring(start);
      }
      char c = next + 1 < code.length() ? code.charAt(next + 1) : 'x';
      if (c != ' ' && c != '\t' && c != '\n' && c != ')') {
        return code.substring(start, next + 1);
      }
      end = next + 1;
    }
    return code.substring(start);
  }

  /**
   * The value of a literal at the start of the text; empty for everything that has to be computed.
   */
  static Optional<String> literal(String text) {
    Matcher matcher = LITERAL.matcher(text.strip());
    if (!matcher.find()) {
      return Optional.empty();
    }
    for (int group = 1; group <= 4; group++) {
      if (matcher.group(group) != null) {
        boolean bool = group == 4;
        return Optional.of(
                bool ? matcher.group(group).toLowerCase(Locale.ROOT) : matcher.group(group))
            .filter(v -> !v.isEmpty());
      }
    }
    return Optional.empty();
  }
}
