package dev.slipway.intake.repository;

import dev.slipway.evidence.Located;
import dev.slipway.intake.Dockerfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a Dockerfile: what it says of the service, and what is wrong with it. */
final class DockerfileReader {

  /** One instruction, its continuation lines joined. */
  record Instruction(String keyword, String arguments, int line) {}

  /** What a Dockerfile says about the service in it. */
  record Content(
      Dockerfile dockerfile,
      Optional<Located<Integer>> port,
      Optional<Located<List<String>>> command,
      List<Located<String>> copied,
      String text) {

    /**
     * What the command is run through, such as {@code poetry run}, if programs are only found so.
     */
    Optional<List<String>> runner() {
      String line = command.map(c -> String.join(" ", c.value())).orElse("");
      return List.of("poetry", "uv", "pipenv", "pdm").stream()
          .filter(tool -> line.startsWith(tool + " run ") || line.contains(" " + tool + " run "))
          .map(tool -> List.of(tool, "run"))
          .findFirst();
    }

    Content in(String context) {
      Dockerfile there =
          new Dockerfile(
              dockerfile.path(), context, dockerfile.improvements(), dockerfile.evidence());
      return new Content(there, port, command, copied, text);
    }
  }

  static final String NO_COMMAND =
      "Nothing says what it starts, so the container would end at once. Add the command with CMD.";

  private final Repository repository;
  private final SourceFile file;
  private final List<Instruction> instructions;
  private final List<String> improvements = new ArrayList<>();

  private DockerfileReader(Repository repository, SourceFile file) {
    this.repository = repository;
    this.file = file;
    this.instructions = instructions(file);
  }

  static Optional<Content> read(Repository repository, String path) {
    return repository
        .file(path)
        .map(f -> new DockerfileReader(repository, f))
        .filter(r -> r.instructions.stream().anyMatch(i -> i.keyword().equals("FROM")))
        .map(DockerfileReader::content);
  }

  private Content content() {
    checkBases();
    checkUser();
    checkHealth();
    checkSecrets();
    checkInstructions();
    checkIgnoreFile();
    checkCommand();
    Dockerfile dockerfile =
        new Dockerfile(
            file.path(), Names.folder(file.path()), List.copyOf(improvements), file.statedLine(1));
    return new Content(dockerfile, port(), command(), copied(), file.text());
  }

  private static List<Instruction> instructions(SourceFile file) {
    List<Instruction> found = new ArrayList<>();
    StringBuilder arguments = new StringBuilder();
    String keyword = "";
    int start = 0;
    String heredoc = "";
    for (int line = 1; line <= file.lines(); line++) {
      String text = file.lineText(line).strip();
      if (!heredoc.isEmpty()) {
        heredoc = text.equals(heredoc) ? "" : heredoc;
        continue;
      }
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (keyword.isEmpty()) {
        int blank = text.indexOf(' ');
        keyword = (blank < 0 ? text : text.substring(0, blank)).toUpperCase(Locale.ROOT);
        text = blank < 0 ? "" : text.substring(blank + 1).strip();
        start = line;
      }
      boolean more = text.endsWith("\\");
      arguments.append(more ? text.substring(0, text.length() - 1) : text).append(' ');
      if (!more) {
        String all = arguments.toString().strip();
        found.add(new Instruction(keyword, all, start));
        heredoc = heredoc(keyword, all);
        keyword = "";
        arguments.setLength(0);
      }
    }
    if (!keyword.isEmpty()) {
      found.add(new Instruction(keyword, arguments.toString().strip(), start));
    }
    return found;
  }

  private static String heredoc(String keyword, String arguments) {
    int at = arguments.indexOf("<<");
    if (at < 0 || !(keyword.equals("RUN") || keyword.equals("COPY"))) {
      return "";
    }
    String word = arguments.substring(at + 2).split("\\s", 2)[0];
    return word.replace("-", "").replace("\"", "").replace("'", "");
  }

  /** The instructions of the last stage, the one that runs. */
  private List<Instruction> lastStage() {
    int from = 0;
    for (int i = 0; i < instructions.size(); i++) {
      if (instructions.get(i).keyword().equals("FROM")) {
        from = i;
      }
    }
    return instructions.subList(from, instructions.size());
  }

