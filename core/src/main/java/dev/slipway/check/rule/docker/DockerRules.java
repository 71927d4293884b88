package dev.slipway.check.rule.docker;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.source.SourceTree;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Rules over Dockerfiles. */
public final class DockerRules {

  static final String TARGET = "Dockerfile";

  private static final class Registered {
    private static final RuleSet<DockerFile> RULES = rules();

    private static RuleSet<DockerFile> rules() {
      RuleSet.Builder<DockerFile> rules = RuleSet.builder();
      ImageRules.register(rules);
      InstructionRules.register(rules);
      ShellRules.register(rules);
      return rules.build();
    }
  }

  private DockerRules() {}

  public static RuleSet<DockerFile> rules() {
    return Registered.RULES;
  }

  /** Whether a path is that of a Dockerfile by custom. */
  public static boolean isDockerfile(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String lower = name.toLowerCase(Locale.ROOT);
    boolean ending =
        List.of(".dockerignore", ".md", ".j2", ".tmpl", ".tpl", ".template", ".erb", ".in").stream()
            .anyMatch(lower::endsWith);
    return !ending
        && (name.equals("Dockerfile")
            || name.equals("Containerfile")
            || name.startsWith("Dockerfile.")
            || lower.endsWith(".dockerfile"));
  }

  public static void check(
      SourceTree tree, String path, String text, LocalDate today, Report report) {
    DockerFile file = DockerFile.read(path, text, ignored(tree, path), today);
    if (!file.stages().isEmpty()) {
      rules().check(TARGET, file, report);
    }
  }

  /** The build's context can be any folder above; a list in any of them is taken for its own. */
  private static boolean ignored(SourceTree tree, String path) {
    boolean own = tree.exists(path + ".dockerignore");
    String folder = path;
    while (!own && !folder.isEmpty()) {
      int slash = folder.lastIndexOf('/');
      folder = slash < 0 ? "" : folder.substring(0, slash);
      own = tree.exists(folder.isEmpty() ? ".dockerignore" : folder + "/.dockerignore");
    }
    return own;
  }
}
