package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.DatastoreUse;
import dev.slipway.intake.ServiceKind;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.Trait;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the code of a Go service says: framework, port, variables, datastores, traits. */
final class GoDetails {

  private static final Pattern CALL =
      Pattern.compile(
          "\\b((?:\\w{1,30}\\.)?\\w{0,30}(?:[eE]nv|ENV|Lookup)\\w{0,30})\\(\\s{0,8}\"([A-Z][A-Z0-9_]{1,100})\"\\s{0,4}(?:,\\s{0,8}(?=([^\\n]{0,120})))?");

  /** {@code mustMapEnv(&service.address, "ADDRESS")}. */
  private static final Pattern INTO =
      Pattern.compile(
          "\\b(\\w{0,30}[eE]nv\\w{0,30})\\(\\s{0,4}&[\\w.]{1,60},\\s{0,4}\"([A-Z][A-Z0-9_]{1,100})\"()");

  private static final Pattern TAG = Pattern.compile("`([^`\\n]{1,400})`");
  private static final Pattern TAG_NAME =
      Pattern.compile("\\b(?:env|envconfig)(?:-name)?:\"([A-Za-z_]\\w{0,100})([^\"\\n]{0,100})\"");
  private static final Pattern TAG_DEFAULT =
      Pattern.compile("\\b(?:envDefault|default|env-default):\"([^\"\\n]{0,160})\"");
  private static final Pattern ENV_PREFIX =
      Pattern.compile("envconfig\\.(?:Must)?Process\\(\\s{0,8}\"(\\w{0,40})\"");
  private static final Pattern VIPER = Pattern.compile("viper\\.BindEnv\\(([^\\n)]{1,200})\\)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\n]{0,160})\"");
  private static final Pattern PORT =
      Pattern.compile(
          "(?:\"PORT\"|PORT)\"?\\s{0,3}[,)][^\\n]{0,20}?\"?:?([0-9]{2,5})\\b|(?:ListenAndServe|\\.Run|\\.Start|\\.Listen)\\(\\s{0,4}\"[\\w.]{0,20}:([0-9]{2,5})\"|\\bAddr:\\s{0,4}\"[\\w.]{0,20}:([0-9]{2,5})\"|(?i:port|addr)\\w{0,20}\\s{0,3}:?=\\s{0,3}\"(?:[\\w.]{0,20}:)?([0-9]{2,5})\"|flag\\.(?:String|Int)\\(\\s{0,4}\"(?:port|addr|listen)\\w{0,12}\",\\s{0,3}\"?(?:[\\w.]{0,20}:)?([0-9]{2,5})\\b");
  private static final Pattern MAX_OPEN =
      Pattern.compile(
          "SetMaxOpenConns\\(\\s{0,4}([0-9]{1,4})\\s{0,4}\\)|\\bMaxConns\\s{0,3}[:=]\\s{0,3}(?:int32\\()?([0-9]{1,4})\\b|pool_max_conns=([0-9]{1,4})");

  /** The second argument of a function that takes the variable's value and what to use instead. */
  private static final Pattern ALTERNATIVE =
      Pattern.compile("\\)\\s{0,3},\\s{0,3}(\"[^\"\\n]{0,160}\"|[0-9]{1,9}\\b)");

  private static final int DEFAULT_PORT = 8080;

  private GoDetails() {}

  static void read(ServiceDraft draft, GoModule module, List<SourceFile> sources) {
    Set<String> imports = new TreeSet<>();
    for (SourceFile file : sources) {
      imports.addAll(GoPackages.imports(file));
    }
    module
        .requirements()
        .forEach((name, evidence) -> {
          if (isImported(imports, name)) {
            requirement(draft, name, evidence);
          }
        });
    dialects(draft, module, imports);
    framework(draft, module, imports);
    for (SourceFile file : sources) {
      variables(draft, file);
      traits(draft, file);
      Hosts.collect(file, draft);
      pool(draft, file);
    }
    onePort(draft);
    PythonStores.settle(draft);
    if (draft.is(ServiceKind.WEB)) {
      port(draft, sources);
      GoRoutes.read(draft, sources);
    }
    draft.variables.remove("PORT");
  }

