package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the files: the last state is seen, and nothing spins or ends by mistake. */
@Timeout(60)
class WatchTest {

  private static final long PATIENCE_MILLISECONDS = 10_000;

  @TempDir private Path folder;
  private Path root;
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicReference<String> seen = new AtomicReference<>("");
  private final AtomicInteger outcome = new AtomicInteger(-1);
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private volatile Path file = Path.of("");
  private Thread watching = new Thread(() -> {});

  @BeforeEach
  void watchAFolder() throws Exception {
    root = Files.createDirectories(folder.resolve("project"));
    file = root.resolve("a/b/main.tf");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "first");
    watching = new Thread(this::watch);
    watching.start();
    sees("first");
    Thread.sleep(100);
  }

  @AfterEach
  void stop() throws Exception {
    watching.interrupt();
    watching.join(PATIENCE_MILLISECONDS);
    assertThat(watching.isAlive()).isFalse();
  }

  private void watch() {
    try {
      PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
      outcome.set(new Watch(root).run(print, this::look));
    } catch (IOException e) {
      seen.set("failed: " + e);
    }
  }

  private int look() throws IOException {
    runs.incrementAndGet();
    seen.set(Files.exists(file) ? Files.readString(file) : "nothing");
    return 7;
  }

  private void sees(String text) throws InterruptedException {
    long start = System.nanoTime();
    while (!seen.get().equals(text)
        && System.nanoTime() - start < PATIENCE_MILLISECONDS * 1_000_000) {
      Thread.sleep(10);
    }
    assertThat(seen.get()).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void seesAFileThatAnEditorPutsIntoPlace() throws Exception {
    Path next = file.resolveSibling(".main.tf.swp");
    Files.writeString(next, "second");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

    sees("second");
  }

  @Test
  void seesFilesInAFolderThatWasReplaced() throws Exception {
    delete(root.resolve("a"));
    sees("nothing");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "again");
    sees("again");
    Thread.sleep(200);
    Files.writeString(file, "and again");

    sees("and again");
  }

  @Test
  void seesFilesInAFolderThatWasMovedIntoPlace() throws Exception {
    Path next = folder.resolve("next");
    Files.createDirectories(next.resolve("b"));
    Files.writeString(next.resolve("b/main.tf"), "moved");
    Files.move(root.resolve("a"), folder.resolve("old"));
    Files.move(next, root.resolve("a"));
    sees("moved");
    Thread.sleep(200);
    Files.writeString(file, "later");

    sees("later");
  }

  @Test
  void checksWhileChangesNeverEndAndSeesTheLast() throws Exception {
    int before = runs.get();
    long start = System.nanoTime();
    int written = 0;
    while (System.nanoTime() - start < 3_000_000_000L) {
      Files.writeString(file, "number " + written++);
    }
    assertThat(runs.get() - before).as("runs during 3 s of changes").isBetween(1, 60);
    Files.writeString(file, "the last");

    sees("the last");
  }

  @Test
  void foldersThatComeAndGoDoNotEndIt() throws Exception {
    for (int i = 0; i < 300; i++) {
      Path deep = root.resolve("t" + i + "/x/y");
      Files.createDirectories(deep);
      Files.writeString(deep.resolve("f"), "x");
      delete(root.resolve("t" + i));
    }
    Files.writeString(file, "still here");

    sees("still here");
  }

  @Test
  void seesAChangeThatIsMadeWhileItChecks() throws Exception {
    for (int i = 0; i < 20; i++) {
      Files.writeString(file, "a" + i);
      int now = runs.get();
      while (runs.get() == now) {
        Thread.onSpinWait();
      }
      Files.writeString(file, "b" + i);
      sees("b" + i);
    }
  }

  @Test
  void doesNotSpinWhenNothingHappens() throws Exception {
    Files.writeString(file, "quiet");
    sees("quiet");
    Thread.sleep(300);
    int before = runs.get();
    Thread.sleep(1_000);

    assertThat(runs.get()).isEqualTo(before);
  }

  @Test
  void seesFilesWhenTheFolderItselfWasReplaced() throws Exception {
    Path next = folder.resolve("next");
    Files.createDirectories(next.resolve("a/b"));
    Files.writeString(next.resolve("a/b/main.tf"), "another");
    Files.move(root, folder.resolve("old"));
    Files.move(next, root);
    sees("another");
    Thread.sleep(200);
    Files.writeString(file, "later");

    sees("later");
  }

  @Test
  void endsWithAWordWhenTheFolderItselfIsGone() throws Exception {
    delete(root);
    watching.join(PATIENCE_MILLISECONDS);

    assertThat(watching.isAlive()).isFalse();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("is gone");
  }
}
