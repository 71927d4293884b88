package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** The record of who talked to whom in the network. */
final class FlowLogs {

  private static final String FILE = StackFiles.NETWORK;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.NETWORK), "network", "observability.logs");
  private static final ResourceAddress LOG =
      ResourceAddress.managed("aws_cloudwatch_log_group", "network");
  private static final ResourceAddress ROLE =
      ResourceAddress.managed("aws_iam_role", "network_log");

  private FlowLogs() {}

  static void add(Blueprint blueprint, Place place, StackPart.Builder part) {
    String name = "/vpc/" + blueprint.project().slug();
    part.resource(
        FILE, place.at(LOG), "", place.meta(), LogGroups.body(blueprint, place, text(name)), WHY);
    role(blueprint, name, part);
    boolean all = !blueprint.compliance().isEmpty();
    part.resource(
        FILE,
        place.at(ResourceAddress.managed("aws_flow_log", "main")),
        all
            ? ""
            : "What was refused shows a mistake or an attack; all of it would be paid by the"
                + " gigabyte.",
        place.meta(),
        Body.builder()
            .set("vpc_id", NetworkPass.vpc(place))
            .set("traffic_type", all ? "ALL" : "REJECT")
            .set("log_destination", place.ref(LOG).dot("arn"))
            .set("iam_role_arn", ROLE.reference().dot("arn"))
            .set("max_aggregation_interval", Requirement.auditLogs(blueprint) ? 60 : 600),
        WHY);
  }

  private static void role(Blueprint blueprint, String log, StackPart.Builder part) {
    ResourceAddress trust = Policies.document("network_log_trust");
    ResourceAddress rights = Policies.document("network_log");
    Policies.trust(part, FILE, trust, "vpc-flow-logs.amazonaws.com", WHY);
    part.resource(
        FILE,
        ROLE,
        "",
        Body.builder()
            .set("name", AwsNames.role(blueprint, "network-log"))
            .set("description", "Writes the network's log.")
            .set("assume_role_policy", Policies.json(trust)),
        WHY);
    Policies.add(
        part,
        FILE,
        rights,
        List.of(
            PolicyStatement.of(
                "WriteLog",
                List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
                List.of(Policies.arn("logs", "log-group:" + log + ":*")),
                WHY)),
        WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_iam_role_policy", "network_log"),
        "",
        Body.builder()
            .set("name", "rights")
            .set("role", ROLE.reference().dot("id"))
            .set("policy", Policies.json(rights)),
        WHY);
  }
}
