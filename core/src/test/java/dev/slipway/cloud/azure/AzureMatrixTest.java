package dev.slipway.cloud.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.BlueprintDraft;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Network;
import dev.slipway.blueprint.Observability;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import dev.slipway.blueprint.WorkloadDraft;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.stack.Stack;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import dev.slipway.vocabulary.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of workload, open and closed, behind every way in, in one region and in several. */
class AzureMatrixTest {

  /** Every cell with {@code -Dmatrix=whole}, otherwise so many that each value meets each other. */
  private static final int STEP = System.getProperty("matrix", "").equals("whole") ? 1 : 11;

  private static final List<String> REGIONS = List.of("westeurope", "northeurope", "westus");

  private static final List<WorkloadKind> CALLERS =
      List.of(WorkloadKind.SERVICE, WorkloadKind.FUNCTION, WorkloadKind.WORKER);

  /** The way in. */
  enum Door {
    NONE,
    STANDARD,
    PREMIUM
  }

  static Stream<Platform> platforms() {
    return Stream.of(Platform.values());
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void writesOnlyWhatTheProviderTakes(Platform platform) {
    List<Cell> cells = cells(platform);
    for (int i = 0; i < cells.size(); i += STEP) {
      Cell cell = cells.get(i);
      Stack stack = AzureLowering.main(cell.blueprint());
      assertThat(problems(stack)).as(cell.toString()).isEmpty();
      assertThat(References.cycle(stack)).as(cell.toString()).isEmpty();
    }
  }

  private static List<Cell> cells(Platform platform) {
    List<Cell> cells = new ArrayList<>();
    for (WorkloadKind kind : WorkloadKind.values()) {
      for (Exposure exposure : Exposure.values()) {
        for (Door door : Door.values()) {
          for (int regions = 1; regions <= REGIONS.size(); regions++) {
            for (boolean domain : new boolean[] {false, true}) {
              for (WorkloadKind caller : CALLERS) {
                cells.add(new Cell(platform, kind, exposure, door, regions, domain, caller));
              }
            }
          }
        }
      }
    }
    return cells;
  }

  private record Cell(
      Platform platform,
      WorkloadKind kind,
      Exposure exposure,
      Door door,
      int regions,
      boolean domain,
      WorkloadKind caller) {

    Blueprint blueprint() {
      BlueprintDraft draft = Designs.chat().platform(platform);
      draft.workloads = List.of();
      draft.datastores = draft.datastores.stream().filter(d -> d.name().equals("uploads")).toList();
      draft.secrets = List.of();
      draft.observability =
          new Observability("ops@example.com", 30, 400, List.of(), List.of(), List.of());
      draft
          .regions(REGIONS.subList(0, regions).toArray(new String[0]))
          .with(new Network(false, List.of(), "", false))
          .with(edge(door, domain))
          .with(workload(kind, exposure))
          .with(calling(caller));
      return (domain ? draft : draft.withoutDomain()).build();
    }
  }

  private static Edge edge(Door door, boolean domain) {
    return new Edge(
        door != Door.NONE,
        "1.2",
        door == Door.PREMIUM,
        door == Door.PREMIUM,
        Optional.empty(),
        domain ? Optional.of("example.com") : Optional.empty(),
        List.of(new Edge.Route("/thing", "thing"), new Edge.Route("/", "caller")));
  }

  private static Workload workload(WorkloadKind kind, Exposure exposure) {
    WorkloadDraft draft =
        new WorkloadDraft("thing", kind)
            .exposure(exposure)
            .scaling(
                new Workload.Scaling("staging", 0, 1), new Workload.Scaling("production", 1, 3))
            .setting("UPLOADS", new Setting.DatastoreProperty("uploads", Setting.Property.NAME))
            .connects("uploads", Access.READ_WRITE);
    if (kind == WorkloadKind.SCHEDULED_JOB) {
      draft.schedule("0 6 * * 1-5", "America/New_York");
    }
    return draft.build();
  }

  private static Workload calling(WorkloadKind kind) {
    return new WorkloadDraft("caller", kind)
        .scaling(new Workload.Scaling("staging", 0, 1), new Workload.Scaling("production", 1, 3))
        .setting("THING_URL", new Setting.WorkloadUrl("thing"))
        .setting("ORIGIN", new Setting.PublicOrigin())
        .connection(new Connection(Element.workload("thing"), Access.INVOKE))
        .build();
  }

  private static List<Diagnostic> problems(Stack stack) {
    Map<String, String> files = new LinkedHashMap<>();
    TerraformEmitter.emit(stack).forEach(file -> files.put(file.path(), file.text()));
    Outcome<Configuration> loaded =
        ModuleLoader.load(MemorySourceTree.of("stack", files), stack.folder());
    List<Diagnostic> problems = new ArrayList<>(loaded.diagnostics());
    problems.addAll(ValidityCheck.check(loaded.value()));
    problems.removeIf(d -> d.severity() == Severity.NOTE);
    return problems;
  }
}
