package dev.slipway.blueprint;

import dev.slipway.blueprint.Connection.Access;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.Trait;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A workload under construction, for tests: a public Node.js service on port 8080 unless told
 * otherwise.
 */
public final class WorkloadDraft {

  private final String name;
  private final WorkloadKind kind;
  private Workload.Source source = source("", Language.NODE, "24", Optional.empty());
  private String imageOf;
  private List<String> command = List.of("node", "server.js");
  private Workload.Health health = new Workload.Health(Optional.empty(), Optional.empty());
  private Workload.Compute compute =
      new Workload.Compute(BigDecimal.ONE, 512, 80, Duration.ofMinutes(5), false);
  private List<Workload.Scaling> scaling = List.of();
  private Workload.Exposure exposure = Workload.Exposure.PUBLIC;
  private final List<Setting> settings = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private Optional<Workload.Migration> migration = Optional.empty();
  private Optional<Workload.Schedule> schedule = Optional.empty();
  private List<Trait> traits = List.of();

  public WorkloadDraft(String name, WorkloadKind kind) {
    this.name = name;
    this.kind = kind;
    this.imageOf = name;
  }

  public WorkloadDraft source(String root, Language language, String version, String framework) {
    source = source(root, language, version, Optional.of(framework));
    return this;
  }

  private static Workload.Source source(
      String root, Language language, String version, Optional<String> framework) {
    return new Workload.Source(
        root,
        language,
        version,
        framework,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        true);
  }

  public WorkloadDraft image(String of) {
    imageOf = of;
    return this;
  }

  public WorkloadDraft command(String... arguments) {
    command = List.of(arguments);
    return this;
  }

  public WorkloadDraft health(String liveness) {
    health = new Workload.Health(Optional.of(liveness), Optional.empty());
    return this;
  }

  public WorkloadDraft compute(Workload.Compute changed) {
    compute = changed;
    return this;
  }

  public WorkloadDraft scaling(Workload.Scaling... environments) {
    scaling = List.of(environments);
    return this;
  }

  public WorkloadDraft exposure(Workload.Exposure changed) {
    exposure = changed;
    return this;
  }

  public WorkloadDraft setting(String variable, Setting.Value value) {
    settings.add(new Setting(variable, value, false, ""));
    return this;
  }

  public WorkloadDraft connects(String datastore, Access access) {
    return connection(new Connection(Element.datastore(datastore), access));
  }

  public WorkloadDraft connection(Connection connection) {
    connections.add(connection);
    return this;
  }

  public WorkloadDraft migration(Workload.Migration changed) {
    migration = Optional.of(changed);
    return this;
  }

  public WorkloadDraft schedule(String cron, String timeZone) {
    schedule = Optional.of(new Workload.Schedule(cron, timeZone));
    return this;
  }

  public WorkloadDraft traits(Trait... changed) {
    traits = List.of(changed);
    return this;
  }

  public Workload build() {
    String root = source.root();
    boolean listens = kind == WorkloadKind.SERVICE || kind == WorkloadKind.FUNCTION;
    return new Workload(
        name,
        kind,
        "The " + name + ".",
        source,
        new Workload.Image(
            imageOf, root.isEmpty() ? "Dockerfile" : root + "/Dockerfile", root, false, List.of()),
        command,
        listens ? Optional.of(8080) : Optional.empty(),
        health,
        compute,
        scaling,
        exposure,
        name,
        settings.stream().sorted(Comparator.comparing(Setting::name)).toList(),
        connections.stream().sorted().toList(),
        migration,
        schedule,
        traits,
        List.of(),
        List.of());
  }
}
