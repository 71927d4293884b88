package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.oracle.Tool;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applies printed stacks to an emulator of AWS: once, once more without any change, changed, and
 * destroyed. {@code SLIPWAY_WHOLE_MATRIX=true} applies every design; without it two that cover most
 * passes, one with a public door and one with data and messages. What the emulator does not do is
 * in {@link Emulated}.
 *
 * <p>The provider sleeps most of the time (a minute for each change of a database or a balancer),
 * so designs are applied side by side, each to an emulator of its own.
 */
class AwsApplyTest {

  private static final List<String> COVERING = List.of("inside", "minimal");
  private static final int SIDE_BY_SIDE = 3;

  private static SequencedMap<String, Blueprint> designs() {
    SequencedMap<String, Blueprint> all = new LinkedHashMap<>(Designs.all());
    DataDesigns.all().forEach((name, design) -> all.put("data-" + name, design));
    if (!"true".equals(System.getenv("SLIPWAY_WHOLE_MATRIX"))) {
      all.keySet().retainAll(COVERING);
    }
    return all;
  }

  @TestFactory
  Stream<DynamicTest> appliesOnceChangesNothingTheSecondTimeTakesAChangeAndGoesAway(
      @TempDir Path folder) {
    Tool.require("terraform");
    Tool.require("moto_server");
    Application.plugins();
    SequencedMap<String, Callable<Void>> runs = new LinkedHashMap<>();
    designs()
        .forEach((name, design) ->
            runs.put(name, () -> new Application(folder.resolve(name)).main(design)));
    Blueprint functions = Objects.requireNonNull(Designs.all().get("functions"));
    runs.put("bootstrap", () -> new Application(folder.resolve("bootstrap")).bootstrap(functions));
    ExecutorService executor = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    SequencedMap<String, Future<Void>> results = new LinkedHashMap<>();
    runs.forEach((name, run) -> results.put(name, executor.submit(run)));
    executor.shutdown();
    return results.entrySet().stream()
        .map(result -> DynamicTest.dynamicTest(result.getKey(), () -> await(result.getValue())));
  }

  private static void await(Future<Void> result) throws Throwable {
    try {
      result.get();
    } catch (ExecutionException broken) {
      throw Objects.requireNonNull(broken.getCause());
    }
  }
}