  private static boolean isImported(Set<String> imports, String module) {
    for (String imported : imports) {
      if (imported.equals(module) || imported.startsWith(module + "/")) {
        return true;
      }
    }
    return false;
  }

  private static void requirement(ServiceDraft draft, String name, Evidence evidence) {
    String bare = Libraries.withoutMajor(name);
    Libraries.engine(Language.GO, name)
        .ifPresent(engine ->
            draft.datastore(
                new DatastoreUse(
                    engine, Optional.empty(), List.of(), Optional.of(client(bare)), evidence)));
    for (String extension : Libraries.extensions(bare)) {
      draft.datastore(
          new DatastoreUse(
              Engine.POSTGRESQL, Optional.empty(), List.of(extension), Optional.empty(), evidence));
    }
    Libraries.api(Language.GO, name)
        .ifPresent(a -> draft.externalApi(a.name(), a.host(), evidence));
    switch (bare) {
      case "github.com/gorilla/websocket", "nhooyr.io/websocket", "github.com/coder/websocket" ->
          draft.trait(Trait.WEBSOCKETS, evidence);
      case "google.golang.org/grpc" -> {
        // A client needs nothing special; a server is found by its call.
      }
      default -> {
        // Says nothing about how the service is run.
      }
    }
  }

  /** The first gorm chose its driver by the package that is imported. */
  private static void dialects(ServiceDraft draft, GoModule module, Set<String> imports) {
    Evidence evidence =
        module.requirements().getOrDefault("github.com/jinzhu/gorm", module.evidence());
    for (Engine engine : List.of(Engine.POSTGRESQL, Engine.MYSQL, Engine.SQLITE)) {
      String name =
          engine == Engine.POSTGRESQL ? "postgres" : engine == Engine.MYSQL ? "mysql" : "sqlite";
      if (imports.contains("github.com/jinzhu/gorm/dialects/" + name)) {
        draft.datastore(
            new DatastoreUse(engine, Optional.empty(), List.of(), Optional.of("gorm"), evidence));
      }
    }
  }

  private static String client(String module) {
    return switch (module) {
      case "github.com/jackc/pgx" -> "pgx";
      case "github.com/lib/pq" -> "pq";
      case "github.com/go-sql-driver/mysql" -> "mysql";
      case "gorm.io/driver/postgres", "gorm.io/driver/mysql" -> "gorm";
      default -> Names.last(module);
    };
  }

  private static void framework(ServiceDraft draft, GoModule module, Set<String> imports) {
    String[][] known = {
      {"github.com/gin-gonic/gin", "gin"},
      {"github.com/labstack/echo", "echo"},
      {"github.com/gofiber/fiber", "fiber"},
      {"github.com/go-chi/chi", "chi"},
      {"github.com/gorilla/mux", "gorilla"},
      {"google.golang.org/grpc", "grpc"}
    };
    for (String[] framework : known) {
      for (Map.Entry<String, Evidence> requirement : module.requirements().entrySet()) {
        boolean fits =
            Libraries.withoutMajor(requirement.getKey()).equals(framework[0])
                && isImported(imports, requirement.getKey());
        if (fits && draft.framework.isEmpty() && draft.is(ServiceKind.WEB)) {
          draft.framework = Optional.of(Located.of(framework[1], requirement.getValue()));
        }
      }
    }
    if (draft.framework.isEmpty() && draft.is(ServiceKind.WEB) && imports.contains("net/http")) {
      draft.framework = Optional.of(Located.of("net/http", draft.evidence));
    }
  }

