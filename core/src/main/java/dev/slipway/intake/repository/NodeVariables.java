package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.intake.Variable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the environment variables that JavaScript code reads, directly, by schema and by
 * configuration service.
 */
final class NodeVariables {

  private static final Pattern READ =
      Pattern.compile(
          "\\b(?:process\\.env|import\\.meta\\.env|Bun\\.env)(?:\\.([A-Za-z_]\\w{0,100})|\\[\\s{0,3}['\"]([A-Za-z_]\\w{0,100})['\"]\\s{0,3}\\])(!?)[\\s)]{0,4}(?:(\\|\\||\\?\\?)\\s{0,4}(?=([^\\n;,)]{1,160})))?");
  private static final Pattern DESTRUCTURED =
      Pattern.compile(
          "\\b(?:const|let|var)\\s{1,4}\\{([^}]{1,2000})\\}\\s{0,4}=\\s{0,4}process\\.env\\b");
  private static final Pattern BOUND =
      Pattern.compile(
          "([A-Z][A-Z0-9_]{1,100})\\s{0,4}(?::\\s{0,3}\\w{1,60}\\s{0,3})?(?:=\\s{0,4}([^,}\\n]{1,120}))?");
  private static final Pattern FILLED =
      Pattern.compile("\\b(\\w{1,100})\\s{0,3}:\\s{0,3}process\\.env\\.(\\w{1,100})");
  private static final Pattern SCHEMA =
      Pattern.compile(
          "(?m)^\\s{0,24}['\"]?([A-Z][A-Z0-9_]{1,100})['\"]?\\s{0,3}:\\s{0,3}((?:z|v|Joi|joi|Type|yup|str|num|bool|port|url|email|host|json|envalid|makeValidator)\\b[^\\n]{0,300})");
  private static final Pattern SERVICE =
      Pattern.compile(
          "\\b(?:config|configService|ConfigService|env|conf)\\w{0,20}(?:\\(\\w{0,20}\\))?\\.(get|getOrThrow)(?:<[^>(]{0,60}>)?\\(\\s{0,8}['\"]([A-Z][A-Z0-9_]{1,100})['\"]\\s{0,4}(?:,\\s{0,8}(?=([^\\n]{0,120})))?");
  private static final Pattern DEFAULT =
      Pattern.compile(
          "(?:\\.default\\(|default\\s{0,2}:\\s{0,3}|devDefault\\s{0,2}:\\s{0,3})\\s{0,3}([^)},\\n]{1,120})");
  private static final Pattern LITERAL =
      Pattern.compile(
          "^(?:\"([^\"\\\\\\n]{0,200})\"|'([^'\\\\\\n]{0,200})'|`([^`$\\\\\\n]{0,200})`|(-?[0-9][0-9_.]{0,20})\\b|(true|false)\\b)");
  private static final Pattern PRISMA = Pattern.compile("\\benv\\(\"([A-Z][A-Z0-9_]{1,100})\"\\)");

  private static final List<String> SWITCHES =
      List.of("DISABLE_", "ENABLE_", "SKIP_", "IGNORE_", "ALLOW_", "USE_", "IS_", "FORCE_", "NO_");

  /** Set by the platform or the tools, not by whoever deploys. Only looked up. */
  private static final Set<String> OF_THE_PLATFORM =
      Set.of(
          "NODE_ENV",
          "PORT",
          "HOSTNAME",
          "CI",
          "MODE",
          "DEV",
          "PROD",
          "SSR",
          "BASE_URL",
          "NEXT_RUNTIME",
          "VERCEL",
          "VERCEL_URL",
          "VERCEL_ENV",
          "npm_package_version",
          "NODE_OPTIONS",
          "HOME",
          "PATH",
          "TZ",
          "JEST_WORKER_ID",
          "VITEST",
          "NEXT_PHASE",
          "ANALYZE");

  private NodeVariables() {}

  static void read(ServiceDraft draft, List<SourceFile> sources) {
    for (SourceFile file : sources) {
      String name = Names.last(file.path());
      if (name.contains(".test.")
          || name.contains(".spec.")
          || name.startsWith("jest.")
          || name.startsWith("playwright.")
          || name.startsWith("vitest.")
          || name.startsWith("cypress.")) {
        continue;
      }
      schema(draft, file);
      if (file.find("process.env", "import.meta.env", "Bun.env") >= 0) {
        file.each("env", READ, m -> read(draft, file, m));
      }
      file.each("process.env", DESTRUCTURED, m -> destructured(draft, file, m));
      if (file.find(".get('", ".get(\"", "getOrThrow", ".get<") >= 0) {
        file.each(".get", SERVICE, m -> service(draft, file, m));
      }
    }
  }

