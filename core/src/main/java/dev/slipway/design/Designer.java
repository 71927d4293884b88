package dev.slipway.design;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Budget;
import dev.slipway.blueprint.Control;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Delivery;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Network;
import dev.slipway.blueprint.Objectives;
import dev.slipway.blueprint.Observability;
import dev.slipway.blueprint.Project;
import dev.slipway.blueprint.Recovery;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Workload;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.requirements.Requirements;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.Engine.Family;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Requirements to blueprint: every choice is made here, each with its decision. */
public final class Designer {

  private Designer() {}

  /** The design that meets the objectives, whatever it costs. */
  public static Outcome<Blueprint> design(Requirements requirements) {
    return design(requirements, Savings.NONE);
  }

  /**
   * The design with these savings. The blueprint is complete even where diagnostics are errors, so
   * that everything that is wrong can be shown at once.
   */
  public static Outcome<Blueprint> design(Requirements requirements, Savings savings) {
    Draft draft = new Draft(requirements, savings);
    List<Compliance> compliance = MeasureDesign.compliance(draft);
    Project project = ProjectDesign.design(draft, compliance);
    Objectives objectives = ObjectivesDesign.design(draft);
    List<Environment> environments = EnvironmentDesign.design(draft, project);
    List<Part> parts = PartDesign.design(draft, project.platform());
    List<Store> stores = StoreDesign.design(draft, parts);
    Map<String, Sizing> wanted = CapacityDesign.design(draft, objectives, parts);
    Stores designed = stores(draft, project, objectives, environments, compliance, stores, wanted);
    List<Datastore> datastores = designed.datastores;
    Edge edge = EdgeDesign.design(draft, project, parts);
    Network network = NetworkDesign.design(draft, project, stores, designed.sizes);
    SecretDesign secretDesign = new SecretDesign(draft);
    boolean cacheTls =
        datastores.stream().anyMatch(d -> d instanceof Datastore.Cache c && c.transitEncryption());
    SettingDesign settings =
        new SettingDesign(draft, environments, parts, stores, edge, cacheTls, secretDesign);
    List<Workload> workloads =
        new WorkloadDesign(draft, environments, parts, stores, edge, designed.sizes, settings)
            .workloads();
    for (Datastore datastore : datastores) {
      if (datastore instanceof Datastore.External external) {
        secretDesign.unread(external.secret(), "address of " + external.engine().label());
      }
    }
    List<Secret> secrets = secretDesign.secrets(draft);
    Delivery delivery = DeliveryDesign.design(draft, environments, workloads);
    Budget budget = BudgetDesign.design(draft);
    Observability observability =
        ObservabilityDesign.design(draft, objectives, workloads, datastores, budget);
    Environment production = environments.getLast();
    Recovery recovery = RecoveryDesign.design(draft, project, objectives, production, datastores);
    List<Control> controls =
        ControlDesign.controls(
            draft,
            MeasureDesign.taken(
                project,
                production,
                datastores,
                secrets,
                edge,
                network,
                observability,
                budget,
                MeasureDesign.ownKeys(draft, compliance)),
            datastores.stream().anyMatch(Datastore.Relational.class::isInstance),
            observability.logRetentionDays(),
            observability.auditLogDays());
    Blueprint blueprint =
        new Blueprint(
            Blueprint.VERSION,
            project,
            environments,
            workloads,
            datastores,
            secrets,
            edge,
            network,
            objectives,
            delivery,
            observability,
            recovery,
            budget,
            compliance,
            controls,
            draft.decisions(),
            draft.questions());
    return new Outcome<>(blueprint, draft.diagnostics());
  }

  private record Stores(List<Datastore> datastores, Map<String, Sizing> sizes) {}

  /**
   * Databases come one after the other: each may lower the ceilings that the next one starts from.
   */
  private static Stores stores(
      Draft draft,
      Project project,
      Objectives objectives,
      List<Environment> environments,
      List<Compliance> compliance,
      List<Store> stores,
      Map<String, Sizing> wanted) {
    DatastoreDesign others = new DatastoreDesign(draft, objectives, environments, compliance);
    Map<String, Sizing> sizes = wanted;
    List<Datastore> datastores = new ArrayList<>();
    for (Store store : stores) {
      if (!store.external() && store.engine().family() == Family.RELATIONAL) {
        RelationalDesign.Result result =
            RelationalDesign.design(draft, project, objectives, environments, store, sizes);
        sizes = result.sizes();
        datastores.add(result.database());
      } else {
        datastores.add(others.design(store));
      }
    }
    return new Stores(
        datastores.stream().sorted(Comparator.comparing(Datastore::name)).toList(), sizes);
  }
}
