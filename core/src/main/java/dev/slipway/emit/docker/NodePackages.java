package dev.slipway.emit.docker;

import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a Node.js project installs what it needs: exactly what the lock file says. */
public final class NodePackages {

  private static final Pattern EXACT =
      Pattern.compile("^([a-z]{2,9})@(\\d{1,4}\\.\\d{1,4}\\.\\d{1,4})");
  private static final String COREPACK = "0.36.0";

  /** The package managers. */
  public enum Tool {
    NPM("/root/.npm"),
    PNPM("/root/.local/share/pnpm/store"),
    YARN("/usr/local/share/.cache/yarn"),
    YARN_BERRY("/root/.yarn/berry/cache"),
    BUN("/root/.bun/install/cache");

    private final String cache;

    Tool(String cache) {
      this.cache = cache;
    }

    String cache() {
      return cache;
    }
  }

  private final ImagePlan plan;
  private final Tool manager;
  private final Optional<Node> manifest;
  private final Optional<Node> rootManifest;

  private NodePackages(ImagePlan plan) {
    this.plan = plan;
    this.manifest = json(plan, plan.inContext("package.json"));
    this.rootManifest = json(plan, PythonPackages.join(plan.installFolder(), "package.json"));
    this.manager = manager(plan);
  }

  static NodePackages of(ImagePlan plan) {
    return new NodePackages(plan);
  }

  private static Optional<Node> json(ImagePlan plan, String path) {
    return plan.text(path).flatMap(text -> JsonDocument.read(path, text).value());
  }

  private static Tool manager(ImagePlan plan) {
    String lock = plan.lockName().orElse("");
    boolean berry = plan.has(PythonPackages.join(plan.installFolder(), ".yarnrc.yml"));
    return manager(plan.source().packageManager().orElse(""), lock, berry);
  }

  /** The package manager of a lock file's or a manager's name; npm when neither says another. */
  public static Tool manager(String name, String lock, boolean berry) {
    if (lock.startsWith("pnpm-lock") || name.equals("pnpm")) {
      return Tool.PNPM;
    }
    if (lock.equals("yarn.lock") || name.startsWith("yarn")) {
      return berry ? Tool.YARN_BERRY : Tool.YARN;
    }
    return lock.startsWith("bun.lock") || name.equals("bun") ? Tool.BUN : Tool.NPM;
  }

  Tool manager() {
    return manager;
  }

  Optional<Node> manifest() {
    return manifest;
  }

  boolean isLocked() {
    return plan.source().lockFile().isPresent();
  }

  String baseImage() {
    return manager == Tool.BUN
        ? "oven/bun:1.3-slim"
        : "node:" + Versions.node(plan.source().languageVersion()) + "-slim";
  }

  /** Installs the package manager itself where the image lacks it. */
  void prepare(DockerfileDraft file) {
    switch (manager) {
      case NPM, BUN -> {}
      case PNPM -> file.runCached("/root/.npm", "npm install --global pnpm@" + pnpmVersion());
      case YARN -> file.runCached("/root/.npm", "npm install --global --force yarn@1.22.22");
      case YARN_BERRY ->
          file.runCached(
              "/root/.npm",
              "npm install --global --force corepack@" + COREPACK,
              "corepack enable yarn");
    }
  }

  private String pnpmVersion() {
    Optional<String> exact =
        rootManifest
            .or(() -> manifest)
            .flatMap(m -> m.text("packageManager"))
            .flatMap(NodePackages::exactPnpm);
    return exact.orElseGet(() -> {
      String lock =
          plan.text(PythonPackages.join(plan.installFolder(), "pnpm-lock.yaml")).orElse("");
      String head = lock.substring(0, Math.min(60, lock.length()));
      return head.contains("'6.") || head.contains(" 6.") ? "8" : "10";
    });
  }

  private static Optional<String> exactPnpm(String wish) {
    Matcher exact = EXACT.matcher(wish);
    return exact.find() && exact.group(1).equals("pnpm")
        ? Optional.of(exact.group(2))
        : Optional.empty();
  }

  /** The files that decide what is installed, from the context. */
  List<String> files() {
    List<String> found = new ArrayList<>();
    for (String name :
        List.of(
            "package.json",
            "package-lock.json",
            "npm-shrinkwrap.json",
            "pnpm-lock.yaml",
            "pnpm-workspace.yaml",
            "yarn.lock",
            ".yarnrc.yml",
            "bun.lock",
            "bun.lockb",
            ".npmrc")) {
      String path = PythonPackages.join(plan.installFolder(), name);
      if (plan.has(path)) {
        found.add(path);
      }
    }
    return found;
  }

  /** Installs everything, what only the build needs included. */
  String install() {
    return switch (manager) {
      case NPM -> isLocked() ? "npm ci" : "npm install";
      case PNPM -> isLocked() ? "pnpm install --frozen-lockfile" : "pnpm install";
      case YARN -> isLocked() ? "yarn install --frozen-lockfile" : "yarn install";
      case YARN_BERRY -> isLocked() ? "yarn install --immutable" : "yarn install";
      case BUN -> isLocked() ? "bun install --frozen-lockfile" : "bun install";
    };
  }

  /** Installs only what runs. */
  String installForProduction() {
    return switch (manager) {
      case NPM -> install() + " --omit=dev";
      case PNPM -> install() + " --prod";
      case YARN, BUN -> install() + " --production";
      case YARN_BERRY -> "yarn workspaces focus --production";
    };
  }

  /** Takes out what only the build needed, and keeps what the build generated into the packages. */
  String prune() {
    return switch (manager) {
      case NPM -> "npm prune --omit=dev";
      case PNPM -> "CI=true pnpm prune --prod";
      case YARN -> "yarn install --production --frozen-lockfile --ignore-scripts --prefer-offline";
      case YARN_BERRY -> "yarn workspaces focus --production";
      case BUN -> "bun install --production --frozen-lockfile";
    };
  }

  boolean dependsOn(String name) {
    return manifest.flatMap(m -> m.at("dependencies", name)).isPresent();
  }

  boolean developsWith(String name) {
    return manifest.flatMap(m -> m.at("devDependencies", name)).isPresent();
  }

  /** A script of the manifest. */
  Optional<String> script(String name) {
    return manifest.flatMap(m -> m.at("scripts", name)).flatMap(Node::text);
  }
}
