package dev.slipway.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySourceTreeTest {

  @TempDir Path root;

  private void write(String path, String text) throws IOException {
    write(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private SourceTree open() {
    return DirectorySourceTree.open(root).value();
  }

  private static List<String> codes(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::code).toList();
  }

  @Test
  void listsPathsByCodeUnitWithForwardSlashes() throws IOException {
    write("b.txt", "");
    write("a/z.txt", "");
    write("a-b/c.txt", "");
    write("B.txt", "");
    assertThat(open().paths()).containsExactly("B.txt", "a-b/c.txt", "a/z.txt", "b.txt");
    assertThat(open().under("a")).containsExactly("a/z.txt");
    assertThat(open().under("")).hasSize(4);
    assertThat(open().under("nowhere")).isEmpty();
  }

  @Test
  void leavesOutInstalledPackagesBuildOutputAndItsOwnFolder() throws IOException {
    for (String path :
        List.of(
            ".git/config",
            "node_modules/x/package.json",
            ".venv/a.py",
            "pkg/__pycache__/a.pyc",
            "dist/x.js",
            "web/.next/x",
            ".terraform/x",
            ".slipway/manifest.json",
            "odd/pyvenv.cfg",
            "odd/lib/a.py",
            "go/vendor/x/x.go",
            "java/target/x.class",
            "web/build/x.js")) {
      write(path, "");
    }
    write("go/go.mod", "");
    write("java/pom.xml", "");
    write("web/package.json", "");
    write("plain/build/Dockerfile", "");
    write("plain/vendor/price.csv", "");
    write("plain/target/goals.md", "");
    assertThat(open().paths())
        .containsExactly(
            "go/go.mod",
            "java/pom.xml",
            "plain/build/Dockerfile",
            "plain/target/goals.md",
            "plain/vendor/price.csv",
            "web/package.json");
  }

  @Test
  void obeysNestedIgnoreFilesTheLastRuleWinning() throws IOException {
    write(
        ".gitignore",
        "# comment\n*.log\n!keep.log\n/only-here\ntmp/\ndocs/**/draft-?.md\n\\#odd\n[ab].txt\n");
    write("sub/.gitignore", "!again.log\nlocal.txt\n");
    for (String path :
        List.of(
            "x.log",
            "keep.log",
            "only-here",
            "sub/only-here",
            "tmp/a",
            "sub/tmp/a",
            "file/tmp",
            "docs/a/b/draft-1.md",
            "docs/draft-22.md",
            "#odd",
            "a.txt",
            "c.txt",
            "sub/again.log",
            "sub/local.txt",
            "local.txt")) {
      write(path, "");
    }
    assertThat(open().paths())
        .containsExactly(
            ".gitignore",
            "c.txt",
            "docs/draft-22.md",
            "file/tmp",
            "keep.log",
            "local.txt",
            "sub/.gitignore",
            "sub/again.log",
            "sub/only-here");
  }

  @Test
  void leavesOutWhatTheConfigurationIgnores() throws IOException {
    write("a.md", "");
    write("legacy/a.md", "");
    assertThat(DirectorySourceTree.open(root, List.of("legacy/**")).value().paths())
        .containsExactly("a.md");
  }

  @Test
  void followsNoLinkOutOfTheRootNorInACircle(@TempDir Path elsewhere) throws IOException {
    write("real/a.txt", "text");
    Files.writeString(elsewhere.resolve("secret.txt"), "no");
    Files.createSymbolicLink(root.resolve("out"), elsewhere);
    Files.createSymbolicLink(root.resolve("out.txt"), elsewhere.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("loop"), root);
    Files.createSymbolicLink(root.resolve("self"), root.resolve("self"));
    Files.createSymbolicLink(root.resolve("inside.txt"), root.resolve("real/a.txt"));
    SourceTree tree = open();
    assertThat(tree.paths()).containsExactly("inside.txt", "real/a.txt");
    assertThat(tree.text("inside.txt")).contains("text");
    assertThat(tree.text("out.txt")).isEmpty();
    assertThat(codes(tree.diagnostics()))
        .containsExactlyInAnyOrder(
            "SLIP-LINK-OUTSIDE", "SLIP-LINK-OUTSIDE", "SLIP-LINK-LOOP", "SLIP-LINK-BROKEN");
  }

  @Test
  void saysWhyAFileHasNoText() throws IOException {
    write("binary.md", new byte[] {'a', 0, 'b'});
    write("latin.md", new byte[] {'a', '\n', 'b', (byte) 0xE9, 'c'});
    write("bom.md", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'x'});
    write("huge.md", new byte[TextFile.SIZE_LIMIT + 1]);
    SourceTree tree = open();
    assertThat(tree.diagnostics()).isEmpty();
    assertThat(tree.text("binary.md")).isEmpty();
    assertThat(tree.text("latin.md")).isEmpty();
    assertThat(tree.text("huge.md")).isEmpty();
    assertThat(tree.text("bom.md")).contains("x");
    assertThat(tree.text("missing.md")).isEmpty();
    assertThat(tree.text("../outside.md")).isEmpty();
    assertThat(codes(tree.diagnostics()))
        .containsExactly("SLIP-FILE-BINARY", "SLIP-FILE-TOO-LARGE", "SLIP-FILE-NOT-UTF-8");
    assertThat(tree.diagnostics().getLast().span().orElseThrow().toString())
        .isEqualTo("latin.md:2");
  }

  @Test
  void saysWhenThereIsNoProject() throws IOException {
    write("file.txt", "");
    assertThat(errors(DirectorySourceTree.open(root.resolve("nothing"))))
        .containsExactly("SLIP-PROJECT-MISSING");
    assertThat(errors(DirectorySourceTree.open(root.resolve("file.txt"))))
        .containsExactly("SLIP-PROJECT-NOT-A-FOLDER");
    Path empty = Files.createDirectory(root.resolve("empty"));
    assertThat(errors(DirectorySourceTree.open(empty))).containsExactly("SLIP-PROJECT-EMPTY");
  }

  private static List<String> errors(Outcome<SourceTree> outcome) {
    assertThat(outcome.value().paths()).isEmpty();
    assertThat(outcome.diagnostics()).allMatch(d -> d.severity() == Severity.ERROR);
    return codes(outcome.diagnostics());
  }

  @Test
  void hidesWhatARunGenerated() throws IOException {
    write("a.md", "a");
    write("terraform/main.tf", "b");
    SourceTree tree = open().without(Set.of("terraform/main.tf", "not-there"));
    assertThat(tree.paths()).containsExactly("a.md");
    assertThat(tree.contains("terraform/main.tf")).isFalse();
    assertThat(tree.text("terraform/main.tf")).isEmpty();
    assertThat(tree.under("terraform")).isEmpty();
  }

  @Test
  void matchesPathologicalPatternsInTime() throws IOException {
    write(".gitignore", "*a*a*a*a*a*a*a*a*a*a*a*a*a*b\n" + "**/".repeat(200) + "x\n");
    write("a".repeat(200), "");
    long start = System.nanoTime();
    assertThat(open().paths()).hasSize(2);
    assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
  }
}
