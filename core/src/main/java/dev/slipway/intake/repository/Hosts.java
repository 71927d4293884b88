package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the hosts of somebody else's that code calls, among all the addresses it mentions. */
final class Hosts {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "[\"'`]https://([A-Za-z0-9][A-Za-z0-9.-]{2,100}\\.[A-Za-z]{2,12})((?:/[^\\s\"'`<>]{0,200})?)");

  /** A line that calls or names an address to call. */
  private static final List<String> CALLS =
      List.of(
          "fetch(",
          "axios",
          "requests.",
          "httpx",
          ".get(",
          ".post(",
          ".Get(",
          ".Post(",
          "NewRequest",
          "got(",
          "ky.",
          "aiohttp",
          "session.",
          "client.",
          "urlopen",
          "URL",
          "url",
          "Url",
          "ENDPOINT",
          "endpoint",
          "Endpoint",
          "baseURL",
          "base_url",
          "BaseURL",
          "HOST",
          "API",
          "request(");

  private static final Set<String> TWO_PART =
      new TreeSet<>(List.of("co", "com", "org", "net", "gov", "ac", "edu"));

  /** Hosts that serve documents, schemas, fonts and scripts. Only looked up. */
  private static final Set<String> NO_API =
      new TreeSet<>(
          List.of(
              "github.com",
              "gitlab.com",
              "gist.github.com",
              "raw.githubusercontent.com",
              "www.w3.org",
              "json-schema.org",
              "schema.org",
              "fonts.googleapis.com",
              "fonts.gstatic.com",
              "unpkg.com",
              "cdn.jsdelivr.net",
              "esm.sh",
              "cdnjs.cloudflare.com",
              "pypi.org",
              "registry.npmjs.org",
              "stackoverflow.com",
              "nextjs.org",
              "vercel.com",
              "fastapi.tiangolo.com",
              "polyfill.io",
              "avatars.githubusercontent.com",
              "images.unsplash.com",
              "www.gravatar.com",
              "gravatar.com",
              "secure.gravatar.com",
              "www.googletagmanager.com",
              "opensource.org",
              "www.apache.org",
              "creativecommons.org",
              "placehold.co",
              "picsum.photos",
              "i.imgur.com",
              "react.dev"));

  private Hosts() {}

  static void collect(SourceFile file, ServiceDraft draft) {
    if (!file.code().contains("https://") || Names.last(file.path()).contains("seed")) {
      return;
    }
    Matcher matcher = ADDRESS.matcher(file.code());
    while (matcher.find()) {
      String host = matcher.group(1).toLowerCase(Locale.ROOT);
      if (isSomebodyElses(host) && isCalled(file, matcher, host)) {
        Evidence why = file.derived(matcher.start());
        draft.externalApi(name(host), host, why);
      }
    }
  }

  private static boolean isSomebodyElses(String host) {
    return !NO_API.contains(host)
        && !host.startsWith("docs.")
        && !host.startsWith("developer")
        && !host.startsWith("cdn.")
        && !host.startsWith("schemas.")
        && !host.startsWith("fonts.")
        && !host.contains("example")
        && !host.contains("your")
        && !host.contains("placeholder")
        && !host.endsWith(".local")
        && !host.endsWith(".test")
        && !host.endsWith(".invalid")
        && !host.endsWith(".localhost")
        && !host.endsWith(".internal")
        && !host.endsWith(".github.io")
        && !host.endsWith(".md")
        && !host.endsWith(".html");
  }

  private static boolean isCalled(SourceFile file, Matcher matcher, String host) {
    if (host.startsWith("api.")
        || host.contains(".api.")
        || host.startsWith("hooks.")
        || host.endsWith(".googleapis.com")) {
      return true;
    }
    String line = file.lineText(file.line(matcher.start()));
    if (line.contains("href")
        || line.contains("<a ")
        || line.contains("src=")
        || line.contains("origin")) {
      return false;
    }
    String before = line.substring(0, Math.max(0, line.indexOf("https://")));
    for (String call : CALLS) {
      if (before.contains(call)) {
        return matcher.group(2).length() > 1 || !before.contains("rl");
      }
    }
    return false;
  }

  /** The name people know a host by: {@code api.stripe.com} is {@code stripe}. */
  static String name(String host) {
    if (host.equals("generativelanguage.googleapis.com")) {
      return "google";
    }
    String[] labels = host.split("\\.");
    if (host.endsWith(".googleapis.com") && !labels[0].equals("www")) {
      return labels[0].endsWith("aiplatform") ? "vertex-ai" : labels[0];
    }
    if (labels.length == 3 && labels[0].equals("www")) {
      return labels[1];
    }
    int last = labels.length - 2;
    if (last > 0 && TWO_PART.contains(labels[last]) && labels[labels.length - 1].length() == 2) {
      last--;
    }
    return labels[Math.max(0, last)];
  }
}
