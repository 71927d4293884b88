package dev.slipway.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.oracle.Tool;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AwsLoweringTest {

  static Stream<String> designs() {
    return Designs.all().keySet().stream();
  }

  private static Blueprint design(String name) {
    return Objects.requireNonNull(Designs.all().get(name));
  }

  private static Stack main(String name) {
    return AwsLowering.main(design(name));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void writesOnlyWhatTheProviderTakes(String design) {
    assertThat(problems(main(design))).isEmpty();
    assertThat(problems(AwsLowering.bootstrap(design(design)))).isEmpty();
  }

  /** What the check of anybody's Terraform says of the printed stack, notes left out. */
  private static List<Diagnostic> problems(Stack stack) {
    Map<String, String> files = new LinkedHashMap<>();
    TerraformEmitter.emit(stack).forEach(file -> files.put(file.path(), file.text()));
    Outcome<Configuration> loaded =
        ModuleLoader.load(MemorySourceTree.of("stack", files), stack.folder());
    List<Diagnostic> problems = new ArrayList<>(loaded.diagnostics());
    problems.addAll(ValidityCheck.check(loaded.value()));
    problems.removeIf(d -> d.severity() == Severity.NOTE);
    return problems;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void printsAsTerraformFmtWould(String design, @TempDir Path folder) throws Exception {
    Tool terraform = Tool.require("terraform");
    for (GeneratedFile file : TerraformEmitter.emit(main(design))) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
    Tool.Result result = terraform.run(folder, "fmt", "-check", "-recursive", "-diff");
    assertThat(result.output()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void givesEveryResourceAReason(String design) {
    assertThat(main(design).resources())
        .allSatisfy(resource -> assertThat(resource.provenance().decisions()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("designs")
  void namesNoResourceTwice(String design) {
    assertThat(main(design).resources().stream().map(Resource::address)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void lowersTheSameDesignToTheSameStack(String design) {
    assertThat(main(design)).isEqualTo(main(design));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void letsEveryTaskReachTheStoresThatItUsesAndNoOther(String name) {
    Blueprint design = design(name);
    Stack stack = main(name);
    for (Workload workload : Runtime.tasks(design)) {
      assertThat(storeRules(design, stack, workload))
          .containsExactlyInAnyOrderElementsOf(
              WorkloadGroupPass.privateStores(design, workload).stream()
                  .map(Datastore::name)
                  .toList());
    }
  }

  /** The stores that the group of a workload may open connections to. */
  private static List<String> storeRules(Blueprint design, Stack stack, Workload workload) {
    Expression own = AwsAddresses.workloadGroup(workload.name()).reference().dot("id");
    List<String> reached = new ArrayList<>();
    for (Resource rule : stack.ofType("aws_vpc_security_group_egress_rule")) {
      if (rule.body().argument("security_group_id").equals(Optional.of(own))) {
        design.datastores().stream()
            .filter(store ->
                rule.body()
                    .argument("referenced_security_group_id")
                    .equals(
                        Optional.of(
                            AwsAddresses.datastoreGroup(store.name()).reference().dot("id"))))
            .forEach(store -> reached.add(store.name()));
      }
    }
    return reached;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void givesEachWorkloadARoleOfItsOwn(String name) {
    Blueprint design = design(name);
    Stack stack = main(name);
    assertThat(design.workloads())
        .allSatisfy(
            workload -> assertThat(stack.find(AwsAddresses.taskRole(workload.name()))).isPresent());
  }

  @ParameterizedTest
  @MethodSource("designs")
  void letsNoCodeDoMoreThanItsConnections(String name) {
    Blueprint design = design(name);
    Stack stack = main(name);
    for (Workload workload : Runtime.tasks(design)) {
      List<Body> statements =
          stack.find(Policies.document(AwsAddresses.taskRole(workload.name()).name())).stream()
              .flatMap(document -> document.body().blocks("statement").stream())
              .toList();
      assertThat(statements)
          .allSatisfy(statement ->
              assertThat(statement.argument("resources"))
                  .isPresent()
                  .isNotEqualTo(Optional.of(Expressions.texts(List.of("*")))));
      if (workload.connections().isEmpty()
          && WorkloadGroupPass.called(design, workload).findAny().isEmpty()) {
        assertThat(statements).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void opensNothingToTheInternetButTheLoadBalancer(String name) {
    assertThat(main(name).ofType("aws_vpc_security_group_ingress_rule"))
        .filteredOn(rule ->
            rule.body().argument("cidr_ipv4").equals(Optional.of(Expressions.text("0.0.0.0/0"))))
        .allSatisfy(rule -> assertThat(rule.address().name()).startsWith("edge_from_"));
  }

  @Test
  void hidesTheLoadBalancerBehindCloudFrontWhereAnswersAreCachedOrThereIsNoDomain() {
    for (String name : List.of("minimal", "chat", "no-domain")) {
      assertThat(main(name).find(EdgePass.DISTRIBUTION)).isPresent();
      assertThat(
              main(name).find(AwsAddresses.LOAD_BALANCER).orElseThrow().body().argument("internal"))
          .contains(Expressions.bool(true));
    }
    assertThat(main("no-cdn").find(EdgePass.DISTRIBUTION)).isEmpty();
  }

  @Test
  void makesNoNatGatewayForWhatHasNothingPrivateToReach() {
    assertThat(main("minimal").ofType("aws_nat_gateway")).isEmpty();
    assertThat(main("chat").ofType("aws_nat_gateway")).hasSize(1);
  }

  @Test
  void makesNoNetworkForFunctionsAlone() {
    assertThat(main("functions-only").ofType("aws_vpc")).isEmpty();
    assertThat(main("functions-only").ofType("aws_apigatewayv2_api")).hasSize(1);
  }

  @Test
  void swapsWhatStandsBehindTheLoadBalancerAndReplacesTheRestTaskByTask() {
    Stack chat = main("chat");
    assertThat(chat.ofType("aws_codedeploy_deployment_group").stream().map(r -> r.address().name()))
        .containsExactly("api", "web");
    assertThat(
            chat.find(AwsAddresses.service("worker"))
                .orElseThrow()
                .body()
                .blocks("deployment_circuit_breaker"))
        .hasSize(1);
  }

  @Test
  void keepsAConnectionOpenAsLongAsItsTraitNeeds() {
    Resource live = main("traits").find(AwsAddresses.targetGroup("live")).orElseThrow();
    assertThat(live.body().blocks("stickiness")).hasSize(1);
    Resource rpc = main("traits").find(AwsAddresses.targetGroup("rpc")).orElseThrow();
    assertThat(rpc.body().argument("protocol_version")).contains(Expressions.text("GRPC"));
  }

  @Test
  void runsServicesInBothRegionsAndWorkersAndJobsInTheFirst() {
    Stack regions = main("regions");
    assertThat(regions.find(Place.SECONDARY.at(AwsAddresses.service("api")))).isPresent();
    assertThat(regions.find(Place.SECONDARY.at(AwsAddresses.service("worker")))).isEmpty();
    assertThat(regions.find(Place.SECONDARY.at(AwsAddresses.taskDefinition("migrate")))).isEmpty();
  }
}