  private static void schema(ServiceDraft draft, SourceFile file) {
    boolean validates =
        file.find(
                "z.object(",
                "Joi.object(",
                "cleanEnv(",
                "createEnv(",
                "joi.object(",
                "v.object(",
                "yup.object(",
                "Type.Object(")
            >= 0;
    boolean environment =
        file.find("process.env", "cleanEnv(", "createEnv(", "validationSchema", "import.meta.env")
                >= 0
            || file.path().toLowerCase(Locale.ROOT).contains("env")
            || file.path().contains("config");
    if (validates && environment) {
      Set<String> renamed = renamed(file);
      boolean prefixed = file.find("import.meta.env") >= 0 && file.find("process.env") < 0;
      file.each(
          ":",
          SCHEMA,
          m -> {
            if (renamed.contains(m.group(1)) || prefixed && !Secrets.isPublic(m.group(1))) {
              return;
            }
            Matcher given = DEFAULT.matcher(m.group(2));
            boolean hasDefault = given.find();
            Optional<String> value = hasDefault ? literal(given.group(1)) : Optional.empty();
            boolean required =
                !hasDefault
                    && !m.group(2).contains(".optional(")
                    && !m.group(2).contains(".nullish(")
                    && (!m.group(2).toLowerCase(Locale.ROOT).startsWith("joi.")
                        || m.group(2).contains(".required("));
            add(draft, m.group(1), required, value, file.derived(m.start(1)));
          });
    }
  }

  /** Keys that the code fills from variables of other names: {@code URL: process.env.API_URL}. */
  private static Set<String> renamed(SourceFile file) {
    Set<String> keys = new TreeSet<>();
    file.each(
        "process.env",
        FILLED,
        m -> {
          if (!m.group(1).equals(m.group(2))) {
            keys.add(m.group(1));
          }
        });
    return keys;
  }

  private static void read(ServiceDraft draft, SourceFile file, Matcher matcher) {
    String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    if (!name.equals(name.toUpperCase(Locale.ROOT))) {
      // Bundlers fill these in; environments are written in capitals.
      return;
    }
    boolean hasDefault = matcher.group(4) != null;
    Optional<String> value = hasDefault ? literal(matcher.group(5)) : Optional.empty();
    boolean throwing = hasDefault && matcher.group(5).contains("throw");
    String line = file.lineText(file.line(matcher.start()));
    boolean tested =
        line.contains("if (")
            || line.contains(" ? ")
            || line.contains("===")
            || line.contains("!==")
            || line.contains("&&");
    boolean required =
        throwing
            || !hasDefault
                && (!tested || !matcher.group(3).isEmpty() || line.contains("throw "))
                && !isSwitch(name);
    add(draft, name, required, value, file.derived(matcher.start()));
  }

  /** What is off unless somebody turns it on. */
  private static boolean isSwitch(String name) {
    return SWITCHES.stream().anyMatch(name::startsWith);
  }

  private static void destructured(ServiceDraft draft, SourceFile file, Matcher matcher) {
    Matcher bound = BOUND.matcher(matcher.group(1));
    while (bound.find()) {
      Optional<String> value =
          bound.group(2) == null ? Optional.empty() : literal(bound.group(2).strip());
      add(
          draft,
          bound.group(1),
          bound.group(2) == null,
          value,
          file.derived(matcher.start(1) + bound.start(1)));
    }
  }

  private static void service(ServiceDraft draft, SourceFile file, Matcher matcher) {
    boolean hasDefault = matcher.group(3) != null && !matcher.group(3).startsWith("{");
    Optional<String> value = hasDefault ? literal(matcher.group(3)) : Optional.empty();
    add(draft, matcher.group(2), !hasDefault, value, file.derived(matcher.start()));
  }

  private static void add(
      ServiceDraft draft,
      String name,
      boolean required,
      Optional<String> value,
      Evidence evidence) {
    if (name.equals("PORT")) {
      draft.portFromEnvironment = true;
    }
    Variable known = draft.variables.get(name);
    if (known != null && known.required() && !known.secret() && !required) {
      // One place that goes on without it is enough.
      draft.variables.remove(name);
    }
    if (!OF_THE_PLATFORM.contains(name)) {
      boolean secret = Secrets.isSecret(name) || value.filter(Connections::hasPassword).isPresent();
      draft.variable(
          name,
          secret,
          required,
          value,
          Secrets.isPublic(name) ? "fixed when the site is built" : "",
          evidence);
    }
  }

  static void prisma(ServiceDraft draft, SourceFile schema) {
    schema.each(
        "env(",
        PRISMA,
        m -> add(draft, m.group(1), true, Optional.empty(), schema.derived(m.start())));
  }

  private static Optional<String> literal(String text) {
    Matcher matcher = LITERAL.matcher(text.strip());
    if (matcher.find()) {
      for (int group = 1; group <= 5; group++) {
        if (matcher.group(group) != null) {
          return Optional.of(matcher.group(group)).filter(v -> !v.isEmpty());
        }
      }
    }
    return Optional.empty();
  }
}
