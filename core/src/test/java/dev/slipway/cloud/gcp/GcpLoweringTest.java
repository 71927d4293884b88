package dev.slipway.cloud.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GcpLoweringTest {

  /** Where the designs are written for a look with other tools, when a system property says so. */
  @Test
  void writesEveryDesignForALookWithOtherTools() throws IOException {
    String target = System.getProperty("slipway.designs", "target/lowering");
    for (Map.Entry<String, Blueprint> design : Designs.all().entrySet()) {
      GcpStacks stacks = GcpLowering.lower(design.getValue());
      write(Path.of(target, design.getKey()), stacks.main());
      write(Path.of(target, design.getKey()), stacks.bootstrap());
    }
    assertThat(GcpLowering.passes()).doesNotHaveDuplicates();
  }

  private static void write(Path folder, Stack stack) throws IOException {
    for (GeneratedFile file : TerraformEmitter.emit(stack)) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
  }
}
