package dev.slipway.emit.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.emit.GeneratedFile;
import dev.slipway.hcl.RandomExpressions;
import dev.slipway.oracle.Tool;
import dev.slipway.stack.Body;
import dev.slipway.stack.LocalValue;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terraform itself says whether what is printed is canonical and reads back as what was meant. */
class TerraformFormatTest {

  @TempDir Path folder;

  @Test
  void terraformFmtLeavesRandomConfigurationsAsTheyAre() throws IOException {
    Tool terraform = Tool.require("terraform");
    for (int seed = 0; seed < 400; seed++) {
      RandomExpressions random = new RandomExpressions(seed);
      List<Resource> resources = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        resources.add(resource("r" + i, random.body(2), random));
      }
      Stack stack = StackFixtures.of(resources.toArray(new Resource[0]));
      Files.writeString(
          folder.resolve("c" + seed + ".tf"), TerraformEmitter.emit(stack).getFirst().text());
    }
    Tool.Result result = terraform.run(folder, "fmt", "-check", "-diff", "-no-color");
    assertThat(result.output()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void terraformReadsBackEveryTextAsItWas() throws IOException {
    Tool terraform = Tool.require("terraform");
    List<LocalValue> locals = new ArrayList<>();
    List<String> wanted = new ArrayList<>();
    RandomExpressions random = new RandomExpressions(7);
    for (int i = 0; i < 300; i++) {
      String first = random.text();
      String second = random.text();
      dev.slipway.stack.Expression value =
          i % 2 == 0
              ? dev.slipway.stack.Expressions.text(first + second)
              : dev.slipway.stack.Expressions.template(
                  first, dev.slipway.stack.Expressions.local("sign"), second);
      wanted.add(i % 2 == 0 ? first + second : first + "#" + second);
      locals.add(new LocalValue("t" + i, "main.tf", value, "", StackFixtures.WHY));
    }
    locals.add(
        new LocalValue(
            "sign", "main.tf", dev.slipway.stack.Expressions.text("#"), "", StackFixtures.WHY));
    Stack stack = StackFixtures.of(List.of(), locals, List.of(), List.of(), List.of());
    Files.writeString(folder.resolve("main.tf"), TerraformEmitter.emit(stack).getFirst().text());
    StringBuilder question = new StringBuilder("jsonencode([");
    for (int i = 0; i < wanted.size(); i++) {
      question.append("base64encode(local.t").append(i).append("),");
    }
    Tool.Result result =
        terraform.run(folder, java.util.Map.of(), question.append("])\n").toString(), "console");
    assertThat(result.exitCode()).as(result.output()).isZero();
    String[] answers = result.output().strip().replaceAll("[\\[\\]\\\\\"]", "").split(",", -1);
    assertThat(answers).hasSameSizeAs(wanted);
    for (int i = 0; i < answers.length; i++) {
      byte[] read = java.util.Base64.getDecoder().decode(answers[i]);
      assertThat(new String(read, java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(wanted.get(i));
    }
    assertThat(terraform.run(folder, "fmt", "-check", "-diff").output()).isEmpty();
  }

  private static Resource resource(String name, Body body, RandomExpressions random) {
    Resource.Meta meta =
        new Resource.Meta(
            Optional.of(random.expression(2)),
            Optional.empty(),
            Optional.empty(),
            List.of(dev.slipway.stack.Expressions.ref("google_project_service.run")),
            Optional.of(Body.builder().set("prevent_destroy", true).build()));
    return new Resource(
        ResourceAddress.managed("google_x", name),
        "main.tf",
        "why\n\nso",
        meta,
        body,
        StackFixtures.WHY);
  }

  @Test
  void printsPathsFromTheProjectsRoot() {
    GeneratedFile file =
        TerraformEmitter.emit(
                StackFixtures.of(StackFixtures.resource("google_x", "y", Body.builder())))
            .getFirst();
    assertThat(file.path()).isEqualTo("terraform/main.tf");
    assertThat(file.text()).isEqualTo("resource \"google_x\" \"y\" {}\n");
  }
}
