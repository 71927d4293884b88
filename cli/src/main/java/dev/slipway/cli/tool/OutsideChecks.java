package dev.slipway.cli.tool;

import dev.slipway.cli.tool.OutsideCheck.Call;
import dev.slipway.cli.tool.OutsideCheck.Unreadable;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.source.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
  private static final int MOST_FINDINGS = 10_000;

  private final Path root;
  private final SearchPath path;
  private final Duration limit;

  /**
   * @param root the project's folder
   * @param environment the process's own, for the path on which programs are found
   */
  public OutsideChecks(Path root, Map<String, String> environment) {
    this(root, environment, LIMIT);
  }

  OutsideChecks(Path root, Map<String, String> environment, Duration limit) {
    this.root = root;
    this.path = SearchPath.of(environment.getOrDefault("PATH", ""), root);
    this.limit = limit;
  }

  /** The names of the programs that are known, in order. */
  public static List<String> names() {
    return ALL.stream().map(OutsideCheck::program).toList();
  }

  /** The names of those that are found on the path. */
  public List<String> installed() {
    return names().stream().filter(name -> path.find(name, root).isPresent()).toList();
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
          running.add(executor.submit(task(check, tree)));
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

  /** Looks at the tree now, since that is not for several threads. */
  private Callable<Found> task(OutsideCheck check, SourceTree tree) {
    String name = check.program();
    Optional<Path> program = path.find(name, root);
    if (program.isEmpty()) {
      return () -> new Found(List.of(), List.of(name + " is not installed, so it was not asked."));
    }
    Optional<String> hindrance = check.hindrance(tree);
    if (hindrance.isPresent()) {
      return () -> new Found(List.of(), List.of(name + " was not asked: " + hindrance.get() + "."));
    }
    List<Call> calls = check.calls(tree);
    return () -> run(check, program.get(), calls);
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

  private Found run(OutsideCheck check, Path program, List<Call> calls) {
    List<Diagnostic> findings = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      String failed =
          check.program() + (call.folder().isEmpty() ? "" : " in " + call.folder()) + " could not";
      try {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(call.arguments());
        Path folder = root.resolve(call.folder());
        findings.addAll(check.findings(call, ProgramRun.of(command, folder, path, limit)));
      } catch (Unreadable | IOException e) {
        skipped.add(failed + " answer: " + e.getMessage() + ".");
      } catch (ProgramRun.TooSlow e) {
        skipped.add(failed + " answer: " + e.getMessage() + ".");
        if (i + 1 < calls.size()) {
          int more = calls.size() - i - 1;
          skipped.add(check.program() + " was not asked about " + more + " more.");
        }
        break;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        skipped.add(check.program() + " was interrupted.");
      }
    }
    return bounded(check.program(), findings, skipped);
  }

  /** What is in the project, and no more than anybody could read. */
  private static Found bounded(String name, List<Diagnostic> findings, List<String> skipped) {
    List<Diagnostic> inside = findings.stream().filter(Answers::isInside).toList();
    if (inside.size() < findings.size()) {
      int outside = findings.size() - inside.size();
      skipped.add(
          name
              + " told of "
              + outside
              + (outside == 1 ? " finding" : " findings")
              + " outside of the project, which are left out.");
    }
    if (inside.size() > MOST_FINDINGS) {
      skipped.add(
          name
              + " had "
              + inside.size()
              + " findings, of which the first "
              + MOST_FINDINGS
              + " are taken.");
    }
    return new Found(inside.stream().limit(MOST_FINDINGS).toList(), skipped);
  }
}
