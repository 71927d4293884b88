package dev.slipway.emit.docker;

import dev.slipway.blueprint.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which package a Go workload is built from and how its binary is called, so that the workload's
 * command finds it.
 *
 * @param mainPackage such as {@code ./cmd/api}
 * @param binary absolute path in the image
 * @param arguments the command to run
 */
record GoCommand(String mainPackage, String binary, List<String> arguments) {

  private static final String FOLDER = "/usr/local/bin/";

  static GoCommand of(ImagePlan plan, Workload workload) {
    List<String> command = workload.command();
    String mainPackage = mainPackage(plan, workload);
    boolean runsSource = command.size() > 1 && command.getFirst().equals("go");
    if (command.isEmpty() || runsSource || ShellLine.isShell(command)) {
      String binary = FOLDER + name(mainPackage, workload);
      return new GoCommand(
          mainPackage, binary, runsSource || command.isEmpty() ? List.of(binary) : command);
    }
    String program = command.getFirst();
    String binary =
        program.startsWith("/")
            ? program
            : program.contains("/")
                ? "/app/" + (program.startsWith("./") ? program.substring(2) : program)
                : FOLDER + program;
    List<String> arguments = new ArrayList<>(command);
    arguments.set(0, binary);
    return new GoCommand(mainPackage, binary, List.copyOf(ShellLine.exec(arguments)));
  }

  private static String name(String mainPackage, Workload workload) {
    String last = mainPackage.substring(mainPackage.lastIndexOf('/') + 1);
    return last.isEmpty() || last.startsWith(".") ? workload.name() : last;
  }

  private static String mainPackage(ImagePlan plan, Workload workload) {
    return written(workload.command())
        .or(() -> named(plan, workload))
        .or(() -> written(workload.source().build()))
        .or(() -> onlyOne(plan))
        .orElse(".");
  }

  /** The package that a {@code go build} or {@code go run} names. */
  private static Optional<String> written(List<String> command) {
    if (command.size() < 3 || !command.getFirst().equals("go")) {
      return Optional.empty();
    }
    return command.stream()
        .skip(2)
        .filter(word ->
            (word.equals(".") || word.startsWith("./"))
                && !word.contains("...")
                && !word.endsWith(".go"))
        .reduce((first, second) -> second)
        .filter(word -> !follows(command, word, "-o"));
  }

  private static boolean follows(List<String> command, String word, String option) {
    int index = command.lastIndexOf(word);
    return index > 0 && command.get(index - 1).equals(option);
  }

  /** The package under {@code cmd} that bears the program's or the workload's name. */
  private static Optional<String> named(ImagePlan plan, Workload workload) {
    String program = workload.command().isEmpty() ? workload.name() : workload.command().getFirst();
    String base = program.substring(program.lastIndexOf('/') + 1);
    return List.of(base, workload.name()).stream()
        .filter(name -> plan.hasFolder(plan.inContext("cmd/" + name)))
        .map(name -> "./cmd/" + name)
        .findFirst();
  }

  private static Optional<String> onlyOne(ImagePlan plan) {
    if (plan.has(plan.inContext("main.go"))) {
      return Optional.of(".");
    }
    String root = plan.source().root();
    List<String> mains =
        plan.tree().under(root.isEmpty() ? "cmd" : root + "/cmd").stream()
            .filter(path -> path.endsWith("/main.go"))
            .toList();
    return mains.size() == 1
        ? Optional.of(
            "./" + relative(plan, mains.getFirst().substring(0, mains.getFirst().lastIndexOf('/'))))
        : Optional.empty();
  }

  private static String relative(ImagePlan plan, String path) {
    String root = plan.source().root();
    return root.isEmpty() ? path : path.substring(root.length() + 1);
  }
}
