package dev.slipway.check.rule.pipeline;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.written.ImageName;
import dev.slipway.check.rule.written.SecretSetting;
import dev.slipway.check.rule.written.ShellCommand;
import dev.slipway.check.rule.written.YamlFile;
import dev.slipway.document.Node;
import dev.slipway.document.Node.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rules over pipelines of GitLab. */
public final class GitlabRules {

  private static final String TARGET = "GitLab pipeline";
  private static final List<String> GLOBAL =
      List.of(
          "default",
          "include",
          "stages",
          "variables",
          "workflow",
          "image",
          "services",
          "cache",
          "before_script",
          "after_script",
          "pages",
          "spec",
          "types");

  /** A pipeline's file. */
  public record Pipeline(YamlFile file, Node node) {

    /** The jobs, hidden ones too, and the defaults for all. */
    List<Entry> scopes() {
      List<Entry> scopes = new ArrayList<>();
      for (Entry entry : node.entries()) {
        boolean global = GLOBAL.contains(entry.key());
        if (entry.key().equals("default") || !global && !entry.value().entries().isEmpty()) {
          scopes.add(entry);
        }
      }
      return scopes;
    }
  }

  private static final class Registered {
    private static final RuleSet<Pipeline> RULES = rules();

    private static RuleSet<Pipeline> rules() {
      return RuleSet.<Pipeline>builder()
          .add("SLIP-GITLAB-IMAGE-LATEST", GitlabRules::latest, TARGET)
          .add("SLIP-GITLAB-INCLUDE-UNPINNED", GitlabRules::include, TARGET)
          .add("SLIP-GITLAB-PIPED-SCRIPT", GitlabRules::pipedScript, TARGET)
          .add("SLIP-GITLAB-SECRET-VARIABLE", GitlabRules::secret, TARGET)
          .add("SLIP-GITLAB-DOCKER-PLAIN", GitlabRules::plainDocker, TARGET)
          .add("SLIP-GITLAB-DEPLOY-UNGUARDED", GitlabRules::unguarded, TARGET)
          .build();
    }
  }

  private GitlabRules() {}

  public static RuleSet<Pipeline> rules() {
    return Registered.RULES;
  }

  public static boolean isPipeline(String name) {
    return name.endsWith(".gitlab-ci.yml") || name.endsWith(".gitlab-ci.yaml");
  }

  /** The files of the repository that a pipeline includes. */
  public static List<String> includes(YamlFile file) {
    List<String> paths = new ArrayList<>();
    for (Node document : file.documents()) {
      for (Node item : includes(document)) {
        String path = item.text().or(() -> item.text("local")).orElse("");
        if (!path.contains("://") && !path.isEmpty()) {
          paths.add(path.startsWith("/") ? path.substring(1) : path);
        }
      }
    }
    return paths;
  }

  private static List<Node> includes(Node document) {
    Optional<Node> include = document.get("include");
    List<Node> items = include.map(Node::items).orElse(List.of());
    return items.isEmpty() ? include.map(List::of).orElse(List.of()) : items;
  }

  /** Asks the rules about a pipeline. */
  public static void check(YamlFile file, Report report) {
    for (Node document : file.documents()) {
      rules().check(TARGET, new Pipeline(file, document), report);
    }
  }

  static void latest(Pipeline pipeline, Report report) {
    List<Node> scopes = new ArrayList<>(List.of(pipeline.node()));
    pipeline.scopes().forEach(e -> scopes.add(e.value()));
    for (Node scope : scopes) {
      List<Node> images = new ArrayList<>(scope.get("services").map(Node::items).orElse(List.of()));
      scope.get("image").ifPresent(images::add);
      for (Node image : images) {
        Optional<Node> at = image.text().isPresent() ? Optional.of(image) : image.get("name");
        Optional<ImageName> name = at.flatMap(Node::text).flatMap(ImageName::read);
        if (name.map(ImageName::isUnversioned).orElse(false)) {
          report.add(
              "",
              pipeline.file().place(at.get()),
              "The image `" + name.get() + "` " + name.get().state() + ".");
        }
      }
    }
  }

  static void include(Pipeline pipeline, Report report) {
    for (Node item : includes(pipeline.node())) {
      boolean remote =
          item.get("remote").isPresent() && item.get("integrity").isEmpty()
              || item.text().orElse("").contains("://");
      boolean project = item.get("project").isPresent() && item.get("ref").isEmpty();
      if (remote || project) {
        report.add(
            "",
            pipeline.file().place(item),
            project
                ? "The project is included without a `ref`."
                : "The address is included without `integrity`.");
      }
    }
  }

  private static List<String> scripts(Node job) {
    List<String> lines = new ArrayList<>();
    for (String key : List.of("before_script", "script", "after_script")) {
      job.get(key).ifPresent(s -> lines.addAll(s.texts()));
    }
    return lines;
  }

  static void pipedScript(Pipeline pipeline, Report report) {
    for (Entry job : pipeline.scopes()) {
      for (String line : scripts(job.value())) {
        if (ShellCommand.runsDownloads(ShellCommand.read(line))) {
          report.add(
              job.key(),
              pipeline.file().place(job),
              "What is downloaded is given to an interpreter at once.");
        }
      }
    }
  }

  static void secret(Pipeline pipeline, Report report) {
    List<Node> scopes = new ArrayList<>(List.of(pipeline.node()));
    pipeline.scopes().forEach(e -> scopes.add(e.value()));
    for (Node scope : scopes) {
      for (Entry variable : scope.get("variables").map(Node::entries).orElse(List.of())) {
        String value = variable.value().text().or(() -> variable.value().text("value")).orElse("");
        if (SecretSetting.isGiven(variable.key(), value) && !SecretSetting.isOrdinary(value)) {
          report.add(
              "",
              pipeline.file().place(variable),
              "`" + variable.key() + "` is set to " + SecretSetting.masked(value) + " here.");
        }
      }
    }
  }

  static void plainDocker(Pipeline pipeline, Report report) {
    List<Node> scopes = new ArrayList<>(List.of(pipeline.node()));
    pipeline.scopes().forEach(e -> scopes.add(e.value()));
    for (Node scope : scopes) {
      for (Entry variable : scope.get("variables").map(Node::entries).orElse(List.of())) {
        String value = variable.value().text().orElse("");
        boolean plain = variable.key().equals("DOCKER_TLS_CERTDIR") && value.isEmpty();
        if (plain || variable.key().equals("DOCKER_HOST") && value.endsWith(":2375")) {
          report.add("", pipeline.file().place(variable), "TLS is off here.");
        }
      }
    }
  }

  static void unguarded(Pipeline pipeline, Report report) {
    boolean whole = pipeline.node().at("workflow", "rules").isPresent();
    for (Entry job : pipeline.scopes()) {
      String environment =
          job.value().get("environment").flatMap(e -> e.text().or(() -> e.text("name"))).orElse("");
      boolean production = environment.toLowerCase(Locale.ROOT).startsWith("prod");
      boolean guarded =
          List.of("rules", "only", "except", "when", "extends").stream()
              .anyMatch(key -> job.value().get(key).isPresent());
      if (production && !guarded && !whole) {
        report.add(
            job.key(), pipeline.file().place(job), "It runs in every pipeline, of every branch.");
      }
    }
  }
}
