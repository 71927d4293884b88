package dev.slipway.bench;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.run.Design;
import dev.slipway.run.DesignRequest;
import dev.slipway.run.DesignRun;
import dev.slipway.source.DirectorySourceTree;
import dev.slipway.source.SourceTree;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole pipeline in a warm JVM: listing and reading the example's files, to the text of every
 * generated file.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@SuppressWarnings("NullAway.Init") // the harness sets the parameters
public class DesignBenchmark {

  @Param({"omni-chat", "relay", "one-adr"})
  public String example;

  @Benchmark
  public Outcome<Optional<Design>> design() {
    SourceTree tree = DirectorySourceTree.open(Path.of("examples", example)).value();
    return DesignRun.design(
        new DesignRequest(
            tree, List.of(), LocalDate.of(2026, 1, 1), DesignRequest.Progress.SILENT));
  }
}
