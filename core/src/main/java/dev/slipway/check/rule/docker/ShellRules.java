package dev.slipway.check.rule.docker;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.written.ShellCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is run while an image is built. */
final class ShellRules {

  private ShellRules() {}

  static void register(RuleSet.Builder<DockerFile> rules) {
    rules
        .add("SLIP-DOCKER-APT-LISTS", ShellRules::aptLists, DockerRules.TARGET)
        .add("SLIP-DOCKER-APT-RECOMMENDS", ShellRules::aptRecommends, DockerRules.TARGET)
        .add("SLIP-DOCKER-DIST-UPGRADE", ShellRules::distUpgrade, DockerRules.TARGET)
        .add("SLIP-DOCKER-NPM-INSTALL", ShellRules::npmInstall, DockerRules.TARGET)
        .add("SLIP-DOCKER-PIP-CACHE", ShellRules::pipCache, DockerRules.TARGET)
        .add("SLIP-DOCKER-PIPED-SCRIPT", ShellRules::pipedScript, DockerRules.TARGET)
        .add("SLIP-DOCKER-SUDO", ShellRules::sudo, DockerRules.TARGET)
        .add("SLIP-DOCKER-TLS-OFF", ShellRules::tlsOff, DockerRules.TARGET)
        .add("SLIP-DOCKER-UPDATE-ALONE", ShellRules::updateAlone, DockerRules.TARGET)
        .add("SLIP-DOCKER-WORLD-WRITABLE", ShellRules::worldWritable, DockerRules.TARGET);
  }

  private static boolean installs(ShellCommand command) {
    return command.is("apt-get", "install") || command.is("apt", "install");
  }

  private static boolean cached(Instruction run, String folder) {
    return run.flags().stream().anyMatch(f -> f.contains("type=cache") && f.contains(folder));
  }

  static void pipedScript(DockerFile file, Report report) {
    for (Instruction run : file.runs()) {
      if (ShellCommand.runsDownloads(run.commands())) {
        file.fault(report, run.place(), "What is downloaded is given to an interpreter at once.");
      }
    }
  }

  static void aptRecommends(DockerFile file, Report report) {
    for (Stage stage : file.layers()) {
      for (Instruction run : stage.all("RUN")) {
        boolean lean =
            file.instructions().stream()
                .anyMatch(i -> i.arguments().contains("Install-Recommends"));
        boolean broad =
            run.commands().stream()
                .anyMatch(c -> installs(c) && !c.has("--no-install-recommends") && !lean);
        if (broad) {
          file.fault(report, run.place("install"), "`--no-install-recommends` is not given.");
        }
      }
    }
  }

  static void aptLists(DockerFile file, Report report) {
    for (Stage stage : file.layers()) {
      for (Instruction run : stage.all("RUN")) {
        List<ShellCommand> commands = run.commands();
        boolean cleaned =
            ShellCommand.words(commands).stream().anyMatch(w -> w.startsWith("/var/lib/apt/lists"))
                || cached(run, "/var/lib/apt")
                || run.flags().stream().anyMatch(f -> f.contains("type=tmpfs"));
        if (commands.stream().anyMatch(ShellRules::installs) && !cleaned) {
          file.fault(report, run.place("install"), "`/var/lib/apt/lists` is not emptied.");
        }
      }
    }
  }

  static void distUpgrade(DockerFile file, Report report) {
    each(
        file,
        c -> c.is("apt-get", "dist-upgrade") || c.is("apt", "full-upgrade"),
        (run, c) -> file.fault(report, run.place("-upgrade"), "The whole system is upgraded."));
  }

  static void updateAlone(DockerFile file, Report report) {
    for (Instruction run : file.runs()) {
      List<ShellCommand> commands = run.commands();
      boolean updates = commands.stream().anyMatch(c -> isUpdate(c));
      if (updates && commands.stream().allMatch(c -> isUpdate(c) || c.program().equals("rm"))) {
        file.fault(report, run.place(), "The lists are updated and nothing is installed.");
      }
    }
  }