  private void checkBases() {
    List<String> stages = new ArrayList<>();
    for (Instruction from : instructions) {
      if (!from.keyword().equals("FROM")) {
        continue;
      }
      String image = "";
      List<String> earlier = List.copyOf(stages);
      String[] words = from.arguments().split("\\s+");
      for (int i = 0; i < words.length; i++) {
        if (image.isEmpty() && !words[i].startsWith("--")) {
          image = words[i];
        }
        if (words[i].equalsIgnoreCase("AS") && i + 1 < words.length) {
          stages.add(words[i + 1]);
        }
      }
      if (earlier.contains(image) || image.equals("scratch") || image.contains("$")) {
        continue;
      }
      boolean tagged = image.lastIndexOf(':') > image.lastIndexOf('/');
      if (image.endsWith(":latest") || (!tagged && !image.contains("@"))) {
        improve(
            from,
            "The base image "
                + image
                + " has no fixed version; two builds can differ. Name a version and pin its"
                + " digest.");
      } else if (!image.contains("@sha256:")) {
        improve(
            from, "The base image " + image + " is named by a tag that can move. Pin its digest.");
      }
    }
  }

  private void checkUser() {
    String user = "";
    String base = "";
    for (Instruction instruction : lastStage()) {
      if (instruction.keyword().equals("USER")) {
        user = instruction.arguments();
      } else if (instruction.keyword().equals("FROM")) {
        base = instruction.arguments();
      }
    }
    boolean root =
        user.isEmpty() && !base.contains("nonroot")
            || user.equals("root")
            || user.equals("0")
            || user.startsWith("0:");
    if (root && !base.contains("unprivileged") && !base.contains("chainguard")) {
      improvements.add("The process runs as root. Create a user and switch to it with USER.");
    }
  }

  private void checkHealth() {
    Optional<Instruction> health =
        lastStage().stream().filter(i -> i.keyword().equals("HEALTHCHECK")).findFirst();
    if (health.isEmpty()) {
      improvements.add(
          "There is no HEALTHCHECK, so nothing outside the platform's own probe sees that the"
              + " process hangs.");
      return;
    }
    boolean curl = health.get().arguments().contains("curl ");
    boolean installed =
        lastStage().stream()
            .anyMatch(i -> i.keyword().equals("RUN") && i.arguments().contains("curl"));
    if (curl && !installed) {
      improve(health.get(), "The health check calls curl, which this image does not install.");
    }
  }

  private void checkSecrets() {
    for (Instruction instruction : instructions) {
      if (instruction.keyword().equals("ENV") || instruction.keyword().equals("ARG")) {
        for (String name : names(instruction)) {
          if (Secrets.isSecret(name)) {
            improve(
                instruction,
                instruction.keyword()
                    + " "
                    + name
                    + " puts a secret into the image's history. Mount it with RUN"
                    + " --mount=type=secret, or set it at run time.");
          }
        }
      }
    }
  }

