package dev.slipway.evaluate.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import dev.slipway.evaluate.Evaluator;
import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Parameter;
import dev.slipway.evaluate.Functions;
import dev.slipway.evaluate.Scope;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclReader;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.oracle.Tool;
import dev.slipway.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terraform is asked what its functions answer, and for the list of them. */
class FunctionOracleTest {

  private static final String REFUSED = "refused";
  private static final String UNKNOWN = "unknown";

  private static final Map<String, String> FILES = files();

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("hello.txt", "Hello, wörld!\n");
    files.put("notes.md", "# Notes\n");
    files.put("hello.tpl", "Hello ${name}: %{ for i in items ~}\n- ${upper(i)}\n%{ endfor ~}\n");
    files.put("single.tpl", "${x}");
    files.put("broken.tpl", "${");
    files.put("nested.tpl", "${templatefile(\"hello.tpl\", {})}");
    files.put("file.tpl", "${file(\"hello.txt\")}");
    files.put(
        "strip.tpl",
        "a\n"
            + "%{ if on }\n"
            + "  ${~ a[0] ~}\n"
            + " b\n"
            + "%{ else }x%{ endif }\n"
            + "<%{ for i, x in a }${i}=${x} %{ endfor }>");
    files.put("plain.txt", "no newline %%{ at the end ");
    files.put("empty.txt", "");
    files.put("null.tpl", "${null}");
    files.put("escape.tpl", "$${a} \\n \"q\" ${\"\\t\"}${a}\nTEMPLATE\nEOT\n");
    files.put("crlf.tpl", "x\r\n${a}\r\n");
    files.put("sub/a.md", "a");
    files.put("sub/deep/b.md", "b");
    return files;
  }

  @Test
  void answersAndRefusesWhatTerraformDoes(@TempDir Path folder) throws IOException {
    Tool terraform = Tool.require("terraform");
    List<String> expressions = expressions();
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, file.getValue());
    }
    List<String> theirs = terraform(terraform, folder, expressions);
    List<String> differences = new ArrayList<>();
    int unknown = 0;
    for (int i = 0; i < expressions.size(); i++) {
      String ours = ours(expressions.get(i));
      unknown += ours.equals(UNKNOWN) ? 1 : 0;
      if (!ours.equals(theirs.get(i)) && !ours.equals(UNKNOWN)) {
        differences.add(expressions.get(i) + "\n  ours   " + ours + "\n  theirs " + theirs.get(i));
      }
    }
    assertThat(differences).isEmpty();
    assertThat(unknown).as("expressions that are left open").isLessThan(expressions.size() / 20);
  }

  private static List<String> expressions() throws IOException {
    try (InputStream in = FunctionOracleTest.class.getResourceAsStream("/evaluate/functions.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      return text.lines().filter(line -> !line.isBlank()).toList();
    }
  }

  /** One process for all, in which a refusal is an answer like any other. */
  private static List<String> terraform(Tool terraform, Path folder, List<String> expressions)
      throws IOException {
    StringBuilder program = new StringBuilder("locals {\n  answers = [\n");
    for (String expression : expressions) {
      program.append("    try(jsonencode([").append(expression).append("]), \"refused\"),\n");
    }
    Files.writeString(folder.resolve("main.tf"), program.append("  ]\n}\n"));
    Tool.Result result = terraform.run(folder, Map.of(), "local.answers\n", "console", "-no-color");
    String shown = result.output().substring(Math.max(0, result.output().indexOf("[\n")));
    String text =
        shown
            .replace("(known after apply)", "\"" + UNKNOWN + "\"")
            .replace("${", "$${") // the console leaves these as they are
            .replace("%{", "%%{");
    HclExpression read = HclReader.expression("answers", text).value();
    List<Value> answers = Evaluator.evaluate(read, Scope.constant(), new Problems()).parts();
    assertThat(answers).as(result.output()).hasSameSizeAs(expressions);
    return answers.stream().map(Value::text).toList();
  }

  private static String ours(String expression) {
    Problems problems = new Problems();
    HclExpression read = HclReader.expression("test", expression).value();
    Value value = Evaluator.evaluate(read, new TestScope(), problems);
    if (problems.hasErrors()) {
      return REFUSED;
    }
    return value.isWhollyKnown()
        ? JsonEncoder.encode(Value.tuple(List.of(value.withoutMarks())))
        : UNKNOWN;
  }

  @Test
  void hasExactlyTerraformsFunctionsWithTheirParameters(@TempDir Path folder) {
    Tool.Result result = Tool.require("terraform").run(folder, "metadata", "functions", "-json");
    String json = result.output().substring(result.output().indexOf('{'));
    Node signatures =
        JsonDocument.read("functions", json)
            .value()
            .flatMap(node -> node.get("function_signatures"))
            .orElseThrow();
    TerraformFunctions functions = TerraformFunctions.of(FunctionFiles.unknown());
    List<String> names =
        signatures.entries().stream()
            .map(Node.Entry::key)
            .filter(name -> !name.startsWith("core::"))
            .toList();
    assertThat(functions.names()).containsExactlyInAnyOrderElementsOf(names);
    for (String name : names) {
      if (!List.of("try", "can", "templatestring").contains(name)) {
        Function function = functions.find(name).orElseThrow();
        assertThat(signature(function))
            .isEqualTo(signature(name, signatures.get(name).orElseThrow()));
      }
    }
  }

  private static String signature(Function function) {
    List<String> parameters = function.parameters().stream().map(Parameter::name).toList();
    return function.name() + parameters + function.variadic().map(Parameter::name).orElse("");
  }

  private static String signature(String name, Node signature) {
    List<String> parameters =
        signature.get("parameters").map(Node::items).orElse(List.of()).stream()
            .map(parameter -> parameter.text("name").orElseThrow())
            .toList();
    return name
        + parameters
        + signature.get("variadic_parameter").flatMap(node -> node.text("name")).orElse("");
  }

  /** No names, all functions, a few files. */
  record TestScope() implements Scope {
    @Override
    public Resolved resolve(Traversal reference, Problems problems) {
      throw new AssertionError(reference.root());
    }

    @Override
    public Functions functions() {
      return TerraformFunctions.of(new TestFiles());
    }
  }

  /** The files above. */
  record TestFiles() implements FunctionFiles {
    @Override
    public Found find(String path) {
      String content = FILES.get(path);
      if (content != null) {
        return new Found.Text(content);
      }
      boolean folder =
          path.equals(".") || FILES.keySet().stream().anyMatch(p -> p.startsWith(path + "/"));
      return folder ? new Found.Folder() : new Found.Nothing();
    }

    @Override
    public Optional<List<String>> below(String folder) {
      String prefix = folder.equals(".") ? "" : folder + "/";
      return Optional.of(
          FILES.keySet().stream()
              .filter(p -> p.startsWith(prefix))
              .map(p -> p.substring(prefix.length()))
              .sorted()
              .toList());
    }
  }
}
