package dev.slipway.intake.repository;

import dev.slipway.vocabulary.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the routes of FastAPI, Starlette and Flask applications, with the prefixes of their
 * routers; Django's in {@link DjangoRoutes}.
 */
final class PythonRoutes {

  private static final Pattern DECORATED =
      Pattern.compile(
          "@(\\w{1,60})\\.(get|post|put|patch|delete|head|options|route|api_route|websocket)\\(\\s{0,20}[rf]?[\"']([^\"'\\n]{0,200})[\"']([^\\n]{0,160})");
  private static final Pattern ROUTER =
      Pattern.compile(
          "(?m)^["
              + " \\t]{0,8}(\\w{1,60})(?:\\s{0,3}:\\s{0,3}\\w{1,40})?\\s{0,3}=\\s{0,3}(?:\\w{1,40}\\.)?(APIRouter|Blueprint|FastAPI|Flask|Router)\\(");
  private static final Pattern PREFIX =
      Pattern.compile(
          "\\b(?:url_)?prefix\\s{0,2}=\\s{0,2}(?:f?[\"']([^\"'\\n]{0,120})[\"']|([\\w.]{1,80}))");
  private static final Pattern INCLUDE =
      Pattern.compile(
          "\\b(\\w{1,60})\\.(?:include_router|register_blueprint|mount)\\(\\s{0,20}(?:[\"']([^\"'\\n]{0,120})[\"']\\s{0,4},\\s{0,8})?([\\w.]{1,120})");
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?m)^["
              + " \\t]{0,8}from\\s{1,4}([\\w.]{1,160})\\s{1,4}import\\s{1,4}(\\([^)]{1,2000}\\)|[^\\n]{1,400})");
  private static final Pattern METHODS =
      Pattern.compile("methods\\s{0,2}=\\s{0,2}[\\[(]([^\\])\\n]{1,80})[\\])]");
  private static final Pattern STARLETTE_ROUTE =
      Pattern.compile("\\bRoute\\(\\s{0,20}[\"'](/[^\"'\\n]{0,200})[\"']");
  private static final Pattern CONSTANT =
      Pattern.compile(
          "(?m)^["
              + " \\t]{0,8}(\\w{1,60})\\s{0,3}(?::\\s{0,3}\\w{1,40}\\s{0,3})?=\\s{0,3}[\"'](/[^\"'\\n]{0,100})[\"']");

  private final String root;
  private final ServiceDraft draft;
  private final Map<String, String> ownPrefix = new LinkedHashMap<>();
  private final Map<String, List<Mount>> mounts = new LinkedHashMap<>();
  private final Map<String, String> constants = new LinkedHashMap<>();
  private final Map<String, SourceFile> byModule = new LinkedHashMap<>();

  /** A router included in another one, under a prefix. Routers are named by module and variable. */
  private record Mount(String parent, String prefix) {}

  private PythonRoutes(ServiceDraft draft, String root) {
    this.draft = draft;
    this.root = root;
  }

  static void read(ServiceDraft draft, List<SourceFile> sources, String root) {
    if (draft.framework.filter(f -> f.value().equals("django")).isPresent()) {
      DjangoRoutes.read(draft, sources, root);
      return;
    }
    PythonRoutes routes = new PythonRoutes(draft, root);
    for (SourceFile file : sources) {
      routes.byModule.put(routes.module(file), file);
      if (file.find("= \"/", "= '/") >= 0) {
        file.each("= ", CONSTANT, m -> routes.constants.putIfAbsent(m.group(1), m.group(2)));
      }
    }
    sources.forEach(routes::routers);
    sources.forEach(routes::includes);
    sources.forEach(routes::endpoints);
  }

  private String module(SourceFile file) {
    String below = Names.relative(root, file.path());
    String dotted = below.substring(0, below.length() - 3).replace('/', '.');
    return dotted.endsWith(".__init__") ? dotted.substring(0, dotted.length() - 9) : dotted;
  }

  private void routers(SourceFile file) {
    if (file.find("Router(", "Blueprint(", "FastAPI(", "Flask(") >= 0) {
      file.each(
          "(",
          ROUTER,
          m -> {
            String arguments = arguments(file.code(), m.end() - 1);
            ownPrefix.put(module(file) + ":" + m.group(1), prefix(arguments));
          });
    }
  }

  private static String arguments(String code, int open) {
    return code.substring(open, Math.min(CodeText.closing(code, open), open + 1_000));
  }

  private String prefix(String arguments) {
    Matcher matcher = PREFIX.matcher(arguments);
    if (!matcher.find()) {
      return "";
    }
    if (matcher.group(1) != null) {
      return matcher.group(1).contains("{") ? "" : matcher.group(1);
    }
    String name = matcher.group(2);
    return constants.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
  }

  private void includes(SourceFile file) {
    if (file.find("include_router(", "register_blueprint(", ".mount(") < 0) {
      return;
    }
    Map<String, String> imports = imports(file);
    Matcher matcher = INCLUDE.matcher(file.code());
    while (matcher.find()) {
      int open = file.code().indexOf('(', matcher.start());
      String prefix =
          Optional.ofNullable(matcher.group(2))
              .orElseGet(() -> prefix(arguments(file.code(), open)));
      String parent = module(file) + ":" + matcher.group(1);
      target(module(file), matcher.group(3), imports)
          .ifPresent(child ->
              mounts.computeIfAbsent(child, k -> new ArrayList<>()).add(new Mount(parent, prefix)));
    }
  }

  /** What names stand for in a file: {@code module} or {@code module:variable}. */
  private Map<String, String> imports(SourceFile file) {
    Map<String, String> imports = new LinkedHashMap<>();
    Matcher matcher = IMPORT.matcher(file.code());
    while (matcher.find()) {
      String from = absolute(file, matcher.group(1));
      for (String part : matcher.group(2).replace("(", "").replace(")", "").split(",")) {
        String[] words = part.strip().split("\\s+as\\s+");
        if (!words[0].isEmpty()) {
          String local = words.length > 1 ? words[1] : words[0];
          Optional<String> submodule = known(from.isEmpty() ? words[0] : from + "." + words[0]);
          imports.put(local, submodule.orElseGet(() -> known(from).orElse(from) + ":" + words[0]));
        }
      }
    }
    return imports;
  }

  private String absolute(SourceFile file, String from) {
    int dots = 0;
    while (dots < from.length() && from.charAt(dots) == '.') {
      dots++;
    }
    if (dots == 0) {
      return from;
    }
    String base = module(file);
    boolean isPackage = file.path().endsWith("/__init__.py");
    for (int i = isPackage ? 1 : 0; i < dots; i++) {
      int dot = base.lastIndexOf('.');
      base = dot < 0 ? "" : base.substring(0, dot);
    }
    String rest = from.substring(dots);
    return base.isEmpty() ? rest : rest.isEmpty() ? base : base + "." + rest;
  }

  /**
   * The module as it is called from the service's folder: the code may import from {@code src} or
   * from its own folder.
   */
  private Optional<String> known(String module) {
    if (byModule.containsKey(module)) {
      return Optional.of(module);
    }
    for (String candidate : byModule.keySet()) {
      if (candidate.endsWith("." + module)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private Optional<String> target(String module, String expression, Map<String, String> imports) {
    int dot = expression.indexOf('.');
    String head = dot < 0 ? expression : expression.substring(0, dot);
    String imported = imports.get(head);
    if (imported == null) {
      return dot < 0
          ? Optional.of(module + ":" + head)
          : known(expression.substring(0, expression.lastIndexOf('.')))
              .map(m -> m + ":" + expression.substring(expression.lastIndexOf('.') + 1));
    }
    if (dot < 0) {
      return Optional.of(reexported(imported));
    }
    String rest = expression.substring(dot + 1);
    int last = rest.lastIndexOf('.');
    String nested = last < 0 ? imported : imported + "." + rest.substring(0, last);
    return Optional.of(reexported(nested + ":" + rest.substring(last + 1)));
  }

  /** A router that a package's {@code __init__} only passes on, by where it is made. */
  private String reexported(String router) {
    int colon = router.indexOf(':');
    SourceFile file = colon < 0 ? null : byModule.get(router.substring(0, colon));
    if (file == null || ownPrefix.containsKey(router)) {
      return router;
    }
    return imports(file).getOrDefault(router.substring(colon + 1), router);
  }

  private void endpoints(SourceFile file) {
    file.each(
        "@",
        DECORATED,
        m -> {
          String rule = m.group(3);
          for (String prefix : prefixes(module(file) + ":" + m.group(1), 0)) {
            for (String method : methods(m.group(2), m.group(4))) {
              draft.endpoints.add(
                  new Endpoint(method, Names.joinUrl(prefix, rule), file.derived(m.start())));
            }
          }
        });
    file.each(
        "Route(",
        STARLETTE_ROUTE,
        m -> draft.endpoints.add(new Endpoint("ANY", m.group(1), file.derived(m.start()))));
  }

  private static List<String> methods(String decorator, String rest) {
    if (decorator.equals("websocket")) {
      return List.of("GET");
    }
    if (!decorator.endsWith("route")) {
      return List.of(decorator.toUpperCase(Locale.ROOT));
    }
    Matcher matcher = METHODS.matcher(rest);
    if (!matcher.find()) {
      return List.of("GET");
    }
    List<String> methods = new ArrayList<>();
    for (String word : matcher.group(1).split(",")) {
      methods.add(EnvironmentFiles.unquote(word.strip()).toUpperCase(Locale.ROOT));
    }
    methods.removeIf(String::isEmpty);
    return methods;
  }

  /**
   * Every path under which a router is reached; a router that nothing includes stands for itself.
   */
  private List<String> prefixes(String router, int depth) {
    String own = ownPrefix.getOrDefault(router, "");
    List<Mount> parents = mounts.getOrDefault(router, List.of());
    if (parents.isEmpty() || depth > 6) {
      return List.of(own);
    }
    List<String> all = new ArrayList<>();
    for (Mount mount : parents) {
      for (String above : prefixes(mount.parent(), depth + 1)) {
        if (all.size() < 20) {
          all.add(joined(joined(above, mount.prefix()), own));
        }
      }
    }
    return all;
  }

  private static String joined(String prefix, String path) {
    return path.isEmpty() || path.equals("/") ? prefix : Names.joinUrl(prefix, path);
  }
}
