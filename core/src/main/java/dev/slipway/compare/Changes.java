package dev.slipway.compare;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.compare.Comparison.Change;
import dev.slipway.compare.Comparison.Way;
import dev.slipway.compare.Service.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is lost and gained by going from the chosen cloud to another one. */
final class Changes {

  private final CloudDesign chosen;
  private final CloudDesign other;
  private final List<Change> changes = new ArrayList<>();

  private Changes(CloudDesign chosen, CloudDesign other) {
    this.chosen = chosen;
    this.other = other;
  }

  static List<Change> of(CloudDesign chosen, CloudDesign other) {
    return new Changes(chosen, other).all();
  }

  private List<Change> all() {
    chosen.blueprint().workloads().forEach(this::idle);
    for (Datastore datastore : chosen.blueprint().datastores()) {
      other.blueprint().datastore(datastore.name()).ifPresent(d -> login(datastore, d));
      size(datastore.name());
    }
    for (Role role : List.of(Role.CLUSTER, Role.ENTRY, Role.EGRESS)) {
      extra(role);
    }
    return List.copyOf(changes);
  }

  /** Whether an environment that nobody calls costs an instance. */
  private void idle(Workload workload) {
    if (workload.kind() != WorkloadKind.SERVICE && workload.kind() != WorkloadKind.FUNCTION) {
      return;
    }
    List<String> now = idleIn(chosen, workload);
    List<String> then = idleIn(other, workload);
    List<String> lost = now.stream().filter(e -> !then.contains(e)).toList();
    List<String> gained = then.stream().filter(e -> !now.contains(e)).toList();
    if (!lost.isEmpty()) {
      add(
          Way.LOST,
          workload.name(),
          "Scale to zero in " + String.join(", ", lost) + ": at least one instance always runs.");
    }
    if (!gained.isEmpty()) {
      add(
          Way.GAINED,
          workload.name(),
          "Scale to zero in "
              + String.join(", ", gained)
              + ": no instance runs while nobody calls.");
    }
  }

  private static List<String> idleIn(CloudDesign design, Workload workload) {
    boolean can =
        design
            .of(workload.element())
            .flatMap(r -> Service.of(r.address().type()).stream())
            .anyMatch(Service::idle);
    return design.blueprint().environments().stream()
        .map(Environment::name)
        .filter(e -> can)
        .filter(e ->
            design
                .blueprint()
                .workload(workload.name())
                .filter(w -> w.scaling(e).min() == 0)
                .isPresent())
        .toList();
  }

  private void login(Datastore now, Datastore then) {
    Optional<Login> before = login(now);
    Optional<Login> after = login(then);
    if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
      return;
    }
    if (before.get() == Login.IDENTITY) {
      add(Way.LOST, now.name(), "Login without a password: " + words(after.get()) + " instead.");
    } else if (after.get() == Login.IDENTITY) {
      add(
          Way.GAINED,
          now.name(),
          "Login without a password, instead of " + words(before.get()) + ".");
    }
  }

  private static Optional<Login> login(Datastore datastore) {
    return switch (datastore) {
      case Datastore.Relational r -> Optional.of(r.login());
      case Datastore.Cache c -> Optional.of(c.login());
      case Datastore.Document ignored -> Optional.empty();
      case Datastore.Bucket ignored -> Optional.empty();
      case Datastore.Topic ignored -> Optional.empty();
      case Datastore.TaskQueue ignored -> Optional.empty();
      case Datastore.External ignored -> Optional.empty();
    };
  }

  private static String words(Login login) {
    return switch (login) {
      case IDENTITY -> "the workload's own identity";
      case PASSWORD -> "a password in the secret store";
      case SERVICE_KEY -> "a key of the service";
      case NONE -> "only the network as a guard";
    };
  }

  private void size(String name) {
    Optional<RelationalSize> now = ComparedObjectives.size(chosen, name);
    Optional<RelationalSize> then = ComparedObjectives.size(other, name);
    if (now.isEmpty() || then.isEmpty()) {
      return;
    }
    figure(
        name,
        "days of point-in-time recovery in production",
        now.get().pointInTimeDays(),
        then.get().pointInTimeDays());
    figure(
        name,
        "connections that production's database takes",
        now.get().maxConnections(),
        then.get().maxConnections());
    int memory = then.get().memoryGib().compareTo(now.get().memoryGib());
    if (memory != 0) {
      add(
          memory > 0 ? Way.GAINED : Way.LOST,
          name,
          then.get().memoryGib().toPlainString()
              + " GiB of memory in production's database instead of "
              + now.get().memoryGib().toPlainString()
              + ": the nearest size on offer.");
    }
  }

  private void figure(String name, String what, int now, int then) {
    if (now != then) {
      add(then > now ? Way.GAINED : Way.LOST, name, then + " " + what + " instead of " + now + ".");
    }
  }

  /** A part that the other cloud needs and this one does without has to be paid and kept. */
  private void extra(Role role) {
    String now = ComparedServices.of(chosen, role);
    String then = ComparedServices.of(other, role);
    if (now.isEmpty() && !then.isEmpty()) {
      add(Way.LOST, role.label(), then + " has to be run and paid; the chosen cloud does without.");
    } else if (!now.isEmpty() && then.isEmpty()) {
      add(Way.GAINED, role.label(), now + " is not needed there.");
    }
  }

  private void add(Way way, String part, String text) {
    changes.add(new Change(other.cloud(), way, part, text));
  }
}
