package dev.slipway.check.rule.docker;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.written.SecretSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is put into an image. */
final class InstructionRules {

  private static final List<String> ARCHIVES =
      List.of(".tar", ".tgz", ".gz", ".xz", ".bz2", ".txz", ".zst", ".tbz2");

  private InstructionRules() {}

  static void register(RuleSet.Builder<DockerFile> rules) {
    rules
        .add("SLIP-DOCKER-ADD-COPY", InstructionRules::addForCopy, DockerRules.TARGET)
        .add("SLIP-DOCKER-ADD-URL", InstructionRules::addUrl, DockerRules.TARGET)
        .add("SLIP-DOCKER-COPY-ALL", InstructionRules::copyAll, DockerRules.TARGET)
        .add("SLIP-DOCKER-RELATIVE-WORKDIR", InstructionRules::relativeWorkdir, DockerRules.TARGET)
        .add("SLIP-DOCKER-SECRET", InstructionRules::secret, DockerRules.TARGET)
        .add("SLIP-DOCKER-SECRET-ARG", InstructionRules::secretArgument, DockerRules.TARGET);
  }

  private static List<String> sources(Instruction copy) {
    List<String> words = copy.words();
    return words.size() < 2 ? List.of() : words.subList(0, words.size() - 1);
  }

  private static boolean isRemote(String source) {
    return source.startsWith("http://")
        || source.startsWith("https://")
        || source.startsWith("git@")
        || source.startsWith("git://");
  }

  static void addUrl(DockerFile file, Report report) {
    for (Instruction add : file.instructions()) {
      boolean checked = add.flag("checksum").isPresent();
      for (String source : add.is("ADD") && !checked ? sources(add) : List.<String>of()) {
        boolean pinned = source.contains(".git#") && source.length() - source.indexOf('#') > 40;
        if ((source.startsWith("http://") || source.startsWith("https://")) && !pinned) {
          file.fault(
              report, add.place(source), "What is downloaded is not compared with a digest.");
        }
      }
    }
  }

  static void addForCopy(DockerFile file, Report report) {
    for (Instruction add : file.instructions()) {
      List<String> sources = add.is("ADD") ? sources(add) : List.of();
      boolean plain =
          !sources.isEmpty()
              && sources.stream()
                  .noneMatch(s ->
                      isRemote(s)
                          || s.contains("$")
                          || s.startsWith("<<")
                          || ARCHIVES.stream().anyMatch(s::endsWith));
      if (plain) {
        file.fault(report, add.place("ADD"), "Nothing here needs ADD.");
      }
    }
  }

  static void copyAll(DockerFile file, Report report) {
    for (Stage stage : file.ignored() ? List.<Stage>of() : file.layers()) {
      for (Instruction copy : stage.all("COPY", "ADD")) {
        boolean all =
            copy.flag("from").isEmpty()
                && sources(copy).stream()
                    .anyMatch(s -> s.equals(".") || s.equals("./") || s.equals("/"));
        if (all) {
          file.fault(report, copy.place(), "No `.dockerignore` keeps anything out.");
        }
      }
    }
  }

  static void relativeWorkdir(DockerFile file, Report report) {
    for (Stage stage : file.stages()) {
      boolean known = stage.base().flatMap(base -> base.last("WORKDIR")).isPresent();
      for (Instruction workdir : stage.all("WORKDIR")) {
        String folder = workdir.arguments().strip().replace("\"", "");
        boolean absolute =
            folder.startsWith("/")
                || folder.startsWith("$")
                || folder.length() > 1 && folder.charAt(1) == ':';
        if (!absolute && !known && !folder.isEmpty()) {
          file.fault(report, workdir.place(), "What it is relative to is up to the base image.");
        }
        known |= absolute;
      }
    }
  }

  /** A name with its value, if it has one. */
  private record Named(String name, Optional<String> value) {}

  private static List<Named> settings(Instruction instruction) {
    List<Named> settings = new ArrayList<>();
    List<String> words = instruction.words();
    boolean old = instruction.is("ENV") && !words.isEmpty() && words.getFirst().indexOf('=') < 0;
    if (old) {
      String value = String.join(" ", words.subList(1, words.size()));
      return List.of(new Named(words.getFirst(), Optional.of(value)));
    }
    for (String word : words) {
      int sign = word.indexOf('=');
      settings.add(
          sign < 0
              ? new Named(word, Optional.empty())
              : new Named(word.substring(0, sign), Optional.of(word.substring(sign + 1))));
    }
    return settings;
  }

  static void secret(DockerFile file, Report report) {
    for (Instruction set : file.instructions()) {
      for (Named setting : set.is("ENV", "ARG") ? settings(set) : List.<Named>of()) {
        String value = setting.value().orElse("");
        boolean ordinary = SecretSetting.isOrdinary(value);
        if (SecretSetting.isGiven(setting.name(), value) && !ordinary && !isDummy(setting, value)) {
          file.fault(
              report,
              set.place(setting.name()),
              "`" + setting.name() + "` is set to " + SecretSetting.masked(value) + " here.");
        }
      }
    }
  }

  /** Frameworks want some key to be set while they collect files. */
  private static boolean isDummy(Named setting, String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return lower.contains("dummy")
        || lower.contains("build")
        || lower.equals(setting.name().toLowerCase(Locale.ROOT));
  }

  static void secretArgument(DockerFile file, Report report) {
    for (Instruction argument : file.instructions()) {
      for (Named setting : argument.is("ARG") ? settings(argument) : List.<Named>of()) {
        if (setting.value().orElse("").isEmpty() && SecretSetting.isNamed(setting.name())) {
          file.fault(
              report,
              argument.place(setting.name()),
              "`" + setting.name() + "` is handed over as a build argument.");
        }
      }
    }
  }
}