  private static boolean isUpdate(ShellCommand command) {
    return command.is("apt-get", "update")
        || command.is("apt", "update")
        || command.is("apk", "update");
  }

  static void sudo(DockerFile file, Report report) {
    each(
        file,
        c -> c.words().getFirst().equals("sudo"),
        (run, c) -> file.fault(report, run.place("sudo"), "A command is run by sudo."));
  }

  static void worldWritable(DockerFile file, Report report) {
    each(
        file,
        c ->
            c.program().equals("chmod")
                && c.arguments().stream()
                    .anyMatch(a -> a.matches("0?777") || a.matches("(a|ugo|o)?\\+?[rx]*w[rx]*")),
        (run, c) ->
            file.fault(report, run.place("chmod"), "Everybody may write after this `chmod`."));
    for (Instruction copy : file.instructions()) {
      if (copy.is("COPY", "ADD") && copy.flag("chmod").orElse("").endsWith("777")) {
        file.fault(report, copy.place("--chmod"), "Everybody may write what is copied.");
      }
    }
  }

  static void pipCache(DockerFile file, Report report) {
    boolean off =
        file.instructions().stream()
            .anyMatch(i -> i.is("ENV") && i.arguments().contains("PIP_NO_CACHE_DIR"));
    for (Stage stage : off ? List.<Stage>of() : file.layers()) {
      for (Instruction run : stage.all("RUN")) {
        boolean keeps =
            run.commands().stream()
                .anyMatch(c ->
                    (c.is("pip", "install") || c.is("pip3", "install"))
                        && !c.has("--no-cache-dir"));
        if (keeps
            && !cached(run, "pip")
            && !run.arguments().contains("pip/cache")
            && !run.arguments().contains("PIP_NO_CACHE_DIR")
            && !run.arguments().contains(".cache")) {
          file.fault(report, run.place("install"), "`--no-cache-dir` is not given.");
        }
      }
    }
  }

  static void npmInstall(DockerFile file, Report report) {
    each(
        file,
        c ->
            (c.is("npm", "install") || c.is("npm", "i"))
                && c.arguments().stream().filter(a -> !a.startsWith("-")).count() == 1
                && !c.has("-g")
                && !c.has("--global"),
        (run, c) ->
            file.fault(report, run.place("npm"), "`npm install` may change the lock file."));
  }

  static void tlsOff(DockerFile file, Report report) {
    each(
        file,
        c -> unchecked(c).isPresent(),
        (run, c) -> {
          String option = unchecked(c).orElse("");
          file.fault(report, run.place(option), "`" + option + "` turns the check off.");
        });
    for (Instruction set : file.instructions()) {
      for (String switched :
          set.is("ENV", "ARG")
              ? List.of(
                  "NODE_TLS_REJECT_UNAUTHORIZED=0", "PYTHONHTTPSVERIFY=0", "GIT_SSL_NO_VERIFY=1")
              : List.<String>of()) {
        if (set.arguments().replace("\"", "").replace("'", "").contains(switched)) {
          file.fault(report, set.place(), "`" + switched + "` turns the check off.");
        }
      }
    }
  }

  private static Optional<String> unchecked(ShellCommand command) {
    List<String> options =
        switch (command.program()) {
          case "curl" -> List.of("-k", "--insecure");
          case "wget" -> List.of("--no-check-certificate");
          case "pip", "pip3" -> List.of("--trusted-host");
          case "apk" -> List.of("--allow-untrusted");
          case "apt-get", "apt" -> List.of("--allow-unauthenticated", "--force-yes");
          default -> List.of();
        };
    return command.arguments().stream()
        .filter(a ->
            options.contains(a)
                || command.program().equals("curl") && a.matches("-[a-zA-Z]{0,8}k[a-zA-Z]{0,8}"))
        .findFirst();
  }

  private interface Found {
    void in(Instruction run, ShellCommand command);
  }

  private static void each(DockerFile file, Predicate<ShellCommand> wanted, Found found) {
    for (Instruction run : file.runs()) {
      run.commands().stream().filter(wanted).findFirst().ifPresent(c -> found.in(run, c));
    }
  }
}
