package dev.slipway.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.terraform.ModuleLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialSourceTreeTest {

  private static final String CALL =
      """
      module "it" {
        source = "%s"
        name   = "a"
      }
      """;

  @TempDir Path root;

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> variables(String part, String folder) {
    SourceTree tree = PartialSourceTree.open(root, List.of(part), List.of());
    return ModuleLoader.load(tree, folder).value().modules().stream()
        .flatMap(module -> module.module().variables().keySet().stream())
        .toList();
  }

  @Test
  void findsTheModuleAboveTheFolderThatIsMeant() throws IOException {
    write("variables.tf", "variable \"name\" {}\n");
    write("examples/one/main.tf", CALL.formatted("../../"));
    assertThat(variables("examples/one", "examples/one")).containsExactly("name");
  }

  @Test
  void findsTheFilesBesideTheOneThatIsMeant() throws IOException {
    write("main.tf", "output \"a\" {\n  value = var.name\n}\n");
    write("variables.tf", "variable \"name\" {}\n");
    assertThat(variables("main.tf", "")).containsExactly("name");
  }

  @Test
  void findsModulesBehindLinksInsideOfTheProjectOnly(@TempDir Path outside) throws IOException {
    write("modules/real/variables.tf", "variable \"name\" {}\n");
    Files.createSymbolicLink(root.resolve("modules/link"), Path.of("real"));
    write("main.tf", CALL.formatted("./modules/link"));
    assertThat(variables("", "")).containsExactly("name");
    Files.writeString(outside.resolve("secret.tf"), "variable \"secret\" {}\n");
    Files.createSymbolicLink(root.resolve("modules/out"), outside);
    SourceTree tree = PartialSourceTree.open(root, List.of(""), List.of());
    assertThat(tree.in("modules/out")).isEmpty();
    assertThat(tree.text("modules/out/secret.tf")).isEmpty();
  }
}
