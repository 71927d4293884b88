package dev.slipway.emit.docker;

import dev.slipway.emit.TextFile;
import dev.slipway.emit.docker.Instruction.Argument;
import dev.slipway.emit.docker.Instruction.Command;
import dev.slipway.emit.docker.Instruction.Comment;
import dev.slipway.emit.docker.Instruction.Copy;
import dev.slipway.emit.docker.Instruction.Entrypoint;
import dev.slipway.emit.docker.Instruction.Environment;
import dev.slipway.emit.docker.Instruction.Expose;
import dev.slipway.emit.docker.Instruction.Folder;
import dev.slipway.emit.docker.Instruction.From;
import dev.slipway.emit.docker.Instruction.Gap;
import dev.slipway.emit.docker.Instruction.HealthCheck;
import dev.slipway.emit.docker.Instruction.Labels;
import dev.slipway.emit.docker.Instruction.Run;
import dev.slipway.emit.docker.Instruction.User;
import dev.slipway.emit.docker.Instruction.Variable;
import java.util.List;
import java.util.Locale;

/**
 * Prints instructions; words that come from the project cannot end a line or begin an instruction.
 */
final class DockerfileWriter {

  private static final String CONTINUED = " \\\n    ";

  private DockerfileWriter() {}

  static void write(TextFile file, Instruction instruction) {
    switch (instruction) {
      case Gap() -> file.gap();
      case Comment(String text) -> text.lines().forEach(line -> file.line("# " + oneLine(line)));
      case Argument(String name, var value) ->
          file.line("ARG " + name + value.map(v -> "=" + quoted(v, false)).orElse(""));
      case From(String image, String stage) ->
          file.line("FROM " + image + (stage.isEmpty() ? "" : " AS " + stage));
      case Environment(List<Variable> variables) -> file.line("ENV " + pairs(variables));
      case Labels(List<Variable> labels) -> file.line("LABEL " + pairs(labels));
      case Folder(String path) -> file.line("WORKDIR " + path);
      case Copy copy -> file.line(copy(copy));
      case Run(List<String> mounts, List<String> commands) -> file.line(run(mounts, commands));
      case User(String name) -> file.line("USER " + name);
      case Expose(int port) -> file.line("EXPOSE " + port);
      case HealthCheck(List<String> command) when command.isEmpty() ->
          file.line("HEALTHCHECK NONE");
      case HealthCheck(List<String> command) ->
          file.line(
              "HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3"
                  + CONTINUED
                  + "CMD "
                  + array(command));
      case Entrypoint(List<String> arguments) -> file.line("ENTRYPOINT " + array(arguments));
      case Command(List<String> arguments) -> file.line("CMD " + array(arguments));
    }
  }

  private static String copy(Copy copy) {
    StringBuilder line = new StringBuilder("COPY ");
    if (!copy.from().isEmpty()) {
      line.append("--from=").append(copy.from()).append(' ');
    }
    if (!copy.owner().isEmpty()) {
      line.append("--chown=").append(copy.owner()).append(' ');
    }
    boolean plain =
        copy.sources().stream().allMatch(DockerfileWriter::isPlainPath)
            && isPlainPath(copy.target());
    if (plain) {
      return line.append(String.join(" ", copy.sources()))
          .append(' ')
          .append(copy.target())
          .toString();
    }
    List<String> all = new java.util.ArrayList<>(copy.sources());
    all.add(copy.target());
    return line.append(array(all.stream().map(path -> path.replace("$", "\\$")).toList()))
        .toString();
  }

  private static boolean isPlainPath(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (!Character.isLetterOrDigit(c) && "/._-+@*".indexOf(c) < 0) {
        return false;
      }
    }
    return !path.startsWith("-");
  }

  private static String run(List<String> mounts, List<String> commands) {
    StringBuilder line = new StringBuilder("RUN ");
    for (String mount : mounts) {
      line.append("--mount=").append(mount).append(CONTINUED);
    }
    return line.append(String.join(CONTINUED + "&& ", commands)).toString();
  }

  private static String pairs(List<Variable> variables) {
    return String.join(
        CONTINUED,
        variables.stream().map(v -> v.name() + "=" + quoted(v.value(), v.expands())).toList());
  }

  /**
   * A word of an instruction that expands variables: bare where that is safe, otherwise in double
   * quotes.
   */
  private static String quoted(String text, boolean expands) {
    boolean plain = !text.isEmpty();
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain &= Character.isLetterOrDigit(c) || "/._-+@:,=".indexOf(c) >= 0 || expands && c == '$';
      boolean escaped = c == '"' || c == '\\' || c == '$' && !expands;
      out.append(escaped ? "\\" : "").append(c < ' ' ? ' ' : c);
    }
    return plain ? text : out.append('"').toString();
  }

  /** A JSON array of strings on one line. */
  static String array(List<String> words) {
    StringBuilder out = new StringBuilder("[");
    for (String word : words) {
      out.append(out.length() == 1 ? "\"" : ", \"");
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        if (c == '"' || c == '\\') {
          out.append('\\').append(c);
        } else if (c < ' ') {
          out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
      out.append('"');
    }
    return out.append(']').toString();
  }

  private static String oneLine(String text) {
    return text.replace('\r', ' ').replace('\t', ' ').stripTrailing();
  }
}
