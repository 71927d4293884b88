package dev.slipway.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Times whole processes: start-up, the example, a large repository, and a bare Java program beside
 * them. Prints minimum, median and maximum of the wall time and the peak of the resident memory.
 */
public final class WholeProcess {

  private static final int RUNS = 15;
  private static final int WARM_UP = 3;
  private static final int FILES_IN_FOLDER = 200;
  private static final double NANOS_PER_MILLI = 1e6;

  private WholeProcess() {}

  /** Times what the documentation quotes; run from the project's root. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("slipway-bench");
    try {
      Path hello = hello(scratch);
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      print("bare Java hello", List.of(java, "-Xshare:auto", "-cp", hello.toString(), "Hello"));
      print("slipway --version", List.of("./slipway", "--version"));
      print(
          "design examples/omni-chat",
          List.of(
              "./slipway",
              "design",
              "examples/omni-chat",
              "--quiet",
              "--out",
              folder(scratch, "omni")));
      for (int files : new int[] {2_500, 5_000, 10_000, 20_000}) {
        Path repository = repository(scratch.resolve("files" + files), files);
        print(
            "design a repository of " + files + " files",
            List.of(
                "./slipway",
                "design",
                repository.toString(),
                "--quiet",
                "--out",
                folder(scratch, "out" + files)));
      }
    } finally {
      delete(scratch);
    }
  }

  private static String folder(Path scratch, String name) throws IOException {
    return Files.createDirectories(scratch.resolve(name)).toString();
  }

  private static Path hello(Path scratch) throws IOException, InterruptedException {
    Path source = scratch.resolve("Hello.java");
    Files.writeString(
        source,
        "class Hello { public static void main(String[] a) { System.out.println(\"hello\"); } }\n");
    Path javac = Path.of(System.getProperty("java.home"), "bin", "javac");
    new ProcessBuilder(javac.toString(), "-d", scratch.toString(), source.toString())
        .inheritIO()
        .start()
        .waitFor();
    return scratch;
  }

  /** A service and very many files beside it, half of them in its own language. */
  private static Path repository(Path root, int files) throws IOException {
    Files.createDirectories(root.resolve("app"));
    Files.writeString(
        root.resolve("requirements.txt"), "fastapi==0.120.0\nuvicorn==0.38.0\nasyncpg==0.30.0\n");
    Files.writeString(
        root.resolve("app/main.py"),
        "from fastapi import FastAPI\n\n"
            + "app = FastAPI()\n\n\n"
            + "@app.get(\"/health\")\n"
            + "def health():\n"
            + "    return {}\n");
    for (int i = 0; i < files; i++) {
      Path folder =
          root.resolve(i % 2 == 0 ? "app" : "assets").resolve("part" + i / FILES_IN_FOLDER);
      Files.createDirectories(folder);
      String name = i % 2 == 0 ? "module" + i + ".py" : "note" + i + ".txt";
      Files.writeString(
          folder.resolve(name),
          "def value_" + i + "():\n    return " + i + "\n" + "# a line of text\n".repeat(20));
    }
    return root;
  }

  private static void print(String label, List<String> command)
      throws IOException, InterruptedException {
    List<Long> times = new ArrayList<>();
    long peak = 0;
    for (int run = 0; run < RUNS + WARM_UP; run++) {
      long begin = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      long memory = 0;
      if (run >= RUNS + WARM_UP - 2) { // watching costs time, so only the last two runs are watched
        while (process.isAlive()) {
          memory = Math.max(memory, residentKib(process.pid()));
          Thread.sleep(2);
        }
      }
      process.waitFor();
      if (run >= WARM_UP) {
        times.add(System.nanoTime() - begin);
      }
      peak = Math.max(peak, memory);
    }
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%-38s min %7.1f  median %7.1f  max %7.1f ms   peak %d MiB   %s%n",
        label,
        sorted[0] / NANOS_PER_MILLI,
        sorted[sorted.length / 2] / NANOS_PER_MILLI,
        Arrays.stream(sorted).max().orElse(0) / NANOS_PER_MILLI,
        peak / 1024,
        String.join(" ", command.subList(0, Math.min(2, command.size()))));
  }

  /** The peak so far of the memory that a process holds; 0 where the system does not tell. */
  private static long residentKib(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      return 0; // it ended in between, or this is no Linux
    }
    return 0;
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
              Path dir, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
