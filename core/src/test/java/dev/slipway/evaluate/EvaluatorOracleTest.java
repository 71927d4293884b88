package dev.slipway.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.oracle.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every expression of expressions.txt comes to what {@code terraform console} says. */
final class EvaluatorOracleTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("TF_IN_AUTOMATION", "1");

  private static final int PORTION = 250;

  @TempDir Path folder;

  @Test
  void comesToTheSameValuesAndErrorsAsTerraform() throws IOException {
    List<String> differences = new ArrayList<>();
    for (List<String> expressions : portions(expressions())) {
      StringBuilder question = new StringBuilder("[");
      for (String expression : expressions) {
        question.append("try(jsonencode([").append(expression).append("]), \"ERROR\"), ");
      }
      List<String> theirs = new ArrayList<>();
      List<String> ours = new ArrayList<>();
      List<String> lines = answer(question.append("]").toString());
      for (String line : lines.subList(1, lines.size() - 1)) {
        theirs.add(unquoted(line.strip().replaceFirst(",$", "")));
      }
      for (String expression : expressions) {
        ours.add(Evaluated.of(expression).json());
      }
      differences.addAll(differences(expressions, ours, theirs));
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void comesToTheSameTypesAsTerraform() throws IOException {
    List<String> sound =
        expressions().stream().filter(each -> !Evaluated.of(each).failed()).toList();
    List<String> differences = new ArrayList<>();
    for (List<String> expressions : portions(sound)) {
      List<String> ours = new ArrayList<>();
      for (String expression : expressions) {
        ours.add(Evaluated.shown(Evaluated.of(expression).value().type()));
      }
      String question = "type([" + String.join(", ", expressions) + "])";
      String answer = String.join("", answer(question)).replaceAll("\\s", "");
      answer = answer.replace(",)", ")");
      differences.addAll(differences(expressions, ours, elements(answer)));
    }
    assertThat(differences).isEmpty();
  }

  /** The console reads lines of some 60,000 bytes. */
  private static List<List<String>> portions(List<String> expressions) {
    List<List<String>> portions = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i += PORTION) {
      portions.add(expressions.subList(i, Math.min(i + PORTION, expressions.size())));
    }
    return portions;
  }

  /** The types in {@code tuple([a,b,])}. */
  private static List<String> elements(String tuple) {
    List<String> elements = new ArrayList<>();
    String inside = tuple.substring("tuple([".length(), tuple.length() - "])".length());
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      depth += c == '(' || c == '[' || c == '{' ? 1 : 0;
      depth -= c == ')' || c == ']' || c == '}' ? 1 : 0;
      if (c == ',' && depth == 0) {
        elements.add(inside.substring(start, i));
        start = i + 1;
      }
    }
    return elements;
  }

  private static List<String> differences(
      List<String> expressions, List<String> ours, List<String> theirs) {
    assertThat(theirs).hasSameSizeAs(expressions);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      if (!ours.get(i).equals(theirs.get(i))) {
        differences.add(expressions.get(i) + "  is " + theirs.get(i) + "  not " + ours.get(i));
      }
    }
    return differences;
  }

  private static List<String> expressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    for (String line : Evaluated.resource("expressions.txt").split("\n")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        expressions.add(line);
      }
    }
    return expressions;
  }

  /** The lines of the answer, without the boxes of warnings. */
  private List<String> answer(String question) throws IOException {
    Tool terraform = Tool.require("terraform");
    Files.writeString(folder.resolve("main.tf"), Evaluated.resource("main.tf"));
    Tool.Result result = terraform.run(folder, ENVIRONMENT, question + "\n", "console");
    assertThat(result.exitCode()).as(result.output()).isZero();
    List<String> answer = new ArrayList<>();
    boolean box = false;
    for (String line : result.output().split("\n")) {
      String plain = line.replaceAll("\\x1b\\[[0-9;]*m", "");
      box |= plain.startsWith("╷");
      if (!box && !plain.isEmpty() && !plain.startsWith("There are some problems")) {
        answer.add(plain);
      }
      box &= !plain.startsWith("╵");
    }
    return answer;
  }

  /** The text in a line of the console. */
  private static String unquoted(String line) {
    if (!line.startsWith("\"")) {
      return line;
    }
    // The console escapes quotes and backslashes, but not what begins a template.
    return line.substring(1, line.length() - 1).replaceAll("\\\\(.)", "$1");
  }
}
