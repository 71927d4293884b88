package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.facts.Runtimes;
import java.util.List;

/** Functions of AWS and the network that they are in. */
final class AwsServerlessRules {

  private static final String FUNCTION = "aws_lambda_function";
  private static final String PERMISSION = "aws_lambda_permission";

  private AwsServerlessRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AWS-LAMBDA-RUNTIME", AwsServerlessRules::runtime, FUNCTION)
        .add(
            "SLIP-AWS-LAMBDA-URL-OPEN",
            Expect.noneOf("authorization_type", "NONE"),
            "aws_lambda_function_url")
        .add("SLIP-AWS-LAMBDA-PUBLIC", AwsServerlessRules::everyone, PERMISSION)
        .add("SLIP-AWS-LAMBDA-PERMISSION-SOURCE", AwsServerlessRules::anySource, PERMISSION)
        .add(
            "SLIP-AWS-LAMBDA-SECRET-ENV",
            (function, report) ->
                Environment.faults(function, function.at("environment.variables"), report),
            FUNCTION)
        .add("SLIP-AWS-LAMBDA-NO-PATH", AwsServerlessRules::noPath, FUNCTION);
  }

  /** Runtimes that are so old that the table of releases does not have them any more. */
  private static final List<String> ENDED =
      List.of(
          "nodejs",
          "nodejs4.3",
          "nodejs6.10",
          "nodejs8.10",
          "nodejs10.x",
          "nodejs12.x",
          "python2.7",
          "python3.6",
          "ruby2.5",
          "dotnetcore1.0",
          "dotnetcore2.0",
          "dotnetcore2.1",
          "dotnetcore3.1",
          "dotnet5.0",
          "dotnet7");

  static void runtime(ResourceView function, Report report) {
    Expect.noneOf("runtime", ENDED.toArray(String[]::new)).check(function, report);
    function
        .at("runtime")
        .text()
        .flatMap(runtime -> Runtimes.find("aws-lambda", runtime))
        .filter(cycle -> function.stack().isUnmaintained(cycle))
        .ifPresent(cycle -> function.fault(report, "runtime", "`" + cycle.name() + "` has ended."));
  }

  static void everyone(ResourceView permission, Report report) {
    boolean narrowed =
        !permission.lacks("principal_org_id")
            || permission.at("function_url_auth_type").is("AWS_IAM");
    if (permission.at("principal").is("*") && !narrowed) {
      permission.fault(report, "principal", "`principal` is `*`.");
    }
  }

  static void anySource(ResourceView permission, Report report) {
    boolean service =
        permission.at("principal").text().filter(p -> p.endsWith(".amazonaws.com")).isPresent();
    if (service && permission.lacks("source_arn") && permission.lacks("source_account")) {
      permission.fault(report, "source_arn", "Neither `source_arn` nor `source_account` is set.");
    }
  }

  static void noPath(ResourceView function, Report report) {
    List<ResourceView> subnets =
        function.targets("vpc_config.subnet_ids").stream()
            .filter(target -> target.type().equals("aws_subnet") && !target.isData())
            .toList();
    if (!subnets.isEmpty()
        && function.stack().isComplete()
        && subnets.stream().noneMatch(AwsServerlessRules::maybeLeads)) {
      function.fault(
          report,
          "vpc_config.subnet_ids",
          "From "
              + subnets.getFirst().address()
              + " no route leads through a NAT gateway, and its"
              + " VPC has no endpoints.");
    }
  }

  /** Whether a subnet has, or may have, a way out that does not need a public address. */
  private static boolean maybeLeads(ResourceView subnet) {
    StackView stack = subnet.stack();
    List<ResourceView> vpcs =
        subnet.targets("vpc_id").stream().filter(vpc -> vpc.type().equals("aws_vpc")).toList();
    boolean hidden =
        vpcs.isEmpty()
            || vpcs.getFirst().isData()
            || !stack
                .ofType("aws_default_route_table", "aws_main_route_table_association")
                .isEmpty();
    if (hidden || !vpcs.getFirst().referrers("aws_vpc_endpoint").isEmpty()) {
      return true;
    }
    for (ResourceView association : subnet.referrers("aws_route_table_association")) {
      List<ResourceView> tables = association.targets("route_table_id");
      if (tables.isEmpty() || tables.stream().anyMatch(AwsServerlessRules::routesOut)) {
        return true;
      }
    }
    return false;
  }

  private static boolean routesOut(ResourceView table) {
    if (table.isData() || table.blocks("route").more()) {
      return true;
    }
    return table.blocks("route").known().stream().anyMatch(AwsServerlessRules::isWayOut)
        || table.referrers("aws_route").stream().anyMatch(AwsServerlessRules::isWayOut);
  }

  private static boolean isWayOut(BlockView route) {
    return List.of(
            "nat_gateway_id",
            "transit_gateway_id",
            "network_interface_id",
            "vpc_peering_connection_id",
            "vpc_endpoint_id",
            "core_network_arn",
            "local_gateway_id")
        .stream()
        .anyMatch(name -> !route.at(name).isAbsent());
  }
}
