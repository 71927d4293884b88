package dev.slipway.bench;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.run.DesignRequest;
import dev.slipway.run.DesignRun;
import dev.slipway.run.Lowering;
import dev.slipway.source.DirectorySourceTree;
import dev.slipway.source.SourceTree;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A blueprint to the text of its Terraform, main stack and bootstrap: the example's own, and one
 * with its first service as many times as asked for.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@SuppressWarnings("NullAway.Init") // the harness sets the parameters
public class LoweringBenchmark {

  @Param({"gcp", "aws", "azure"})
  public String cloud;

  /** Workloads beside the example's own. */
  @Param({"0", "1000"})
  public int more;

  private Blueprint blueprint;

  @Setup
  public void design() {
    SourceTree tree = DirectorySourceTree.open(Path.of("examples", "omni-chat")).value();
    Blueprint own =
        DesignRun.design(
                new DesignRequest(
                    tree,
                    List.of("cloud=" + cloud),
                    LocalDate.of(2026, 1, 1),
                    DesignRequest.Progress.SILENT))
            .value()
            .orElseThrow()
            .blueprint();
    List<Workload> workloads = new ArrayList<>(own.workloads());
    Workload first = workloads.getFirst();
    for (int i = 0; i < more; i++) {
      workloads.add(named(first, "copy-" + i));
    }
    blueprint = with(own, workloads);
  }

  private static Workload named(Workload w, String name) {
    return new Workload(
        name,
        w.kind(),
        w.description(),
        w.source(),
        w.image(),
        w.command(),
        w.port(),
        w.health(),
        w.compute(),
        w.scaling(),
        w.exposure(),
        name,
        w.settings(),
        w.connections(),
        w.migration(),
        w.schedule(),
        w.traits(),
        w.endpoints(),
        w.externalApis());
  }

  private static Blueprint with(Blueprint b, List<Workload> workloads) {
    return new Blueprint(
        b.version(),
        b.project(),
        b.environments(),
        List.copyOf(workloads),
        b.datastores(),
        b.secrets(),
        b.edge(),
        b.network(),
        b.objectives(),
        b.delivery(),
        b.observability(),
        b.recovery(),
        b.budget(),
        b.compliance(),
        b.controls(),
        b.decisions(),
        b.questions());
  }

  @Benchmark
  public List<GeneratedFile> lowerAndPrint() {
    List<GeneratedFile> files = new ArrayList<>(TerraformEmitter.emit(Lowering.main(blueprint)));
    files.addAll(TerraformEmitter.emit(Lowering.bootstrap(blueprint)));
    return files;
  }
}
