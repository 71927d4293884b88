package dev.slipway.compare;

import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Workload;
import dev.slipway.compare.Comparison.Amount;
import dev.slipway.compare.Comparison.Move;
import dev.slipway.compare.Comparison.Tie;
import dev.slipway.facts.Egress;
import dev.slipway.facts.PriceBook.Meter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What it takes to leave the chosen cloud for another one. */
final class Moves {

  private Moves() {}

  static Move of(CloudDesign chosen, CloudDesign other) {
    List<RelationalSize> sizes =
        chosen.blueprint().datastores().stream()
            .flatMap(d -> ComparedObjectives.size(chosen, d.name()).stream())
            .toList();
    int stored = sizes.stream().mapToInt(RelationalSize::storageGib).sum();
    int largest = sizes.stream().mapToInt(RelationalSize::maxStorageGib).sum();
    Optional<Meter> egress =
        Egress.price(chosen.cloud(), chosen.blueprint().project().primaryRegion());
    List<String> code = codeChanges(chosen, other);
    return new Move(
        other.cloud(),
        stored,
        largest,
        egress.map(meter -> cost(meter, stored, largest)),
        egress.map(meter -> meter.source().toString()).orElse(""),
        unknownSizes(chosen),
        code,
        (int) other.managed().count(),
        steps(chosen, other, code.size()));
  }

  private static Amount cost(Meter meter, int stored, int largest) {
    BigDecimal low = ComparedCosts.cents(meter.cost(BigDecimal.valueOf(stored)));
    return new Amount(low, low, ComparedCosts.cents(meter.cost(BigDecimal.valueOf(largest))));
  }

  private static List<String> unknownSizes(CloudDesign chosen) {
    return chosen.blueprint().datastores().stream()
        .filter(d -> d instanceof Datastore.Bucket || d instanceof Datastore.Document)
        .map(ComparedServices::name)
        .toList();
  }

  /** One a connection whose protocol is another one there, and one a function. */
  private static List<String> codeChanges(CloudDesign chosen, CloudDesign other) {
    List<String> changes = new ArrayList<>();
    for (Workload workload : chosen.blueprint().workloads()) {
      change(workload.name(), Ties.of(chosen, workload), Ties.of(other, workload))
          .ifPresent(changes::add);
      workload.connections().stream()
          .map(Connection::to)
          .filter(to -> to.kind() == Element.Kind.DATASTORE)
          .map(Element::name)
          .distinct()
          .forEach(name -> connection(chosen, other, workload, name).ifPresent(changes::add));
    }
    return List.copyOf(changes);
  }

  private static Optional<String> connection(
      CloudDesign chosen, CloudDesign other, Workload workload, String datastore) {
    Optional<Tie> now =
        chosen.blueprint().datastore(datastore).map(d -> Ties.of(chosen.cloud(), d));
    Optional<Tie> then = other.blueprint().datastore(datastore).map(d -> Ties.of(other.cloud(), d));
    return now.isEmpty() || then.isEmpty()
        ? Optional.empty()
        : change(workload.name() + " to " + datastore, now.get(), then.get());
  }

  private static Optional<String> change(String what, Tie now, Tie then) {
    return now.protocol().equals(then.protocol())
        ? Optional.empty()
        : Optional.of(what + ": " + now.protocol() + " becomes " + then.protocol());
  }

  private static List<String> steps(CloudDesign chosen, CloudDesign other, int code) {
    String cloud = other.cloud().name().toLowerCase(Locale.ROOT);
    List<String> steps = new ArrayList<>();
    steps.add(
        "slipway design --cloud "
            + cloud
            + " replaces the infrastructure code, the pipeline and the runbook.");
    if (code > 0) {
      steps.add("Change the code where it speaks the cloud's own interfaces, as listed above.");
    }
    if (!chosen.blueprint().secrets().isEmpty()) {
      steps.add("Fill the secrets anew: " + chosen.blueprint().secrets().size() + ".");
    }
    List<String> stores =
        chosen.blueprint().datastores().stream()
            .filter(d ->
                d instanceof Datastore.Relational
                    || d instanceof Datastore.Document
                    || d instanceof Datastore.Bucket)
            .map(Datastore::name)
            .toList();
    if (!stores.isEmpty()) {
      steps.add(
          "Copy the data, then once more while writes are stopped: "
              + String.join(", ", stores)
              + ".");
    }
    steps.add(
        "Point the host names at the new way in; keep the old one until their time to live is"
            + " over.");
    return List.copyOf(steps);
  }
}
