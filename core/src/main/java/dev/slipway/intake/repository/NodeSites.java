package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.ServiceKind;
import dev.slipway.vocabulary.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Next applications and sites that are built once and served as files. */
final class NodeSites {

  private static final Pattern METHOD =
      Pattern.compile(
          "export\\s{1,4}(?:async\\s{1,4})?(?:function|const)\\s{1,4}(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\\b");
  private static final Pattern OUTPUT =
      Pattern.compile("\\boutput\\s{0,3}:\\s{0,3}['\"](standalone|export)['\"]");
  private static final Pattern DIST_DIR =
      Pattern.compile("\\b(?:distDir|outDir)\\s{0,3}:\\s{0,3}['\"]([\\w./-]{1,80})['\"]");
  private static final Pattern BASE_PATH =
      Pattern.compile("\\bbasePath\\s{0,3}:\\s{0,3}['\"](/[\\w./-]{1,80})['\"]");
  private static final Pattern PORT_OPTION = Pattern.compile("(?:-p|--port)[ =]([0-9]{2,5})\\b");

  private static final int NEXT_PORT = 3000;

  private NodeSites() {}

  static ServiceDraft next(
      Repository repository, ServiceDraft draft, NodeManifest manifest, List<SourceFile> sources) {
    draft.framework = Optional.of(Located.of("next", manifest.evidence("next")));
    draft.build =
        manifest
            .firstScript("build:prod", "build")
            .or(() ->
                Optional.of(
                    Located.of(List.of("npx", "next", "build"), manifest.evidence("next"))));
    Optional<SourceFile> config =
        repository
            .firstIn(
                draft.root,
                "next.config.js",
                "next.config.mjs",
                "next.config.ts",
                "next.config.cjs")
            .flatMap(repository::file);
    String text = config.map(SourceFile::code).orElse("");
    Matcher output = OUTPUT.matcher(text);
    String mode = output.find() ? output.group(1) : "";
    Evidence why = mode.isEmpty() ? manifest.evidence("next") : config.get().stated(output.start());
    if (mode.equals("export")) {
      draft.kind = Located.of(ServiceKind.STATIC_SITE, why);
      draft.outputDirectory = Optional.of(directory(text).orElse("out"));
      return draft;
    }
    serve(draft, manifest, mode, text, why);
    Matcher base = BASE_PATH.matcher(text);
    String prefix = base.find() ? base.group(1) : "";
    sources.forEach(f -> nextRoute(draft, f, prefix));
    NodeRoutes.traits(draft, sources);
    return draft;
  }

  private static void serve(
      ServiceDraft draft, NodeManifest manifest, String mode, String text, Evidence why) {
    String output = directory(text).orElse(".next");
    Optional<Located<String>> script = manifest.script("start");
    Matcher option = PORT_OPTION.matcher(script.map(Located::value).orElse(""));
    boolean standalone = mode.equals("standalone");
    boolean own = script.isPresent() && !script.get().value().contains("next start");
    draft.outputDirectory = Optional.of(standalone ? output + "/standalone" : output);
    draft.start =
        Optional.of(
            Located.of(
                standalone
                    ? List.of("node", "server.js")
                    : own ? manifest.run("start") : List.of("node_modules/.bin/next", "start"),
                why));
    boolean fixed = option.find() && !standalone;
    draft.portFromEnvironment = !fixed || own;
    draft.port =
        fixed && own
            ? Optional.of(Located.of(Integer.parseInt(option.group(1)), script.get().evidence()))
            : Optional.of(
                Located.of(
                    NEXT_PORT,
                    Evidence.assumed(
                        "Next listens on " + NEXT_PORT + " unless PORT says otherwise")));
    draft.portFromEnvironment = true;
  }

  private static Optional<String> directory(String config) {
    Matcher matcher = DIST_DIR.matcher(config);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Routes by the file's place: {@code app/x/route.ts} and {@code pages/api/x.ts}. */
  private static void nextRoute(ServiceDraft draft, SourceFile file, String prefix) {
    String below = Names.relative(draft.root, file.path());
    String path = below.startsWith("src/") ? below.substring(4) : below;
    String name = Names.last(path);
    if (path.startsWith("app/") && name.startsWith("route.")) {
      String url = segments(Names.folder(path).substring(3));
      Matcher matcher = METHOD.matcher(file.code());
      while (matcher.find()) {
        draft.endpoints.add(
            new Endpoint(
                matcher.group(1), Names.joinUrl(prefix, url), file.derived(matcher.start())));
      }
    } else if (path.startsWith("pages/api/")) {
      String bare = path.substring(5, path.lastIndexOf('.'));
      String url = bare.endsWith("/index") ? bare.substring(0, bare.length() - 6) : bare;
      int at = Math.max(0, file.find("export default", "module.exports"));
      draft.endpoints.add(new Endpoint("ANY", Names.joinUrl(prefix, url), file.derived(at)));
    }
  }

  private static String segments(String folder) {
    List<String> parts = new ArrayList<>();
    for (String part : folder.split("/")) {
      if (!part.isEmpty()
          && !(part.startsWith("(") && part.endsWith(")"))
          && !part.startsWith("@")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** A site that a bundler leaves as files. */
  static Optional<ServiceDraft> site(
      Repository repository, NodeManifest manifest, List<SourceFile> sources) {
    String root = manifest.root();
    Optional<String> config =
        repository.firstIn(
            root, "vite.config.ts", "vite.config.js", "vite.config.mjs", "vite.config.mts");
    String text = config.flatMap(repository::file).map(SourceFile::code).orElse("");
    boolean page = repository.contains(Names.join(root, "index.html"));
    boolean library = text.contains("lib:") && text.contains("build");
    if (manifest.hasTool("vite")
        && (page || config.isPresent() && repository.contains(Names.join(root, "src/index.html")))
        && !library) {
      return Optional.of(site(repository, manifest, "vite", directory(text).orElse("dist")));
    }
    if (manifest.hasTool("@sveltejs/adapter-static")) {
      return Optional.of(site(repository, manifest, "sveltekit", "build"));
    }
    if (manifest.hasTool("react-scripts")
        && repository.contains(Names.join(root, "public/index.html"))) {
      return Optional.of(site(repository, manifest, "react-scripts", "build"));
    }
    if (manifest.hasTool("@vue/cli-service")
        && repository.contains(Names.join(root, "public/index.html"))) {
      return Optional.of(site(repository, manifest, "vue-cli", "dist"));
    }
    if (manifest.has("astro") && !manifest.has("@astrojs/node")) {
      return Optional.of(site(repository, manifest, "astro", "dist"));
    }
    if (manifest.has("@angular/core") && repository.contains(Names.join(root, "angular.json"))) {
      return Optional.of(site(repository, manifest, "angular", "dist"));
    }
    return Optional.empty();
  }

  private static ServiceDraft site(
      Repository repository, NodeManifest manifest, String tool, String output) {
    Evidence evidence = manifest.evidence(manifest.has(tool) ? tool : "");
    ServiceDraft draft = NodeReader.draft(repository, manifest, ServiceKind.STATIC_SITE, evidence);
    draft.framework = Optional.of(Located.of(tool, evidence));
    draft.build =
        manifest
            .firstScript("build:prod", "build")
            .or(() -> Optional.of(Located.of(List.of("npx", tool, "build"), evidence)));
    draft.outputDirectory = Optional.of(output);
    return draft;
  }
}
