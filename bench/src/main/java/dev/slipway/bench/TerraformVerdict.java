package dev.slipway.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Asks Terraform itself what it says of a program. */
final class TerraformVerdict {

  private TerraformVerdict() {}

  /**
   * Initializes a copy of the program with the plugins alone and writes what {@code validate -json}
   * prints to {@code json}.
   *
   * @param root the root module's folder within the program; empty for the program itself
   */
  static void ask(Path program, String root, String plugins, Path json)
      throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("slipway-agreement");
    try {
      copy(program, scratch);
      Path folder = scratch.resolve(root);
      run(
          folder,
          Redirect.DISCARD,
          List.of("terraform", "init", "-backend=false", "-input=false", "-plugin-dir=" + plugins));
      run(folder, Redirect.to(json.toFile()), List.of("terraform", "validate", "-json"));
    } finally {
      delete(scratch);
    }
  }

  private static void run(Path folder, Redirect output, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output)
            .redirectError(Redirect.DISCARD);
    builder.environment().remove("TF_CLI_CONFIG_FILE");
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    builder.start().waitFor();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