  private static void variables(ServiceDraft draft, SourceFile file) {
    file.each("(\"", CALL, m -> call(draft, file, m));
    file.each("(&", INTO, m -> call(draft, file, m));
    if (file.find("env:\"", "envconfig:\"") >= 0) {
      Matcher prefix = ENV_PREFIX.matcher(file.code());
      String before =
          prefix.find() && !prefix.group(1).isEmpty()
              ? prefix.group(1).toUpperCase(java.util.Locale.ROOT) + "_"
              : "";
      file.each("`", TAG, m -> tag(draft, file, m, before));
    }
    file.each("viper.BindEnv(", VIPER, m -> viper(draft, file, m));
  }

  private static void call(ServiceDraft draft, SourceFile file, Matcher matcher) {
    String function = matcher.group(1);
    String name = matcher.group(2);
    if (function.equals("os.Setenv")
        || function.endsWith("Unsetenv")
        || function.endsWith("t.Setenv")) {
      return;
    }
    boolean must =
        function.toLowerCase(java.util.Locale.ROOT).contains("must")
            || function.toLowerCase(java.util.Locale.ROOT).contains("require");
    Matcher alternative =
        ALTERNATIVE.matcher(file.code()).region(matcher.end(), file.code().length());
    String rest =
        matcher.group(3) != null
            ? matcher.group(3)
            : alternative.lookingAt() ? alternative.group(1) : "";
    Optional<String> value = literal(rest);
    boolean hasDefault = !rest.isEmpty() && !must;
    boolean asked =
        function.startsWith("os.")
            && (function.endsWith("LookupEnv") || testedForEmpty(file, matcher));
    draft.variable(
        name,
        Secrets.isSecret(name) || value.filter(Connections::hasPassword).isPresent(),
        must || !hasDefault && !asked,
        must ? Optional.empty() : value,
        "",
        file.derived(matcher.start()));
    if (name.equals("PORT")) {
      draft.portFromEnvironment = true;
    }
  }

  /**
   * Whether the code copes with an empty value: {@code if v := os.Getenv("X"); v != ""} or a
   * default below.
   */
  private static boolean testedForEmpty(SourceFile file, Matcher matcher) {
    int line = file.line(matcher.start());
    String text = file.lineText(line);
    String next = line < file.lines() ? file.lineText(line + 1) : "";
    String after = line + 1 < file.lines() ? file.lineText(line + 2) : "";
    boolean fails =
        after.contains("Fatal")
            || after.contains("panic(")
            || after.contains("return")
            || after.contains("errors.New")
            || after.contains("Exit(");
    return text.contains("!= \"\"")
        || text.contains("== \"")
        || (next.contains("== \"\"") && !fails);
  }

  private static Optional<String> literal(String rest) {
    String text = rest.strip();
    if (text.startsWith("\"")) {
      Matcher quoted = QUOTED.matcher(text);
      return quoted.find()
          ? Optional.of(quoted.group(1)).filter(v -> !v.isEmpty())
          : Optional.empty();
    }
    int end = 0;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    String word = text.substring(0, end);
    boolean plain =
        !word.isEmpty()
            && (Character.isDigit(word.charAt(0)) || word.equals("true") || word.equals("false"))
            && (end == text.length() || text.charAt(end) == ')' || text.charAt(end) == ',');
    return plain ? Optional.of(word) : Optional.empty();
  }

  private static void tag(ServiceDraft draft, SourceFile file, Matcher matcher, String prefix) {
    String tag = matcher.group(1);
    Matcher name = TAG_NAME.matcher(tag);
    if (name.find()) {
      Matcher given = TAG_DEFAULT.matcher(tag);
      boolean hasDefault = given.find();
      Optional<String> value =
          hasDefault ? Optional.of(given.group(1)).filter(v -> !v.isEmpty()) : Optional.empty();
      boolean required =
          name.group(2).contains("required")
              || name.group(2).contains("notEmpty")
              || tag.contains("required:\"true\"")
              || tag.contains("env-required:\"true\"");
      String variable = (tag.contains("envconfig:") ? prefix : "") + name.group(1);
      String upper =
          variable.equals(variable.toLowerCase(java.util.Locale.ROOT))
              ? variable.toUpperCase(java.util.Locale.ROOT)
              : variable;
      boolean secret =
          Secrets.isSecret(upper) || value.filter(Connections::hasPassword).isPresent();
      draft.variable(
          upper,
          secret,
          required || !hasDefault && secret,
          value,
          "",
          file.derived(matcher.start()));
      draft.portFromEnvironment |= upper.equals("PORT");
    }
  }

