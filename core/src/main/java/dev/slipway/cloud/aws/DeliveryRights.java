package dev.slipway.cloud.aws;

import dev.slipway.stack.Stack;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the pipeline has to be allowed for a main stack: the services of the resources that are in
 * it, and no others. Read off the stack itself, so that what a pass adds is covered with it.
 */
final class DeliveryRights {

  /** The parts of the rights, each a policy of its own: one policy may not be long. */
  private static final SequencedMap<String, List<ServiceRights>> PARTS = parts();

  /** Types that need no right, or those that the roles themselves need. */
  private static final List<String> WITHOUT_SERVICE =
      List.of("aws_iam_", "aws_caller_identity", "aws_region", "aws_partition");

  private final Set<ServiceRights> used = new LinkedHashSet<>();

  private DeliveryRights(Stack main) {
    main.resources().forEach(r -> used.addAll(of(r.address().type())));
  }

  static DeliveryRights of(Stack main) {
    return new DeliveryRights(main);
  }

  private static SequencedMap<String, List<ServiceRights>> parts() {
    SequencedMap<String, List<ServiceRights>> parts = new LinkedHashMap<>();
    parts.put("network", NetworkRights.ALL);
    parts.put("work", WorkRights.ALL);
    parts.put("data", DataRights.ALL);
    parts.put("operations", OperationRights.ALL);
    return parts;
  }

  /** The rows that a type of resource belongs to; empty for one that nobody has entered. */
  static List<ServiceRights> of(String type) {
    int best = all().mapToInt(r -> r.match(type)).max().orElse(0);
    return best == 0 ? List.of() : all().filter(r -> r.match(type) == best).toList();
  }

  /** Whether somebody has thought about what this type of resource needs. */
  static boolean known(String type) {
    return WITHOUT_SERVICE.stream().anyMatch(type::startsWith) || !of(type).isEmpty();
  }

  private static Stream<ServiceRights> all() {
    return PARTS.values().stream().flatMap(List::stream);
  }

  /** The services used, by the part they belong to; parts without any left out. */
  SequencedMap<String, List<ServiceRights>> byPart() {
    SequencedMap<String, List<ServiceRights>> byPart = new LinkedHashMap<>();
    PARTS.forEach((part, rights) -> {
      List<ServiceRights> kept = rights.stream().filter(used::contains).toList();
      if (!kept.isEmpty()) {
        byPart.put(part, kept);
      }
    });
    return byPart;
  }

  List<ServiceRights> services() {
    return all().filter(used::contains).toList();
  }

  /** What a plan reads wherever it is. */
  List<String> reads() {
    TreeSet<String> all =
        new TreeSet<>(services().stream().flatMap(r -> r.reads().stream()).toList());
    return all.stream().filter(action -> all.stream().noneMatch(p -> covers(p, action))).toList();
  }

  private static boolean covers(String pattern, String action) {
    return pattern.endsWith("*")
        && !pattern.equals(action)
        && action.startsWith(pattern.substring(0, pattern.length() - 1));
  }

  /** The services that roles are handed to. */
  List<String> passedTo() {
    return List.copyOf(
        new TreeSet<>(services().stream().flatMap(r -> r.passedTo().stream()).toList()));
  }

  /** The services for which AWS makes roles of its own. */
  List<String> linked() {
    return List.copyOf(
        new TreeSet<>(services().stream().flatMap(r -> r.linked().stream()).toList()));
  }

  /** Prefixes of the actions that a role made by the main stack can need at all. */
  List<String> runtime() {
    TreeSet<String> prefixes = new TreeSet<>(List.of("cloudwatch", "ecr", "kms", "logs"));
    services()
        .forEach(r -> {
          prefixes.add(r.service());
          prefixes.addAll(r.runtime());
        });
    return List.copyOf(prefixes);
  }
}
