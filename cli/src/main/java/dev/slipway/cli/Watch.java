package dev.slipway.cli;

import dev.slipway.emit.report.PlainText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does something again whenever a file below a folder changes. */
final class Watch {

  /** Editors write a file in several steps. */
  private static final long SETTLE_MILLISECONDS = 60;

  /** Where changes never end it is done all the same, this often. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** How often it is looked whether the folder itself is still the same. */
  private static final long LOOK_MILLISECONDS = 1_000;

  private static final int PATIENCE = 30;

  private static final List<String> UNWATCHED =
      List.of(".git", ".terraform", "node_modules", ".venv", "venv", "target");

  private final Path root;

  /** Whether a watched folder went away; another of its name may be there again. */
  private boolean lost;

  Watch(Path root) {
    this.root = root;
  }

  /** What is done each time. */
  @FunctionalInterface
  interface Work {
    int run() throws IOException;
  }

  /**
   * Runs until the process is interrupted, and returns the last outcome then; without its folder it
   * ends too.
   */
  int run(PrintStream err, Work work) throws IOException {
    try (WatchService service = root.getFileSystem().newWatchService()) {
      register(service, root);
      Optional<Object> watched = identity();
      int outcome = work.run();
      while (true) {
        err.println("Watching " + PlainText.of(root.toString()) + " (stop with Ctrl-C) ...");
        if (!changed(service, watched)) {
          return outcome;
        }
        Optional<Object> now = identityAgain();
        if (now.isEmpty()) {
          err.println("The folder " + PlainText.of(root.toString()) + " is gone.");
          return ExitCode.ENVIRONMENT.code();
        }
        if (lost || !now.equals(watched)) {
          lost = false;
          register(service, root);
          watched = now;
        }
        outcome = again(err, work);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK.code();
    }
  }

  /** A file may vanish under the work's eyes; the change that it is wakes it once more. */
  private static int again(PrintStream err, Work work) {
    try {
      return work.run();
    } catch (IOException | UncheckedIOException e) {
      err.println("Could not be done this time: " + PlainText.of(String.valueOf(e.getMessage())));
      return ExitCode.ENVIRONMENT.code();
    }
  }

  /** Waits for a change; false when there will be none any more. */
  private boolean changed(WatchService service, Optional<Object> watched) throws IOException {
    try {
      WatchKey key = null;
      while (key == null) {
        key = service.poll(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
        if (key == null && !identity().equals(watched)) {
          return true;
        }
      }
      long start = System.nanoTime();
      while (key != null) {
        take(service, key);
        boolean waited = System.nanoTime() - start > LONGEST_WAIT.toNanos();
        key = waited ? null : service.poll(SETTLE_MILLISECONDS, TimeUnit.MILLISECONDS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  /** Begins to watch new folders; after an overflow nobody knows which they are. */
  private void take(WatchService service, WatchKey key) throws IOException {
    for (var event : key.pollEvents()) {
      if (event.kind().equals(StandardWatchEventKinds.OVERFLOW)) {
        register(service, root);
      } else if (event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)
          && key.watchable() instanceof Path folder
          && event.context() instanceof Path name
          && Files.isDirectory(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        register(service, folder.resolve(name));
      }
    }
    lost |= !key.reset();
  }

  /** What tells this folder from another one that was put into its place; empty without one. */
  private Optional<Object> identity() {
    try {
      var attributes = Files.readAttributes(root, BasicFileAttributes.class);
      Object key = attributes.fileKey();
      return attributes.isDirectory() ? Optional.of(key == null ? root : key) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** As {@link #identity()}, with some patience: a folder that is replaced is away for a moment. */
  private Optional<Object> identityAgain() throws InterruptedException {
    Optional<Object> now = identity();
    for (int i = 0; now.isEmpty() && i < PATIENCE; i++) {
      Thread.sleep(SETTLE_MILLISECONDS);
      now = identity();
    }
    return now;
  }

  private static void register(WatchService service, Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (UNWATCHED.contains(String.valueOf(path.getFileName()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            try {
              path.register(
                  service,
                  StandardWatchEventKinds.ENTRY_CREATE,
                  StandardWatchEventKinds.ENTRY_MODIFY,
                  StandardWatchEventKinds.ENTRY_DELETE);
              return FileVisitResult.CONTINUE;
            } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
              return FileVisitResult.SKIP_SUBTREE; // it is gone, or nobody may look into it
            }
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path path, @Nullable IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
