package dev.slipway.check.rule.docker;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.written.ImageName;
import dev.slipway.evidence.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A Dockerfile as rules see it.
 *
 * @param stages in their order; none in a file without FROM
 * @param ignored whether a {@code .dockerignore} keeps files out of the build
 * @param today the day on which support of images is judged
 */
public record DockerFile(
    String path,
    List<Instruction> instructions,
    List<Stage> stages,
    boolean ignored,
    LocalDate today) {

  static DockerFile read(String path, String text, boolean ignored, LocalDate today) {
    List<Instruction> instructions = DockerfileReader.read(path, text);
    return new DockerFile(path, instructions, stages(instructions), ignored, today);
  }

  private static List<Stage> stages(List<Instruction> instructions) {
    List<Stage> stages = new ArrayList<>();
    Map<String, Stage> byName = new LinkedHashMap<>();
    Map<String, String> arguments = new LinkedHashMap<>();
    for (int i = 0; i < instructions.size(); i++) {
      Instruction instruction = instructions.get(i);
      if (instruction.is("ARG") && stages.isEmpty()) {
        argument(instruction, arguments);
      } else if (instruction.is("FROM")) {
        int end = i + 1;
        while (end < instructions.size() && !instructions.get(end).is("FROM")) {
          end++;
        }
        Stage stage = stage(instruction, instructions.subList(i + 1, end), arguments, byName);
        stages.add(stage);
        byName.put(stage.name().toLowerCase(Locale.ROOT), stage);
      }
    }
    return List.copyOf(stages);
  }

  private static void argument(Instruction instruction, Map<String, String> arguments) {
    for (String word : instruction.words()) {
      int sign = word.indexOf('=');
      if (sign > 0) {
        arguments.put(word.substring(0, sign), filled(word.substring(sign + 1), arguments));
      }
    }
  }

  private static Stage stage(
      Instruction from,
      List<Instruction> own,
      Map<String, String> arguments,
      Map<String, Stage> byName) {
    String[] words = from.arguments().strip().split("\\s+");
    boolean named = words.length >= 3 && words[1].equalsIgnoreCase("AS");
    String written = filled(words[0], arguments);
    Optional<Stage> base =
        Optional.ofNullable(byName.get(written.toLowerCase(Locale.ROOT)))
            .filter(stage -> !stage.name().isEmpty());
    Optional<ImageName> image =
        base.isPresent() || written.equals("scratch") ? Optional.empty() : ImageName.read(written);
    return new Stage(named ? words[2] : "", from, written, image, base, own);
  }

  /** {@code $NAME}, {@code ${NAME}} and {@code ${NAME:-value}} put in, where they are known. */
  private static String filled(String text, Map<String, String> arguments) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '$' || at + 1 == text.length()) {
        filled.append(c);
        at++;
        continue;
      }
      boolean braces = text.charAt(at + 1) == '{';
      int end = braces ? text.indexOf('}', at) : wordEnd(text, at + 1);
      if (end < 0) {
        return text;
      }
      String name = text.substring(at + (braces ? 2 : 1), end);
      int otherwise = name.indexOf(":-");
      String plain = otherwise < 0 ? name : name.substring(0, otherwise);
      Optional<String> value =
          Optional.ofNullable(arguments.get(plain))
              .or(() ->
                  otherwise < 0 ? Optional.empty() : Optional.of(name.substring(otherwise + 2)));
      if (value.isEmpty()) {
        return text;
      }
      filled.append(value.get());
      at = braces ? end + 1 : end;
    }
    return filled.toString();
  }

  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length()
        && (text.charAt(end) == '_' || Character.isLetterOrDigit(text.charAt(end)))) {
      end++;
    }
    return end;
  }

  /** The stage that becomes the image. */
  Optional<Stage> result() {
    return stages.isEmpty() ? Optional.empty() : Optional.of(stages.getLast());
  }

  /** The stages whose layers the image consists of, the last first. */
  List<Stage> layers() {
    List<Stage> layers = new ArrayList<>();
    Optional<Stage> stage = result();
    while (stage.isPresent()) {
      layers.add(stage.get());
      stage = stage.get().base();
    }
    return layers;
  }

  /** The instructions RUN of every stage. */
  List<Instruction> runs() {
    return instructions.stream().filter(i -> i.is("RUN")).toList();
  }

  void fault(Report report, Span span, String particulars) {
    report.add(path, span, particulars);
  }
}
