package dev.slipway.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Decision;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.intake.ServiceKind;
import dev.slipway.requirements.Requirements;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DesignerTest {

  private static Stream<Requirements> projects() {
    return Stream.of(
        Projects.example("omni-chat"),
        Projects.example("relay"),
        Projects.example("one-adr"),
        Projects.example("omni-chat", "objectives.throughput=5000", "scaling.max-instances=900"),
        Projects.example(
            "omni-chat", "regions=europe-west1,europe-west4", "objectives.availability=99.99"),
        Projects.example("relay", "platform=kubernetes", "domain=relay.example.com"),
        everyStore().requirements(),
        new Wanted().requirements());
  }

  private static Wanted everyStore() {
    ServiceDraft api =
        new ServiceDraft("api", Language.PYTHON).framework("django").endpoint("GET", "/v1/things");
    ServiceDraft worker = new ServiceDraft("worker", Language.PYTHON).kind(ServiceKind.WORKER);
    for (Engine engine : Engine.values()) {
      api.uses(engine, "");
      worker.uses(engine, "");
    }
    return new Wanted()
        .service(api)
        .service(worker)
        .service(new ServiceDraft("site", Language.NODE).root("site").kind(ServiceKind.STATIC_SITE))
        .service(new ServiceDraft("clean", Language.GO).root("clean").kind(ServiceKind.SCHEDULED))
        .set(
            "domain=www.example.org", "security.compliance=HIPAA", "environments=dev,staging,prod");
  }

  @ParameterizedTest
  @MethodSource("projects")
  void keepsEveryReferenceWhole(Requirements requirements) {
    for (Blueprint design : variants(requirements)) {
      List<String> names = design.workloads().stream().map(Workload::name).toList();
      assertThat(names)
          .isSorted()
          .doesNotHaveDuplicates()
          .allMatch(n -> n.matches("[a-z][a-z0-9-]{0,18}[a-z0-9]"));
      assertThat(design.datastores())
          .extracting(Datastore::name)
          .isSorted()
          .doesNotHaveDuplicates();
      for (Workload workload : design.workloads()) {
        assertThat(design.workload(workload.image().of())).isPresent();
        for (Connection connection : workload.connections()) {
          assertThat(exists(design, connection.to())).as(connection.toString()).isTrue();
        }
        for (Setting setting : workload.settings()) {
          assertThat(exists(design, workload, setting.value()))
              .as(workload.name() + " " + setting)
              .isTrue();
        }
        assertThat(workload.scaling())
            .hasSameSizeAs(design.environments())
            .allMatch(s -> s.min() >= 0 && s.max() >= 1 && s.min() <= s.max());
      }
      assertThat(design.edge().routes()).allMatch(r -> design.workload(r.workload()).isPresent());
      assertThat(design.delivery().migrationJobs()).allMatch(j -> design.workload(j).isPresent());
      assertThat(design.observability().alerts())
          .extracting(Alert::name)
          .doesNotHaveDuplicates()
          .allMatch(n -> n.matches("[a-z0-9-]+"));
      assertThat(design.observability().alerts())
          .allMatch(a -> a.target().kind() == Element.Kind.BUDGET || exists(design, a.target()));
      assertThat(design.observability().alerts())
          .allMatch(a ->
              a.logMetric().isEmpty()
                  || design.observability().logMetrics().stream()
                      .anyMatch(m -> m.name().equals(a.logMetric().get())));
    }
  }

  @ParameterizedTest
  @MethodSource("projects")
  void explainsEveryChoice(Requirements requirements) {
    for (Blueprint design : variants(requirements)) {
      assertThat(design.decisions()).extracting(Decision::id).isSorted().doesNotHaveDuplicates();
      assertThat(design.decisions())
          .allSatisfy(d -> {
            assertThat(d.reason()).as(d.id()).isNotBlank();
            assertThat(d.choice()).as(d.id()).isNotBlank();
            assertThat(d.alternatives()).as(d.id()).isNotEmpty();
            assertThat(d.reconsiderWhen()).as(d.id()).isNotBlank();
            assertThat(d.alternatives()).as(d.id()).allMatch(a -> !a.whyNot().isBlank());
          });
    }
  }

  @ParameterizedTest
  @MethodSource("projects")
  void neverPlansMoreConnectionsThanTheDatabaseTakesWithoutSayingSo(Requirements requirements) {
    for (Savings savings : combinations()) {
      Outcome<Blueprint> outcome = Designer.design(requirements, savings);
      boolean said =
          outcome.diagnostics().stream()
              .map(Diagnostic::code)
              .anyMatch("SLIP-CONNECTION-BUDGET"::equals);
      for (Datastore.Relational database : outcome.value().datastores(Datastore.Relational.class)) {
        assertThat(database.sizes())
            .allMatch(s -> s.plannedConnections() <= s.maxConnections() || said);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("projects")
  void givesTheSameDesignForTheSameRequirements(Requirements requirements) {
    assertThat(Designer.design(requirements, Savings.NONE))
        .isEqualTo(Designer.design(requirements, Savings.NONE));
  }

  @ParameterizedTest
  @MethodSource("projects")
  void aSavingThatAppliesIsSpentOnceItIsTaken(Requirements requirements) {
    for (Saving saving : Saving.order()) {
      Blueprint before = Designer.design(requirements, Savings.NONE).value();
      Blueprint after = Designer.design(requirements, Savings.of(saving)).value();
      if (saving.appliesTo(before)) {
        assertThat(after).as(saving.label()).isNotEqualTo(before);
        assertThat(saving.appliesTo(after)).as(saving + " still applies").isFalse();
      }
    }
  }

  @Test
  void putsSavingsThatKeepTheObjectivesFirst() {
    List<Boolean> keeps = Saving.order().stream().map(Saving::keepsObjectives).toList();
    assertThat(keeps).startsWith(true).endsWith(false);
    assertThat(keeps.subList(keeps.indexOf(false), keeps.size())).containsOnly(false);
  }

  @Test
  void saysThatThereIsNothingToRun() {
    Outcome<Blueprint> outcome = new Wanted().outcome();
    assertThat(outcome.value().workloads()).isEmpty();
    assertThat(outcome.diagnostics())
        .filteredOn(d -> d.severity() == Severity.ERROR)
        .extracting(Diagnostic::code)
        .containsExactly("SLIP-NOTHING-TO-RUN");
  }

  @Test
  void designsTheChatExampleAsItsRecordsAsk() {
    Blueprint design = Designer.design(Projects.example("omni-chat")).value();
    assertThat(design.project().regions()).containsExactly("europe-west1");
    assertThat(design.environments())
        .extracting(e -> e.domain().orElse(""))
        .containsExactly("staging.omnichat.example", "chat.omnichat.example");
    assertThat(design.edge().routes())
        .extracting(r -> r.prefix() + " " + r.workload())
        .containsExactly("/api/health frontend", "/api backend", "/ frontend");
    assertThat(design.edge().rateLimitPerMinute()).contains(100);
    Datastore.RelationalSize size =
        design.datastores(Datastore.Relational.class).getFirst().size("production");
    assertThat(size.highAvailability()).isTrue();
    assertThat(size.storageGib()).isEqualTo(20);
    assertThat(size.backupsRetained()).isEqualTo(30);
    assertThat(size.plannedConnections()).isEqualTo(10 * 7 + 2 + 10);
    assertThat(design.secrets())
        .extracting(Secret::name)
        .containsExactly("anthropic-api-key", "google-api-key", "openai-api-key");
  }

  private static List<Blueprint> variants(Requirements requirements) {
    List<Blueprint> designs = new ArrayList<>();
    for (Savings savings : combinations()) {
      designs.add(Designer.design(requirements, savings).value());
    }
    return designs;
  }

  /** None, each alone, and more and more of them. */
  private static List<Savings> combinations() {
    List<Savings> all = new ArrayList<>(List.of(Savings.NONE));
    Savings growing = Savings.NONE;
    for (Saving saving : Saving.order()) {
      all.add(Savings.of(saving));
      growing = growing.with(saving);
      all.add(growing);
    }
    return all;
  }

  private static boolean exists(Blueprint design, Element element) {
    return element.kind() == Element.Kind.WORKLOAD
        ? design.workload(element.name()).isPresent()
        : design.datastore(element.name()).isPresent();
  }

  private static boolean exists(Blueprint design, Workload workload, Setting.Value value) {
    return switch (value) {
      case Setting.DatastoreUrl url ->
          workload.connections().stream()
              .anyMatch(c -> c.to().equals(Element.datastore(url.datastore())));
      case Setting.DatastoreProperty p ->
          workload.connections().stream()
              .anyMatch(c -> c.to().equals(Element.datastore(p.datastore())));
      case Setting.SecretReference r ->
          design.secrets().stream()
              .anyMatch(s -> s.name().equals(r.secret()) && s.readers().contains(workload.name()));
      case Setting.WorkloadUrl url -> design.workload(url.workload()).isPresent();
      case Setting.PerEnvironment p -> p.values().size() == design.environments().size();
      case Setting.Literal l -> true;
      case Setting.PublicOrigin p -> true;
      case Setting.EnvironmentName e -> true;
      case Setting.AccountId a -> true;
      case Setting.RegionName r -> true;
    };
  }
}
