package dev.slipway.cloud.aws;

import java.util.ArrayList;
import java.util.List;

/**
 * What the pipeline has to be allowed in one AWS service for the resources whose types begin as
 * given. In ARNs {@code {account}} and {@code {slug}} stand for the account's id and the project's
 * slug.
 *
 * @param name letters and digits, for the statement
 * @param service the prefix of the service's actions
 * @param types beginnings of the types of resources, such as {@code aws_ecs_}
 * @param reads what a plan reads, wherever it is: these actions know no narrower resource, or tell
 *     nothing but shapes
 * @param ownReads what a plan reads of {@code scopes} only
 * @param anywhere changes that AWS does not let anybody narrow by name
 * @param changes changes of {@code scopes}
 * @param passedTo services that its roles are handed to
 * @param linked services for which AWS makes a role of its own at the first use
 * @param runtime prefixes of what roles of workloads may need besides the service itself
 */
record ServiceRights(
    String name,
    String service,
    List<String> types,
    List<String> reads,
    List<String> ownReads,
    List<String> anywhere,
    List<String> changes,
    List<String> scopes,
    List<String> passedTo,
    List<String> linked,
    List<String> runtime) {

  static ServiceRights of(String name, String service, String... types) {
    return new ServiceRights(
        name,
        service,
        List.of(types),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Actions are given without the prefix of the service, unless they are another's. */
  ServiceRights reading(String... actions) {
    return new ServiceRights(
        name,
        service,
        types,
        full(actions),
        ownReads,
        anywhere,
        changes,
        scopes,
        passedTo,
        linked,
        runtime);
  }

  ServiceRights readingOwn(String... actions) {
    return new ServiceRights(
        name,
        service,
        types,
        reads,
        full(actions),
        anywhere,
        changes,
        scopes,
        passedTo,
        linked,
        runtime);
  }

  ServiceRights anywhere(String... actions) {
    return new ServiceRights(
        name,
        service,
        types,
        reads,
        ownReads,
        full(actions),
        changes,
        scopes,
        passedTo,
        linked,
        runtime);
  }

  ServiceRights changing(String... actions) {
    return new ServiceRights(
        name,
        service,
        types,
        reads,
        ownReads,
        anywhere,
        full(actions),
        scopes,
        passedTo,
        linked,
        runtime);
  }

  ServiceRights on(String... arns) {
    return new ServiceRights(
        name,
        service,
        types,
        reads,
        ownReads,
        anywhere,
        changes,
        List.of(arns),
        passedTo,
        linked,
        runtime);
  }

  ServiceRights passing(String... services) {
    return new ServiceRights(
        name,
        service,
        types,
        reads,
        ownReads,
        anywhere,
        changes,
        scopes,
        List.of(services),
        linked,
        runtime);
  }

  ServiceRights linking(String... services) {
    return new ServiceRights(
        name,
        service,
        types,
        reads,
        ownReads,
        anywhere,
        changes,
        scopes,
        passedTo,
        List.of(services),
        runtime);
  }

  ServiceRights running(String... prefixes) {
    return new ServiceRights(
        name,
        service,
        types,
        reads,
        ownReads,
        anywhere,
        changes,
        scopes,
        passedTo,
        linked,
        List.of(prefixes));
  }

  /** Length of the beginning that a type shares with this; 0 when it is another service's. */
  int match(String type) {
    return types.stream().filter(type::startsWith).mapToInt(String::length).max().orElse(0);
  }

  private List<String> full(String... actions) {
    List<String> full = new ArrayList<>();
    for (String action : actions) {
      full.add(action.contains(":") ? action : service + ":" + action);
    }
    return List.copyOf(full);
  }
}
