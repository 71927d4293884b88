package dev.slipway.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Does something again whenever a file below a folder changes. */
final class Watch {

  /** Editors write a file in several steps. */
  private static final long SETTLE_MILLISECONDS = 60;

  private static final List<String> UNWATCHED =
      List.of(".git", ".terraform", "node_modules", ".venv", "venv", "target");

  private final Path root;

  Watch(Path root) {
    this.root = root;
  }

  /** What is done each time. */
  @FunctionalInterface
  interface Work {
    int run() throws IOException;
  }

  /** Runs until the process is interrupted; then the last outcome is returned. */
  int run(PrintStream err, Work work) throws IOException {
    try (WatchService service = root.getFileSystem().newWatchService()) {
      register(service, root);
      int outcome = work.run();
      while (true) {
        err.println("Watching " + root + " (stop with Ctrl-C) ...");
        if (!changed(service)) {
          return outcome;
        }
        outcome = work.run();
      }
    }
  }

  /** Waits for a change; false when there will be none any more. */
  private boolean changed(WatchService service) throws IOException {
    try {
      WatchKey key = service.take();
      while (key != null) {
        for (var event : key.pollEvents()) {
          if (key.watchable() instanceof Path folder
              && event.context() instanceof Path name
              && Files.isDirectory(folder.resolve(name))) {
            register(service, folder.resolve(name));
          }
        }
        key.reset();
        key = service.poll(SETTLE_MILLISECONDS, TimeUnit.MILLISECONDS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ClosedWatchServiceException e) {
      return false;
    }
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
            path.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
