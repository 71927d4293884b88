package dev.slipway.cli.tool;

import dev.slipway.cli.tool.OutsideCheck.Answer;
import dev.slipway.cli.tool.OutsideCheck.Call;
import dev.slipway.cli.tool.OutsideCheck.Unreadable;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.source.SourceTree;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs other programs' checks side by side. */
public final class OutsideChecks {

  private static final List<OutsideCheck> ALL =
      List.of(
          new TerraformValidate(),
          new Tflint(),
          new Checkov(),
          new Trivy(),
          new Hadolint(),
          new Actionlint(),
          new Kubeconform(),
          new Promtool());

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int MOST_OUTPUT = 64 << 20;

  private final Path root;
  private final Map<String, String> environment;

  /**
   * @param root the project's folder
   * @param environment the process's own, for the path on which programs are found
   */
  public OutsideChecks(Path root, Map<String, String> environment) {
    this.root = root;
    this.environment = environment;
  }

  /** The names of the programs that are known, in order. */
  public static List<String> names() {
    return ALL.stream().map(OutsideCheck::program).toList();
  }

  /** The names of those that are found on the path. */
  public static List<String> installed(Map<String, String> environment) {
    OutsideChecks here = new OutsideChecks(Path.of(""), environment);
    return names().stream().filter(name -> here.find(name).isPresent()).toList();
  }

  /**
   * What the programs found.
   *
   * @param skipped which of them said nothing, and why, in sentences
   */
  public record Found(List<Diagnostic> findings, List<String> skipped) {}

  /** Runs the programs of these names, those that are not installed left out and named. */
  public Found run(List<String> names, SourceTree tree) {
    List<Future<Found>> running = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (OutsideCheck check : ALL) {
        if (names.contains(check.program())) {
          Optional<Path> program = find(check.program());
          List<Call> calls = program.isEmpty() ? List.of() : check.calls(tree);
          running.add(executor.submit(() -> run(check, program, calls)));
        }
      }
    }
    List<Diagnostic> findings = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (Future<Found> done : running) {
      Found found = result(done);
      findings.addAll(found.findings());
      skipped.addAll(found.skipped());
    }
    return new Found(List.copyOf(findings), List.copyOf(skipped));
  }

  private static Found result(Future<Found> done) {
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Found(List.of(), List.of("The other programs were interrupted."));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Optional<Path> find(String program) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path file = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(file) && Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private Found run(OutsideCheck check, Optional<Path> program, List<Call> calls) {
    String name = check.program();
    if (program.isEmpty()) {
      return new Found(List.of(), List.of(name + " is not installed, so it was not asked."));
    }
    List<Diagnostic> findings = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (Call call : calls) {
      try {
        findings.addAll(check.findings(call, answer(program.get(), call)));
      } catch (Unreadable | IOException e) {
        String where = call.folder().isEmpty() ? "" : " in " + call.folder();
        skipped.add(name + where + " could not answer: " + e.getMessage() + ".");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        skipped.add(name + " was interrupted.");
      }
    }
    return new Found(findings, skipped);
  }

  private Answer answer(Path program, Call call)
      throws IOException, InterruptedException, Unreadable {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(call.arguments());
    Path out = Files.createTempFile("slipway", ".out");
    Path err = Files.createTempFile("slipway", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(root.resolve(call.folder()).toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new Unreadable("it took longer than " + LIMIT.toMinutes() + " minutes");
      }
      return new Answer(process.exitValue(), read(out), read(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
    }
  }
}
