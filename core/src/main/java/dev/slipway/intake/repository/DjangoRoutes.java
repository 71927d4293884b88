package dev.slipway.intake.repository;

import dev.slipway.vocabulary.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows a Django project's URL configuration from its root. */
final class DjangoRoutes {

  private static final Pattern PATH =
      Pattern.compile(
          "\\b(path|re_path|url)\\(\\s{0,20}r?[\"']([^\"'\\n]{0,200})[\"']\\s{0,4},\\s{0,20}(include\\(\\s{0,20}\\(?\\s{0,20}(?:[\"']([\\w.]{1,120})[\"']|([\\w.]{1,120})))?");
  private static final Pattern REGISTER =
      Pattern.compile("\\b\\w{1,40}\\.register\\(\\s{0,20}r?[\"']([^\"'\\n]{0,120})[\"']");
  private static final Pattern ROOT_URLCONF =
      Pattern.compile("ROOT_URLCONF\\s{0,3}=\\s{0,3}[\"']([\\w.]{1,120})[\"']");

  private final ServiceDraft draft;
  private final List<SourceFile> sources;

  private DjangoRoutes(ServiceDraft draft, List<SourceFile> sources) {
    this.draft = draft;
    this.sources = sources;
  }

  static void read(ServiceDraft draft, List<SourceFile> sources, String root) {
    DjangoRoutes routes = new DjangoRoutes(draft, sources);
    for (SourceFile file : sources) {
      Matcher matcher = ROOT_URLCONF.matcher(file.code());
      if (file.code().contains("ROOT_URLCONF") && matcher.find()) {
        routes.module(matcher.group(1)).ifPresent(f -> routes.follow(f, "", 0));
        return;
      }
    }
  }

  private Optional<SourceFile> module(String module) {
    String path = module.replace('.', '/');
    Optional<SourceFile> best = Optional.empty();
    for (SourceFile file : sources) {
      boolean fits =
          file.path().equals(path + ".py")
              || file.path().endsWith("/" + path + ".py")
              || file.path().endsWith(path + "/__init__.py");
      if (fits && (best.isEmpty() || file.path().length() < best.get().path().length())) {
        best = Optional.of(file);
      }
    }
    return best;
  }

  private void follow(SourceFile file, String prefix, int depth) {
    if (depth > 6 || draft.endpoints.size() > 2_000) {
      return;
    }
    Matcher matcher = PATH.matcher(file.code());
    while (matcher.find()) {
      String path = prefix + clean(matcher.group(1), matcher.group(2));
      if (matcher.group(3) == null) {
        draft.endpoints.add(
            new Endpoint("ANY", Names.joinUrl("", path), file.derived(matcher.start())));
      } else if (matcher.group(4) != null) {
        module(matcher.group(4)).ifPresent(f -> follow(f, path, depth + 1));
      } else if (matcher.group(5) != null) {
        registered(file, path);
      }
    }
  }

  private void registered(SourceFile file, String prefix) {
    file.each(
        ".register(",
        REGISTER,
        m ->
            draft.endpoints.add(
                new Endpoint(
                    "ANY",
                    Names.joinUrl("", prefix + clean("re_path", m.group(1)) + "/"),
                    file.derived(m.start()))));
  }

  /** A route without the marks of a regular expression. */
  private static String clean(String function, String rule) {
    if (function.equals("path")) {
      return rule;
    }
    String bare = rule.startsWith("^") ? rule.substring(1) : rule;
    return bare.endsWith("$") ? bare.substring(0, bare.length() - 1) : bare;
  }
}
