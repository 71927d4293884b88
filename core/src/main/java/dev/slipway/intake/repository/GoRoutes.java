package dev.slipway.intake.repository;

import dev.slipway.vocabulary.Endpoint;
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
 * Finds the routes of net/http, chi, gin, echo, fiber and gorilla servers, with their groups and
 * nested routers.
 */
final class GoRoutes {

  private static final Pattern HANDLE =
      Pattern.compile(
          "\\b(\\w{1,60})\\.(?:HandleFunc|Handle)\\(\\s{0,8}(?:\\w{1,40}\\s{0,3}\\+\\s{0,3})?\"(?:([A-Z]{3,7})"
              + " )?([\\w.-]{0,60})(/[^\"\\n]{0,200})\"");
  private static final Pattern METHOD =
      Pattern.compile(
          "\\b(\\w{1,60})\\.(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|Any|Get|Post|Put|Patch|Delete|Head|Options|All)\\(\\s{0,8}\"(/[^\"\\n]{0,200})?\"");
  private static final Pattern GROUP =
      Pattern.compile(
          "\\b(\\w{1,60})\\s{0,3}:?=\\s{0,3}(\\w{1,60})\\.(?:Group\\(\\s{0,8}\"([^\"\\n]{0,120})\"|PathPrefix\\(\\s{0,4}\"([^\"\\n]{0,120})\"\\)\\.Subrouter)");
  private static final Pattern NESTED =
      Pattern.compile(
          "\\b(\\w{1,60})\\.Route\\(\\s{0,8}\"(/[^\"\\n]{0,120})\"\\s{0,4},\\s{0,4}func\\(");
  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^func (?:\\([^)\\n]{0,80}\\) )?(\\w{1,80})\\(([^)]{0,400})\\)");
  private static final Pattern ROUTER_PARAMETER =
      Pattern.compile(
          "(\\w{1,40})\\s{1,3}\\*?(?:gin\\.(?:RouterGroup|IRouter|IRoutes|Engine)|echo\\.(?:Group|Echo)|fiber\\.(?:Router|App)|chi\\.(?:Router|Mux)|mux\\.Router|http\\.ServeMux)");
  private static final Pattern CALL_WITH =
      Pattern.compile(
          "\\b(\\w{1,80})\\(([^()\\n]{0,120}(?:\\(\"[^\"\\n]{0,100}\"\\))?[^()\\n]{0,60})\\)");
  private static final Pattern INLINE_GROUP =
      Pattern.compile("\\b(\\w{1,60})\\.Group\\(\"([^\"\\n]{0,100})\"\\)");
  private static final Pattern MOUNT =
      Pattern.compile(
          "\\b(\\w{1,60})\\.Mount\\(\\s{0,4}\"(/[^\"\\n]{0,120})\"\\s{0,4},\\s{0,4}(?:\\w{1,40}\\.){0,3}(\\w{1,60})\\(");

  /** A function of the code: where it is, and its router parameter if it has one. */
  private record Function(
      SourceFile file, String name, int start, int end, Optional<String> router) {}

  private record Range(int start, int end, String prefix) {}

  private final ServiceDraft draft;
  private final List<Function> functions = new ArrayList<>();

  /** By function name: the prefix of the group that callers hand to it. */
  private final Map<String, String> handed = new LinkedHashMap<>();

  private GoRoutes(ServiceDraft draft) {
    this.draft = draft;
  }

  static void read(ServiceDraft draft, List<SourceFile> sources) {
    GoRoutes routes = new GoRoutes(draft);
    List<SourceFile> routed = new ArrayList<>();
    for (SourceFile file : sources) {
      if (METHOD.matcher(file.code()).find()
          || file.find("HandleFunc(", ".Handle(", ".Route(", ".Mount(", ".Group(") >= 0
          || ROUTER_PARAMETER.matcher(file.code()).find()) {
        routed.add(file);
      }
    }
    routed.forEach(routes::functions);
    // Twice, so that a group handed on by a function that was handed one is known.
    for (int round = 0; round < 2; round++) {
      routes.functions.forEach(routes::calls);
    }
    routes.functions.forEach(routes::endpoints);
  }

  private void functions(SourceFile file) {
    Matcher matcher = FUNCTION.matcher(file.code());
    while (matcher.find()) {
      int open = file.code().indexOf('{', matcher.end());
      int end = open < 0 ? file.code().length() : bodyEnd(file.code(), open);
      Matcher parameter = ROUTER_PARAMETER.matcher(matcher.group(2));
      functions.add(
          new Function(
              file,
              matcher.group(1),
              matcher.start(),
              end,
              parameter.find() ? Optional.of(parameter.group(1)) : Optional.empty()));
    }
  }

  /** Where a top-level function ends: gofmt puts its closing brace alone at the start of a line. */
  private static int bodyEnd(String code, int open) {
    int end = code.indexOf("\n}", open);
    int line = code.indexOf('\n', open);
    boolean single = line >= 0 && code.substring(open, line).endsWith("}");
    return single ? line : end < 0 ? code.length() : end + 2;
  }

  /** The prefixes of the router variables in a function. */
  private Map<String, String> variables(Function function) {
    Map<String, String> prefixes = new HashMap<>();
    function.router().ifPresent(r -> prefixes.put(r, handed.getOrDefault(function.name(), "")));
    Matcher matcher =
        GROUP.matcher(function.file().code()).region(function.start(), function.end());
    List<Range> ranges = ranges(function);
    while (matcher.find()) {
      String path = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
      String above = prefixes.getOrDefault(matcher.group(2), "");
      prefixes.put(matcher.group(1), joined(enclosing(ranges, matcher.start()) + above, path));
    }
    return prefixes;
  }

  private static String joined(String prefix, String path) {
    return path.isEmpty() || path.equals("/") ? prefix : Names.joinUrl(prefix, path);
  }

  private List<Range> ranges(Function function) {
    List<Range> ranges = new ArrayList<>();
    Matcher matcher =
        NESTED.matcher(function.file().code()).region(function.start(), function.end());
    while (matcher.find()) {
      int open = function.file().code().indexOf('(', matcher.start());
      ranges.add(
          new Range(
              matcher.start(), CodeText.closing(function.file().code(), open), matcher.group(2)));
    }
    return ranges;
  }

  private static String enclosing(List<Range> ranges, int offset) {
    String prefix = "";
    for (Range range : ranges) {
      if (range.start() < offset && offset < range.end()) {
        prefix = joined(prefix, range.prefix());
      }
    }
    return prefix;
  }

  private void calls(Function function) {
    Map<String, String> prefixes = variables(function);
    List<Range> ranges = ranges(function);
    String code = function.file().code();
    Matcher mount = MOUNT.matcher(code).region(function.start(), function.end());
    while (mount.find()) {
      handed.put(
          mount.group(3),
          joined(
              enclosing(ranges, mount.start()) + prefixes.getOrDefault(mount.group(1), ""),
              mount.group(2)));
    }
    Matcher call = CALL_WITH.matcher(code).region(function.start(), function.end());
    while (call.find()) {
      String around = enclosing(ranges, call.start());
      Matcher inline = INLINE_GROUP.matcher(call.group(2));
      if (inline.find()) {
        handed.put(
            call.group(1),
            joined(around + prefixes.getOrDefault(inline.group(1), ""), inline.group(2)));
      } else {
        for (String argument : call.group(2).split(",")) {
          String prefix = prefixes.get(argument.strip());
          if (!call.group(1).equals(function.name())
              && (prefix != null && !(around + prefix).isEmpty()
                  || prefix == null && !around.isEmpty() && argument.strip().equals("r"))) {
            handed.put(call.group(1), around + (prefix == null ? "" : prefix));
          }
        }
      }
    }
  }

  private void endpoints(Function function) {
    Map<String, String> prefixes = variables(function);
    List<Range> ranges = ranges(function);
    SourceFile file = function.file();
    String own = function.router().isEmpty() ? handed.getOrDefault(function.name(), "") : "";
    Matcher handle = HANDLE.matcher(file.code()).region(function.start(), function.end());
    while (handle.find()) {
      String verb = handle.group(2) == null ? gorillaMethod(file, handle.end()) : handle.group(2);
      add(
          file,
          verb,
          own + enclosing(ranges, handle.start()) + prefixes.getOrDefault(handle.group(1), ""),
          handle.group(4),
          handle.start());
    }
    Matcher method = METHOD.matcher(file.code()).region(function.start(), function.end());
    while (method.find()) {
      boolean client =
          method.group(1).equals("http")
              || method.group(1).equals("client")
              || method.group(1).equals("resty")
              || method.group(1).equals("Header")
              || method.group(1).equals("viper");
      if (!client) {
        String verb = method.group(2).toUpperCase(Locale.ROOT);
        String path = method.group(3) == null ? "" : method.group(3);
        add(
            file,
            verb.equals("ALL") ? "ANY" : verb,
            own + enclosing(ranges, method.start()) + prefixes.getOrDefault(method.group(1), ""),
            path,
            method.start());
      }
    }
  }

  private static String gorillaMethod(SourceFile file, int from) {
    int end = file.code().indexOf('\n', from);
    String rest = file.code().substring(from, end < 0 ? file.code().length() : end);
    int at = rest.indexOf(".Methods(");
    if (at >= 0) {
      for (String verb : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
        if (rest.toUpperCase(Locale.ROOT).indexOf(verb, at) >= 0) {
          return verb;
        }
      }
    }
    return "ANY";
  }

  private void add(SourceFile file, String verb, String prefix, String path, int offset) {
    String rest = path.equals("/") && !prefix.isEmpty() ? "" : path;
    // net/http's {$} only says that the path ends there.
    String full = Names.joinUrl(prefix, rest).replace("{$}", "");
    draft.endpoints.add(new Endpoint(verb, full.isEmpty() ? "/" : full, file.derived(offset)));
  }
}
