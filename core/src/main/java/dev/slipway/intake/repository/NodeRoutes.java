package dev.slipway.intake.repository;

import dev.slipway.vocabulary.Endpoint;
import dev.slipway.vocabulary.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the routes of Express, Fastify, Koa and Hono applications with the paths their routers are
 * mounted at.
 */
final class NodeRoutes {

  private static final Pattern ROUTE =
      Pattern.compile(
          "(?:\\b([A-Za-z_$][\\w$]{0,60})|[)\\]])\\s{0,80}\\.(get|post|put|patch|delete|head|all|options)(?:<[^>(]{0,120}>)?\\(\\s{0,20}['\"`](/[^'\"`\\n]{0,200}|\\*)?['\"`]");
  private static final Pattern CHAINED =
      Pattern.compile(
          "\\b([A-Za-z_$][\\w$]{0,60})\\.route\\(\\s{0,8}['\"`](/[^'\"`\\n]{0,200})['\"`]\\s{0,8}\\)\\s{0,40}\\.(get|post|put|patch|delete|all)\\(");
  private static final Pattern OBJECT =
      Pattern.compile("\\b([A-Za-z_$][\\w$]{0,60})\\.route\\(\\s{0,8}\\{([^}]{0,400})");
  private static final Pattern METHOD_KEY =
      Pattern.compile("\\bmethod\\s{0,3}:\\s{0,3}['\"](\\w{1,10})['\"]");
  private static final Pattern URL_KEY =
      Pattern.compile("\\b(?:url|path)\\s{0,3}:\\s{0,3}['\"`](/[^'\"`\\n]{0,200})['\"`]");
  private static final Pattern MOUNT =
      Pattern.compile(
          "\\b([A-Za-z_$][\\w$]{0,60})\\.(?:use|route)\\(\\s{0,20}['\"`](/[^'\"`\\n]{0,120})['\"`]\\s{0,4},([^\\n]{0,240})");
  private static final Pattern BARE_MOUNT =
      Pattern.compile(
          "\\b([A-Za-z_$][\\w$]{0,60})\\.use\\(\\s{0,8}([A-Za-z_$][\\w$.]{0,80})(?:\\(\\)|\\.routes\\(\\))?\\s{0,4}\\)");
  private static final Pattern REGISTER =
      Pattern.compile(
          "\\b([A-Za-z_$][\\w$]{0,60})\\.register\\(\\s{0,20}([A-Za-z_$][\\w$]{0,60}|(?:require|import)\\(\\s{0,3}['\"][^'\"\\n]{1,120}['\"]\\s{0,3}\\))([^;\\n]{0,200})");
  private static final Pattern PREFIX_KEY =
      Pattern.compile("\\bprefix\\s{0,3}:\\s{0,3}['\"`](/[^'\"`\\n]{0,120})['\"`]");
  private static final Pattern IMPORT =
      Pattern.compile(
          "\\bimport\\s{1,4}([^'\"\\n;]{1,300}?)\\s{1,4}from\\s{1,4}['\"](\\.[^'\"\\n]{0,200})['\"]");
  private static final Pattern REQUIRE =
      Pattern.compile(
          "\\b(?:const|let|var)\\s{1,4}([^=\\n]{1,200}?)\\s{0,4}=\\s{0,4}(?:await\\s{1,3})?(?:require|import)\\(\\s{0,3}['\"](\\.[^'\"\\n]{0,200})['\"]\\s{0,3}\\)");
  private static final Pattern INLINE_REQUIRE =
      Pattern.compile("require\\(\\s{0,3}['\"](\\.[^'\"\\n]{0,200})['\"]\\s{0,3}\\)");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]{0,60}");
  private static final Pattern ROUTER_PREFIX =
      Pattern.compile(
          "\\b([A-Za-z_$][\\w$]{0,60})\\s{0,3}=\\s{0,3}new\\s{1,3}(?:\\w{0,10}Router|Hono)(?:<[^>]{0,60}>)?\\(\\s{0,4}(?:\\{[^}]{0,120}?prefix\\s{0,3}:\\s{0,3}['\"](/[^'\"\\n]{0,100})['\"][^)]{0,60}\\)|\\)\\.basePath\\(['\"](/[^'\"\\n]{0,100})['\"])");

  private final ServiceDraft draft;
  private final Map<String, SourceFile> byPath = new HashMap<>();

  /** By file, and variable where several are in one file: where it is mounted. */
  private final Map<String, List<Mount>> mounts = new LinkedHashMap<>();

  private record Mount(String parentFile, String parentName, String prefix) {}

  private NodeRoutes(ServiceDraft draft, List<SourceFile> sources) {
    this.draft = draft;
    sources.forEach(f -> byPath.put(f.path(), f));
  }

  static void read(ServiceDraft draft, List<SourceFile> sources) {
    NodeRoutes routes = new NodeRoutes(draft, sources);
    if (draft.framework.filter(f -> f.value().equals("nest")).isPresent()) {
      NestRoutes.read(draft, sources);
    } else {
      sources.forEach(routes::mounts);
      sources.forEach(routes::endpoints);
    }
    traits(draft, sources);
  }

  static void traits(ServiceDraft draft, List<SourceFile> sources) {
    for (SourceFile file : sources) {
      mark(
          draft,
          file,
          Trait.STREAMING,
          "text/event-stream",
          "new ReadableStream(",
          "@Sse(",
          "streamSSE(",
          "pipeDataStreamToResponse",
          "toDataStreamResponse",
          "toUIMessageStreamResponse");
      mark(draft, file, Trait.GRPC, "new grpc.Server(");
      mark(
          draft,
          file,
          Trait.WEBSOCKETS,
          "new WebSocketServer(",
          "new WebSocket.Server(",
          "@WebSocketGateway(");
      mark(
          draft,
          file,
          Trait.BACKGROUND_WORK,
          "cron.schedule(",
          "@Cron(",
          "new CronJob(",
          "new Worker(");
      mark(
          draft,
          file,
          Trait.LOCAL_DISK,
          "writeFileSync(",
          "createWriteStream(",
          "fs.writeFile(",
          "multer({ dest",
          "multer.diskStorage(",
          "fs.promises.writeFile(",
          "diskStorage(");
    }
  }

  private static void mark(ServiceDraft draft, SourceFile file, Trait trait, String... words) {
    String path = file.path();
    boolean tool =
        path.contains("/scripts/")
            || path.startsWith("scripts/")
            || path.contains(".config.")
            || path.contains(".test.")
            || path.contains(".spec.")
            || path.contains("seed");
    int at =
        tool || draft.traits.stream().anyMatch(t -> t.value() == trait) ? -1 : file.find(words);
    if (at >= 0) {
      draft.trait(trait, file.derived(at));
    }
  }

  private void mounts(SourceFile file) {
    if (file.find(".use(", ".route(", ".register(") < 0) {
      return;
    }
    Map<String, String> imports = imports(file);
    file.each("(", MOUNT, m -> mounted(file, imports, m.group(1), m.group(2), m.group(3)));
    file.each(
        ".use(",
        BARE_MOUNT,
        m -> target(file, imports, m.group(2)).ifPresent(t -> mount(t, file, m.group(1), "")));
    file.each(
        ".register(",
        REGISTER,
        m -> {
          Matcher prefix = PREFIX_KEY.matcher(m.group(3));
          mounted(file, imports, m.group(1), prefix.find() ? prefix.group(1) : "", m.group(2));
        });
  }

  private void mounted(
      SourceFile file,
      Map<String, String> imports,
      String parent,
      String prefix,
      String arguments) {
    Matcher required = INLINE_REQUIRE.matcher(arguments);
    if (required.find()) {
      resolve(file, required.group(1)).ifPresent(t -> mount(t, file, parent, prefix));
      return;
    }
    Matcher word = WORD.matcher(arguments);
    while (word.find()) {
      target(file, imports, word.group()).ifPresent(t -> mount(t, file, parent, prefix));
    }
  }

  private void mount(String target, SourceFile file, String parent, String prefix) {
    if (!target.equals(file.path())) {
      mounts
          .computeIfAbsent(target, k -> new ArrayList<>())
          .add(new Mount(file.path(), parent, prefix));
    }
  }

  /** The router a name stands for: another file, or a variable of this one. */
  private Optional<String> target(SourceFile file, Map<String, String> imports, String name) {
    String head = name.indexOf('.') < 0 ? name : name.substring(0, name.indexOf('.'));
    String imported = imports.get(head);
    if (imported != null) {
      return Optional.of(imported);
    }
    boolean local =
        file.code().contains(head + " = express.Router")
            || file.code().contains(head + " = Router(")
            || file.code().contains(head + " = new Router")
            || file.code().contains(head + " = new Hono");
    return local ? Optional.of(file.path() + "#" + head) : Optional.empty();
  }

  private Map<String, String> imports(SourceFile file) {
    Map<String, String> imports = new LinkedHashMap<>();
    for (Pattern pattern : List.of(IMPORT, REQUIRE)) {
      file.each(
          ".",
          pattern,
          m ->
              resolve(file, m.group(2))
                  .ifPresent(target -> {
                    Matcher word = WORD.matcher(m.group(1));
                    while (word.find()) {
                      imports.putIfAbsent(word.group(), target);
                    }
                  }));
    }
    return imports;
  }

  private Optional<String> resolve(SourceFile file, String specifier) {
    Optional<String> base = Names.resolve(Names.folder(file.path()), specifier);
    if (base.isEmpty()) {
      return Optional.empty();
    }
    String bare = base.get().replaceFirst("\\.[cm]?jsx?$", "");
    for (String suffix :
        List.of(
            "",
            ".ts",
            ".js",
            ".mts",
            ".mjs",
            ".cjs",
            ".tsx",
            "/index.ts",
            "/index.js",
            "/index.mjs")) {
      if (byPath.containsKey(base.get() + suffix)) {
        return Optional.of(base.get() + suffix);
      }
      if (byPath.containsKey(bare + suffix)) {
        return Optional.of(bare + suffix);
      }
    }
    return Optional.empty();
  }

  private void endpoints(SourceFile file) {
    if (file.path().contains(".test.") || file.path().contains(".spec.")) {
      return;
    }
    Map<String, String> own = new HashMap<>();
    file.each(
        "new ",
        ROUTER_PREFIX,
        m -> own.put(m.group(1), m.group(2) == null ? m.group(3) : m.group(2)));
    if (file.find(
            ".get(",
            ".get<",
            ".post(",
            ".post<",
            ".put(",
            ".put<",
            ".patch(",
            ".delete(",
            ".all(",
            ".head(")
        >= 0) {
      file.each(
          "(",
          ROUTE,
          m -> {
            if (m.group(3) != null && isRouter(m.group(1))) {
              add(file, own, m.group(1), m.group(2), m.group(3), m.start());
            }
          });
    }
    file.each(
        ".route(", CHAINED, m -> add(file, own, m.group(1), m.group(3), m.group(2), m.start()));
    file.each(
        ".route(",
        OBJECT,
        m -> {
          Matcher url = URL_KEY.matcher(m.group(2));
          Matcher method = METHOD_KEY.matcher(m.group(2));
          if (url.find()) {
            add(
                file,
                own,
                m.group(1),
                method.find() ? method.group(1) : "all",
                url.group(1),
                m.start());
          }
        });
  }

  /** Clients of other services have the same methods as routers. */
  private static boolean isRouter(String name) {
    if (name == null) {
      return true;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return !(lower.contains("axios")
        || lower.contains("http")
        || lower.contains("client")
        || lower.contains("request")
        || lower.contains("fetch")
        || lower.contains("agent")
        || lower.contains("cache")
        || lower.contains("redis")
        || lower.equals("ky")
        || lower.equals("got")
        || lower.equals("url")
        || lower.equals("params")
        || lower.equals("headers")
        || lower.equals("map"));
  }

  private void add(
      SourceFile file,
      Map<String, String> own,
      String name,
      String method,
      String path,
      int offset) {
    String verb = method.equals("all") ? "ANY" : method.toUpperCase(Locale.ROOT);
    String variable = name == null ? "" : name;
    for (String prefix : prefixes(file.path(), variable, 0)) {
      String full = own.containsKey(variable) ? Names.joinUrl(prefix, own.get(variable)) : prefix;
      String rest = path.equals("/") && !full.isEmpty() ? "" : path;
      draft.endpoints.add(new Endpoint(verb, Names.joinUrl(full, rest), file.derived(offset)));
    }
  }

  private List<String> prefixes(String file, String variable, int depth) {
    List<Mount> parents =
        mounts.getOrDefault(file + "#" + variable, mounts.getOrDefault(file, List.of()));
    if (parents.isEmpty() || depth > 6) {
      return List.of("");
    }
    List<String> all = new ArrayList<>();
    for (Mount mount : parents) {
      for (String above : prefixes(mount.parentFile(), mount.parentName(), depth + 1)) {
        String joined = mount.prefix().isEmpty() ? above : Names.joinUrl(above, mount.prefix());
        if (all.size() < 20 && !all.contains(joined)) {
          all.add(joined);
        }
      }
    }
    return all;
  }
}
