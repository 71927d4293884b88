package dev.slipway.blueprint;

import dev.slipway.vocabulary.Compliance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is to be built, cloud-neutral and complete. Every reference is by name, every default is
 * written out, every choice has its {@link Decision}.
 *
 * @param version of this document's shape
 * @param environments in the order of promotion, production last
 * @param workloads sorted by name
 * @param datastores sorted by name
 * @param secrets sorted by name
 * @param controls what the Security Assessment asks for, in its order
 * @param decisions sorted by id
 * @param questions open questions, each with what is done meanwhile
 */
public record Blueprint(
    int version,
    Project project,
    List<Environment> environments,
    List<Workload> workloads,
    List<Datastore> datastores,
    List<Secret> secrets,
    Edge edge,
    Network network,
    Objectives objectives,
    Delivery delivery,
    Observability observability,
    Recovery recovery,
    Budget budget,
    List<Compliance> compliance,
    List<Control> controls,
    List<Decision> decisions,
    List<OpenQuestion> questions) {

  /** The shape that this class describes. */
  public static final int VERSION = 1;

  public Blueprint {
    workloads = workloads.stream().sorted(Comparator.comparing(Workload::name)).toList();
  }

  public Optional<Workload> workload(String name) {
    int low = 0;
    int high = workloads.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = workloads.get(middle).name().compareTo(name);
      if (order == 0) {
        return Optional.of(workloads.get(middle));
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return Optional.empty();
  }

  public Optional<Datastore> datastore(String name) {
    return datastores.stream().filter(d -> d.name().equals(name)).findFirst();
  }

  public Optional<Decision> decision(String id) {
    return decisions.stream().filter(d -> d.id().equals(id)).findFirst();
  }

  /** The last environment of the promotion, the one the objectives are for. */
  public Environment production() {
    return environments.getLast();
  }

  /** The datastores of one kind, in order. */
  public <T extends Datastore> List<T> datastores(Class<T> kind) {
    return datastores.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
