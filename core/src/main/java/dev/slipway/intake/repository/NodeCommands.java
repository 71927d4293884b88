package dev.slipway.intake.repository;

import dev.slipway.evidence.Located;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what builds and what starts a Node.js service in production. */
final class NodeCommands {

  private static final Pattern OUT_DIR =
      Pattern.compile("\"outDir\"\\s{0,4}:\\s{0,4}\"([^\"\\n]{1,100})\"");
  private static final Pattern ROOT_DIR =
      Pattern.compile("\"rootDir\"\\s{0,4}:\\s{0,4}\"([^\"\\n]{1,100})\"");

  private NodeCommands() {}

  static void fill(
      Repository repository,
      ServiceDraft draft,
      NodeManifest manifest,
      Optional<SourceFile> entry) {
    draft.build = manifest.firstScript("build:prod", "build");
    draft.start = start(repository, draft, manifest, entry);
    boolean compiled =
        draft
            .start
            .map(s -> String.join(" ", s.value()))
            .filter(s -> s.contains("dist/") || s.contains("build/"))
            .isPresent();
    if (draft.build.isEmpty() && compiled && manifest.hasTool("typescript")) {
      draft.build = Optional.of(Located.of(List.of("npx", "tsc"), manifest.evidence()));
    }
  }

  private static Optional<Located<List<String>>> start(
      Repository repository,
      ServiceDraft draft,
      NodeManifest manifest,
      Optional<SourceFile> entry) {
    Optional<Located<List<String>>> procfile = Procfile.of(repository, draft.root).command("web");
    if (procfile.isPresent()) {
      return procfile;
    }
    for (String name : List.of("start:prod", "start:production", "serve:prod", "start", "serve")) {
      Optional<Located<String>> script = manifest.script(name);
      if (script.isPresent() && !isForDevelopment(script.get().value())) {
        return Optional.of(
            Located.of(direct(manifest, name, script.get().value()), script.get().evidence()));
      }
    }
    Optional<Located<List<String>>> main =
        manifest
            .text("main")
            .filter(m ->
                m.endsWith("js") && !m.equals("index.js")
                    || repository.contains(Names.join(draft.root, m)))
            .map(m -> Located.of(List.of("node", m), manifest.evidence()));
    return main.or(() ->
        entry.map(f -> Located.of(compiled(repository, draft, manifest, f), f.statedLine(1))));
  }

  /**
   * A script that is one program is started without the package manager, which would not pass
   * signals on.
   */
  private static List<String> direct(NodeManifest manifest, String name, String script) {
    String bare =
        script.startsWith("NODE_ENV=production ")
            ? script.substring("NODE_ENV=production ".length())
            : script.startsWith("cross-env NODE_ENV=production ")
                ? script.substring("cross-env NODE_ENV=production ".length())
                : script;
    return ShellWords.split(bare)
        .filter(w -> w.getFirst().equals("node") || w.getFirst().equals("bun"))
        .orElseGet(() -> manifest.run(name));
  }

  static boolean isForDevelopment(String script) {
    String lower = script.toLowerCase(Locale.ROOT);
    return lower.contains("nodemon")
        || lower.contains("ts-node")
        || lower.contains("--watch")
        || lower.contains("tsx watch")
        || lower.equals("nest start")
        || lower.startsWith("nest start ")
        || lower.contains("webpack serve")
        || lower.contains("nx serve");
  }

  /** The file as the compiler leaves it, or run from its source where nothing compiles it. */
  private static List<String> compiled(
      Repository repository, ServiceDraft draft, NodeManifest manifest, SourceFile entry) {
    String below = Names.relative(draft.root, entry.path());
    boolean typescript = below.endsWith(".ts") || below.endsWith(".mts");
    if (!typescript) {
      return List.of("node", below);
    }
    if (draft.build.isEmpty()) {
      return manifest.has("tsx")
          ? List.of("node", "--import", "tsx", below)
          : manifest.hasTool("ts-node") ? List.of("npx", "ts-node", below) : List.of("node", below);
    }
    String config =
        repository
            .firstIn(draft.root, "tsconfig.build.json", "tsconfig.json")
            .flatMap(repository::file)
            .map(SourceFile::code)
            .orElse("");
    Matcher out = OUT_DIR.matcher(config);
    Matcher source = ROOT_DIR.matcher(config);
    String folder = out.find() ? clean(out.group(1)) : "dist";
    String from = source.find() ? clean(source.group(1)) : below.startsWith("src/") ? "src" : "";
    String inside =
        !from.isEmpty() && below.startsWith(from + "/")
            ? below.substring(from.length() + 1)
            : below;
    return List.of("node", Names.join(folder, inside.replaceFirst("\\.m?ts$", ".js")));
  }

  private static String clean(String path) {
    String bare = path.startsWith("./") ? path.substring(2) : path;
    String trimmed = bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    return trimmed.equals(".") ? "" : trimmed;
  }
}