  private static void viper(ServiceDraft draft, SourceFile file, Matcher matcher) {
    Matcher quoted = QUOTED.matcher(matcher.group(1));
    String name = "";
    while (quoted.find()) {
      name = quoted.group(1);
    }
    if (!name.isEmpty()) {
      String upper = name.toUpperCase(java.util.Locale.ROOT);
      draft.variable(
          upper,
          Secrets.isSecret(upper),
          false,
          Optional.empty(),
          "",
          file.derived(matcher.start()));
    }
  }

  private static void traits(ServiceDraft draft, SourceFile file) {
    mark(
        draft, file, Trait.STREAMING, "text/event-stream", "http.Flusher", "c.Stream(", "SSEvent(");
    mark(draft, file, Trait.GRPC, "grpc.NewServer(");
    mark(draft, file, Trait.WEBSOCKETS, "websocket.Upgrader", "websocket.Accept(");
    mark(
        draft,
        file,
        Trait.LOCAL_DISK,
        "os.Create(",
        "os.WriteFile(",
        "ioutil.WriteFile(",
        "SaveUploadedFile(");
    if (draft.is(ServiceKind.WEB)) {
      mark(draft, file, Trait.BACKGROUND_WORK, "time.NewTicker(", "cron.New(", "asynq.NewServer(");
    }
  }

  /**
   * A container is reached on one port; where a framework answers HTTP there, gRPC is elsewhere.
   */
  private static void onePort(ServiceDraft draft) {
    if (draft.framework.filter(f -> !f.value().equals("grpc")).isPresent()) {
      draft.traits.removeIf(t -> t.value() == Trait.GRPC);
    }
  }

  private static void mark(ServiceDraft draft, SourceFile file, Trait trait, String... words) {
    int at = draft.traits.stream().anyMatch(t -> t.value() == trait) ? -1 : file.find(words);
    if (at >= 0) {
      draft.trait(trait, file.derived(at));
    }
  }

  private static void pool(ServiceDraft draft, SourceFile file) {
    if (draft.poolSize.isEmpty()
        && file.find("SetMaxOpenConns", "MaxConns", "pool_max_conns") >= 0) {
      Matcher matcher = MAX_OPEN.matcher(file.code());
      if (matcher.find()) {
        draft.poolSize =
            Optional.of(
                Located.of(Integer.parseInt(group(matcher, 3)), file.derived(matcher.start())));
      }
    }
  }

  private static String group(Matcher matcher, int count) {
    for (int i = 1; i <= count; i++) {
      if (matcher.group(i) != null) {
        return matcher.group(i);
      }
    }
    return "0";
  }

  private static void port(ServiceDraft draft, List<SourceFile> sources) {
    for (SourceFile file : sources) {
      if (file.find("PORT", "Listen", ".Run(", ".Start(", "Addr", "addr", "port") >= 0) {
        Matcher matcher = PORT.matcher(file.code());
        while (matcher.find()) {
          int port = Integer.parseInt(group(matcher, 5));
          boolean store =
              port == 5432
                  || port == 6379
                  || port == 3306
                  || port == 27017
                  || port == 5672
                  || port == 4222;
          if (port > 0 && port < 65536 && !store) {
            draft.port = Optional.of(Located.of(port, file.derived(matcher.start())));
            return;
          }
        }
      }
    }
    Evidence why =
        Evidence.assumed("the code names no port; serverless containers expect " + DEFAULT_PORT);
    draft.port = Optional.of(Located.of(DEFAULT_PORT, why));
  }
}
