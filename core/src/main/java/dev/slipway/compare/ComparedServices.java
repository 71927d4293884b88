package dev.slipway.compare;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Workload;
import dev.slipway.compare.Comparison.ServiceRow;
import dev.slipway.compare.Service.Role;
import dev.slipway.stack.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What maps to what, read from the resources that realize each part. */
final class ComparedServices {

  private static final String ECS_SERVICE = "aws_ecs_service";
  private static final String ECS_TASK = "aws_ecs_task_definition";

  private ComparedServices() {}

  static List<ServiceRow> rows(CloudDesign chosen, List<CloudDesign> designs) {
    List<ServiceRow> rows = new ArrayList<>();
    for (Workload workload : chosen.blueprint().workloads()) {
      rows.add(row(name(workload), designs, d -> of(d, workload.element(), true)));
    }
    for (Datastore datastore : chosen.blueprint().datastores()) {
      rows.add(row(name(datastore), designs, d -> of(d, datastore.element(), false)));
    }
    for (Role role : Role.values()) {
      if (role != Role.PART) {
        ServiceRow row = row(role.label(), designs, d -> of(d, role));
        if (row.services().stream().anyMatch(s -> !s.isEmpty())) {
          rows.add(row);
        }
      }
    }
    return List.copyOf(rows);
  }

  /** What a design has for a role, in words; empty when it does without. */
  static String of(CloudDesign design, Role role) {
    return words(labels(design.managed(), role));
  }

  static String name(Workload workload) {
    return workload.name()
        + " ("
        + switch (workload.kind()) {
          case SERVICE -> "service";
          case WORKER -> "worker";
          case JOB -> "job";
          case SCHEDULED_JOB -> "scheduled job";
          case FUNCTION -> "function";
          case STATIC_SITE -> "static site";
        }
        + ")";
  }

  static String name(Datastore datastore) {
    String version =
        switch (datastore) {
          case Datastore.Relational r -> " " + r.version();
          case Datastore.Cache c -> " " + c.version();
          case Datastore.Document ignored -> "";
          case Datastore.Bucket ignored -> "";
          case Datastore.Topic ignored -> "";
          case Datastore.TaskQueue ignored -> "";
          case Datastore.External ignored -> ", run elsewhere";
        };
    return datastore.name() + " (" + label(datastore) + version + ")";
  }

  /** Firestore is one cloud's name for what the others have too. */
  private static String label(Datastore datastore) {
    return datastore instanceof Datastore.Document
        ? "document database"
        : datastore.engine().label();
  }

  private static ServiceRow row(
      String part, List<CloudDesign> designs, Function<CloudDesign, String> cell) {
    return new ServiceRow(part, designs.stream().map(cell).toList());
  }

  private static String of(CloudDesign design, Element element, boolean runs) {
    List<String> labels = labels(design.of(element), Role.PART);
    return labels.isEmpty() && runs ? of(design, Role.CLUSTER) : words(labels);
  }

  private static List<String> labels(Stream<Resource> resources, Role role) {
    List<String> types = resources.map(r -> r.address().type()).distinct().toList();
    return types.stream()
        // a service's own task definition is no second service
        .filter(type -> !(type.equals(ECS_TASK) && types.contains(ECS_SERVICE)))
        .flatMap(type -> Service.of(type).stream())
        .filter(s -> s.role() == role)
        .map(Service::label)
        .distinct()
        .toList();
  }

  private static String words(List<String> labels) {
    return String.join(" + ", labels);
  }
}
