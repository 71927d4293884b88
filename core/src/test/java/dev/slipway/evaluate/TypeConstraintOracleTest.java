package dev.slipway.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hcl.syntax.Problems;
import dev.slipway.oracle.Tool;
import dev.slipway.value.Conversion;
import dev.slipway.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the variables in constraints.txt we refuse those that {@code terraform validate} refuses. */
final class TypeConstraintOracleTest {

  private static final Pattern START_LINE = Pattern.compile("\"start\": \\{\\s*\"line\": ([0-9]+)");

  @TempDir Path folder;

  @Test
  void refusesTheTypesAndDefaultsThatTerraformRefuses() throws IOException {
    List<String> lines = lines();
    List<String> ours = new ArrayList<>();
    StringBuilder file = new StringBuilder();
    for (String line : lines) {
      String[] parts = line.split(" \\| ", 2);
      file.append("variable \"v" + ours.size() + "\" {\n  type = " + parts[0]);
      file.append("\n  default = " + parts[1] + "\n}\n");
      ours.add(verdict(parts[0], parts[1]));
    }
    TreeSet<Integer> refused = refused(file.toString());
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (refused.contains(i) == ours.get(i).isEmpty()) {
        differences.add(lines.get(i) + "  ->  " + ours.get(i));
      }
    }
    assertThat(differences).isEmpty();
  }

  /** What is wrong; empty when nothing is. */
  private static String verdict(String type, String given) {
    Problems problems = new Problems();
    TypeConstraint constraint = TypeConstraint.read(Evaluated.parsed(type), problems);
    Value value = Evaluator.evaluate(Evaluated.parsed(given), Scope.constant(), problems);
    if (!problems.isEmpty()) {
      return problems.sorted().getFirst().detail();
    }
    return constraint.accept(value) instanceof Conversion.Refused reason ? reason.reason() : "";
  }

  /** The numbers of the variables that Terraform complains about. */
  private TreeSet<Integer> refused(String file) throws IOException {
    Files.writeString(folder.resolve("main.tf"), file);
    Tool terraform = Tool.require("terraform");
    Tool.Result result = terraform.run(folder, Map.of(), "", "validate", "-json");
    TreeSet<Integer> variables = new TreeSet<>();
    Matcher line = START_LINE.matcher(result.output());
    while (line.find()) {
      variables.add((Integer.parseInt(line.group(1)) - 1) / 4);
    }
    return variables;
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String line : Evaluated.resource("constraints.txt").split("\n")) {
      if (!line.startsWith("#")) {
        lines.add(line);
      }
    }
    return lines;
  }
}
