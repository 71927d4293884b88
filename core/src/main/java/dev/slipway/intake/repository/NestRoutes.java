package dev.slipway.intake.repository;

import dev.slipway.vocabulary.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the routes of Nest controllers, under the application's global prefix. */
final class NestRoutes {

  private static final Pattern CONTROLLER =
      Pattern.compile(
          "@Controller\\(\\s{0,8}(?:['\"`]([^'\"`\\n]{0,120})['\"`]|\\{[^}]{0,200}?path\\s{0,3}:\\s{0,3}['\"`]([^'\"`\\n]{0,120})['\"`][^}]{0,200}\\})?");
  private static final Pattern HANDLER =
      Pattern.compile(
          "@(Get|Post|Put|Patch|Delete|Head|All|Sse)\\(\\s{0,8}(?:['\"`]([^'\"`\\n]{0,160})['\"`])?");
  private static final Pattern GLOBAL =
      Pattern.compile("setGlobalPrefix\\(\\s{0,8}['\"`]([^'\"`\\n]{1,80})['\"`]([^;]{0,300})");
  private static final Pattern QUOTED = Pattern.compile("['\"`]([^'\"`\\n]{1,80})['\"`]");

  private NestRoutes() {}

  static void read(ServiceDraft draft, List<SourceFile> sources) {
    String prefix = "";
    String excluded = "";
    for (SourceFile file : sources) {
      Matcher matcher = GLOBAL.matcher(file.code());
      if (file.code().contains("setGlobalPrefix(") && matcher.find()) {
        prefix = matcher.group(1);
        excluded = matcher.group(2);
      }
    }
    for (SourceFile file : sources) {
      if (file.code().contains("@Controller(") && !file.path().contains(".spec.")) {
        controllers(draft, file, prefix, excluded);
      }
    }
  }

  private static void controllers(
      ServiceDraft draft, SourceFile file, String prefix, String excluded) {
    Matcher controller = CONTROLLER.matcher(file.code());
    int from = 0;
    while (controller.find(from)) {
      String path =
          controller.group(1) != null
              ? controller.group(1)
              : controller.group(2) != null ? controller.group(2) : "";
      int next = file.code().indexOf("@Controller(", controller.end());
      int end = next < 0 ? file.code().length() : next;
      Matcher handler = HANDLER.matcher(file.code()).region(controller.end(), end);
      while (handler.find()) {
        String rest = handler.group(2) == null ? "" : handler.group(2);
        String route =
            rest.isEmpty()
                ? Names.joinUrl("", path)
                : Names.joinUrl(path.isEmpty() ? "" : Names.joinUrl("", path), rest);
        String full =
            prefix.isEmpty() || isExcluded(route, excluded)
                ? route
                : Names.joinUrl(Names.joinUrl("", prefix), route.equals("/") ? "" : route);
        draft.endpoints.add(
            new Endpoint(verb(handler.group(1)), full, file.derived(handler.start())));
      }
      from = end;
      if (next < 0) {
        return;
      }
    }
  }

  private static String verb(String decorator) {
    return switch (decorator) {
      case "All" -> "ANY";
      case "Sse" -> "GET";
      default -> decorator.toUpperCase(Locale.ROOT);
    };
  }

  private static boolean isExcluded(String route, String options) {
    int exclude = options.indexOf("exclude");
    if (exclude >= 0) {
      Matcher quoted = QUOTED.matcher(options).region(exclude, options.length());
      while (quoted.find()) {
        if (Names.joinUrl("", quoted.group(1)).equals(route)) {
          return true;
        }
      }
    }
    return false;
  }
}
