package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;

/** What tasks share: the ECS cluster, the names they find each other by, their logs. */
final class ClusterPass implements Pass {

  static final ResourceAddress NAMES =
      ResourceAddress.managed("aws_service_discovery_private_dns_namespace", "main");
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.PROJECT), "platform", "cloud");

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (Requirement.kubernetes(blueprint)) {
      return part.build();
    }
    for (Place place : Place.of(blueprint)) {
      if (!Runtime.tasks(blueprint).isEmpty()) {
        cluster(blueprint, place, part);
      }
      if (blueprint.workloads().stream().anyMatch(w -> Runtime.named(blueprint, w))) {
        names(blueprint, place, part);
      }
      blueprint.workloads().stream()
          .filter(w -> Runtime.function(w) || Runtime.tasks(blueprint, place).contains(w))
          .forEach(workload -> log(blueprint, workload, place, part));
    }
    return part.build();
  }

  private static void cluster(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(
        StackFiles.MAIN,
        place.at(AwsAddresses.CLUSTER),
        "",
        place.meta(),
        Body.builder()
            .set("name", blueprint.project().slug())
            .block(
                "setting", Body.builder().set("name", "containerInsights").set("value", "enabled")),
        WHY);
  }

  private static void names(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(
        StackFiles.NETWORK,
        place.at(NAMES),
        "Workloads find each other by these names. Service Connect would put a proxy beside every"
            + " task, and neither\n"
            + "functions nor services that CodeDeploy replaces can be its clients.",
        place.meta(),
        Body.builder()
            .set("name", AwsNames.privateDomain(blueprint))
            .set("description", "Private names of " + blueprint.project().name() + ".")
            .set("vpc", NetworkPass.vpc(place)),
        WHY);
  }

  private static void log(
      Blueprint blueprint, Workload workload, Place place, StackPart.Builder part) {
    part.resource(
        StackFiles.LOGGING,
        place.at(AwsAddresses.logGroup(workload.name())),
        "",
        place.meta(),
        LogGroups.body(blueprint, place, text(AwsNames.logGroup(blueprint, workload))),
        Provenance.of(workload.element(), "observability.logs"));
  }
}