  private static List<String> names(Instruction instruction) {
    List<String> names = new ArrayList<>();
    String[] words = instruction.arguments().split("\\s+");
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        // An empty value, or one taken from a build argument, is reported where that argument is
        // declared.
        if (word.length() > equals + 1 || instruction.keyword().equals("ARG")) {
          names.add(word.substring(0, equals));
        }
      } else if (names.isEmpty() && word.equals(words[0])) {
        names.add(word);
      }
    }
    return names;
  }

  private void checkInstructions() {
    for (Instruction instruction : instructions) {
      String arguments = instruction.arguments();
      if (instruction.keyword().equals("ADD")
          && (arguments.contains("http://") || arguments.contains("https://"))) {
        improve(
            instruction,
            "ADD downloads from an address without checking what came. Give it --checksum.");
      }
      if (instruction.keyword().equals("RUN")
          && arguments.contains("apt-get install")
          && !arguments.contains("--no-install-recommends")) {
        improve(
            instruction,
            "apt-get install brings packages that nothing needs. Add --no-install-recommends.");
      }
      if (instruction.keyword().equals("RUN")
          && (arguments.contains("| sh") || arguments.contains("| bash"))) {
        improve(instruction, "A script from the network is run unchecked while building.");
      }
    }
    for (Instruction instruction : lastStage()) {
      boolean starts =
          instruction.keyword().equals("CMD") || instruction.keyword().equals("ENTRYPOINT");
      if (starts && !instruction.arguments().startsWith("[")) {
        improve(
            instruction,
            instruction.keyword()
                + " runs through a shell, which does not pass on the signal to stop. Use the JSON"
                + " form, or exec.");
      }
      if (starts
          && (instruction.arguments().contains("--reload")
              || instruction.arguments().contains("runserver")
              || instruction.arguments().contains("nodemon"))) {
        improve(instruction, "It starts a development server.");
      }
    }
  }

  private void checkIgnoreFile() {
    String folder = Names.folder(file.path());
    boolean there =
        repository.nearest(folder, ".dockerignore").isPresent()
            || repository.contains(file.path() + ".dockerignore");
    boolean copiesAll =
        instructions.stream()
            .anyMatch(i ->
                i.keyword().equals("COPY")
                    && List.of(". .", "./ ./", ". ./", "./ .").contains(i.arguments()));
    if (!there) {
      improvements.add(
          copiesAll
              ? "There is no .dockerignore and everything is copied: local settings, .git and"
                  + " installed packages get into the image."
              : "There is no .dockerignore, so everything is sent to the builder.");
    }
  }

  private void checkCommand() {
    boolean official = lastStage().stream().anyMatch(i -> bare(i));
    if (official && command().isEmpty()) {
      improvements.add(NO_COMMAND);
    }
  }

  /** Images of languages start an interpreter that waits for somebody to type. */
  private static boolean bare(Instruction from) {
    String image = from.arguments().replace("docker.io/", "").replace("library/", "");
    return from.keyword().equals("FROM")
        && List.of("python:", "python@", "node:", "node@", "oven/bun:", "golang:", "alpine")
            .stream()
            .anyMatch(image::startsWith);
  }

  private void improve(Instruction where, String sentence) {
    improvements.add("Line " + where.line() + ": " + sentence);
  }

  /**
   * What is copied from the build context by name: no patterns, nothing that depends on arguments.
   */
  private List<Located<String>> copied() {
    List<Located<String>> found = new ArrayList<>();
    for (Instruction instruction : instructions) {
      boolean copies = instruction.keyword().equals("COPY") || instruction.keyword().equals("ADD");
      if (copies && !instruction.arguments().contains("--from=")) {
        for (String source : sources(instruction.arguments())) {
          found.add(Located.of(source, file.statedLine(instruction.line())));
        }
      }
    }
    return List.copyOf(found);
  }

  private static List<String> sources(String arguments) {
    List<String> words =
        new ArrayList<>(
            arguments.startsWith("[") ? words(arguments) : List.of(arguments.split("\\s+")));
    words.removeIf(w -> w.startsWith("--"));
    if (words.size() < 2 || arguments.contains("<<")) {
      return List.of();
    }
    return words.subList(0, words.size() - 1).stream()
        .filter(w -> w.length() < 300 && !w.contains("://"))
        .filter(w -> w.chars().noneMatch(c -> "*?[$\"'".indexOf(c) >= 0))
        .map(w -> Names.resolve("", w.startsWith("/") ? w.substring(1) : w).orElse(""))
        .filter(w -> !w.isEmpty())
        .toList();
  }

  private Optional<Located<Integer>> port() {
    for (Instruction instruction : lastStage()) {
      if (instruction.keyword().equals("EXPOSE")) {
        String first = instruction.arguments().split("[\\s/]", 2)[0];
        Optional<Integer> number = ComposeFile.number(first);
        if (number.isPresent()) {
          return number.map(n -> Located.of(n, file.statedLine(instruction.line())));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Located<List<String>>> command() {
    Optional<Instruction> entry = last("ENTRYPOINT");
    Optional<Instruction> command = last("CMD");
    List<String> words = new ArrayList<>();
    entry.ifPresent(i -> words.addAll(words(i.arguments())));
    command.ifPresent(i -> words.addAll(words(i.arguments())));
    Optional<Instruction> where = command.or(() -> entry);
    return words.isEmpty()
        ? Optional.empty()
        : where.map(i -> Located.of(List.copyOf(words), file.statedLine(i.line())));
  }

  private Optional<Instruction> last(String keyword) {
    return lastStage().stream().filter(i -> i.keyword().equals(keyword)).reduce((a, b) -> b);
  }

  private static List<String> words(String arguments) {
    if (!arguments.startsWith("[")) {
      return ShellWords.command(arguments);
    }
    return dev.slipway.document.JsonDocument.read("CMD", arguments)
        .value()
        .map(dev.slipway.document.Node::texts)
        .orElse(List.of());
  }
}
