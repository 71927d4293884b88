package dev.slipway.cost;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import dev.slipway.blueprint.WorkloadKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * How the requests of a system are shared among its workloads. The peak that is promised is the
 * system's, so what the public reaches shares it; what only other workloads call sees what its
 * callers see.
 */
final class RequestShares {

  private final Blueprint blueprint;
  private final List<Workload> entrances;

  private RequestShares(Blueprint blueprint, List<Workload> entrances) {
    this.blueprint = blueprint;
    this.entrances = entrances;
  }

  static RequestShares of(Blueprint blueprint) {
    return new RequestShares(
        blueprint,
        blueprint.workloads().stream()
            .filter(w -> w.exposure() == Exposure.PUBLIC && answers(w.kind()))
            .toList());
  }

  private static boolean answers(WorkloadKind kind) {
    return switch (kind) {
      case SERVICE, FUNCTION, STATIC_SITE -> true;
      case WORKER, JOB, SCHEDULED_JOB -> false;
    };
  }

  /** The part of the system's requests that reaches a workload, from 0 to 1. */
  BigDecimal of(Workload workload) {
    int leading = leading(workload).size();
    return leading == 0
        ? BigDecimal.ONE
        : BigDecimal.valueOf(leading)
            .divide(BigDecimal.valueOf(entrances.size()), MathContext.DECIMAL64);
  }

  /** The entrances whose requests reach it, directly or through others. */
  private List<Workload> leading(Workload workload) {
    List<Workload> reached = new ArrayList<>(List.of(workload));
    for (int i = 0; i < reached.size(); i++) {
      if (!entrances.contains(reached.get(i))) {
        callers(reached.get(i)).stream().filter(c -> !reached.contains(c)).forEach(reached::add);
      }
    }
    return entrances.stream().filter(reached::contains).toList();
  }

  private List<Workload> callers(Workload workload) {
    Connection call = new Connection(workload.element(), Access.INVOKE);
    return blueprint.workloads().stream()
        .filter(w -> answers(w.kind()) && w.connections().contains(call))
        .toList();
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (entrances.size() > 1) {
      sentences.add(
          names(entrances)
              + " share these requests equally, since the peak is the whole system's.");
    }
    blueprint.workloads().stream()
        .filter(w -> answers(w.kind()) && !entrances.contains(w))
        .map(this::inner)
        .forEach(sentences::add);
    return List.copyOf(sentences);
  }

  private String inner(Workload workload) {
    List<Workload> leading = leading(workload);
    return leading.isEmpty()
        ? workload.name() + " sees all of these requests, since nothing says who calls it."
        : workload.name() + " is called once for each request to " + names(leading) + ".";
  }

  private static String names(List<Workload> workloads) {
    List<String> names = workloads.stream().map(Workload::name).toList();
    int last = names.size() - 1;
    return last == 0
        ? names.getFirst()
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
