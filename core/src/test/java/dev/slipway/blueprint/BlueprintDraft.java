package dev.slipway.blueprint;

import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.Platform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A blueprint under construction, for tests that need one that differs from another in one place.
 */
public final class BlueprintDraft {

  public Project project;
  public List<Environment> environments;
  public List<Workload> workloads;
  public List<Datastore> datastores;
  public List<Secret> secrets;
  public Edge edge;
  public Network network;
  public Objectives objectives;
  public Delivery delivery;
  public Observability observability;
  public Recovery recovery;
  public Budget budget;
  public List<Compliance> compliance;
  public List<Control> controls;
  public List<Decision> decisions;
  public List<OpenQuestion> questions;

  BlueprintDraft(Blueprint from) {
    project = from.project();
    environments = from.environments();
    workloads = from.workloads();
    datastores = from.datastores();
    secrets = from.secrets();
    edge = from.edge();
    network = from.network();
    objectives = from.objectives();
    delivery = from.delivery();
    observability = from.observability();
    recovery = from.recovery();
    budget = from.budget();
    compliance = from.compliance();
    controls = from.controls();
    decisions = from.decisions();
    questions = from.questions();
  }

  /** Adds a workload, or takes the place of the one with its name. */
  public BlueprintDraft with(Workload workload) {
    List<Workload> changed = new ArrayList<>(workloads);
    changed.removeIf(w -> w.name().equals(workload.name()));
    changed.add(workload);
    changed.sort(Comparator.comparing(Workload::name));
    workloads = List.copyOf(changed);
    return this;
  }

  /** Adds a datastore, or takes the place of the one with its name. */
  public BlueprintDraft with(Datastore datastore) {
    List<Datastore> changed = new ArrayList<>(datastores);
    changed.removeIf(d -> d.name().equals(datastore.name()));
    changed.add(datastore);
    changed.sort(Comparator.comparing(Datastore::name));
    datastores = List.copyOf(changed);
    return this;
  }

  public BlueprintDraft with(Edge changed) {
    edge = changed;
    return this;
  }

  public BlueprintDraft with(Network changed) {
    network = changed;
    return this;
  }

  public BlueprintDraft with(Compliance... standards) {
    compliance = List.of(standards);
    return this;
  }

  public BlueprintDraft with(List<Control> changed) {
    controls = changed;
    return this;
  }

  public BlueprintDraft slug(String slug) {
    project =
        new Project(
            project.name(),
            slug,
            project.owner(),
            project.cloud(),
            project.regions(),
            project.platform(),
            project.repository(),
            project.labels(),
            project.records());
    return this;
  }

  public BlueprintDraft regions(String... regions) {
    project =
        new Project(
            project.name(),
            project.slug(),
            project.owner(),
            project.cloud(),
            List.of(regions),
            project.platform(),
            project.repository(),
            project.labels(),
            project.records());
    return this;
  }

  /** The same project on another cloud. */
  public BlueprintDraft cloud(Cloud cloud) {
    project =
        new Project(
            project.name(),
            project.slug(),
            project.owner(),
            cloud,
            project.regions(),
            project.platform(),
            project.repository(),
            project.labels(),
            project.records());
    return this;
  }

  /** The accounts of the environments, in their order. */
  public BlueprintDraft accounts(String... ids) {
    List<Environment> changed = new ArrayList<>();
    for (int i = 0; i < environments.size(); i++) {
      Environment e = environments.get(i);
      changed.add(new Environment(e.name(), e.stage(), ids[i], e.domain(), e.deletionProtection()));
    }
    environments = List.copyOf(changed);
    return this;
  }

  public BlueprintDraft platform(Platform platform) {
    project =
        new Project(
            project.name(),
            project.slug(),
            project.owner(),
            project.cloud(),
            project.regions(),
            platform,
            project.repository(),
            project.labels(),
            project.records());
    return this;
  }

  /** The same environments without a public host name. */
  public BlueprintDraft withoutDomain() {
    environments =
        environments.stream()
            .map(e ->
                new Environment(
                    e.name(), e.stage(), e.accountId(), Optional.empty(), e.deletionProtection()))
            .toList();
    return this;
  }

  public Blueprint build() {
    return new Blueprint(
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
        decisions,
        questions);
  }
}
