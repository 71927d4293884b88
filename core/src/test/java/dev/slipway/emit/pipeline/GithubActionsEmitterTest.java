package dev.slipway.emit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.document.Node;
import dev.slipway.document.YamlDocument;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.Samples;
import dev.slipway.oracle.Tool;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.source.SourceTree;
import dev.slipway.vocabulary.Cloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GithubActionsEmitterTest {

  private static final String DEPLOY = ".github/workflows/deploy.yml";
  private static final String PULL_REQUEST = ".github/workflows/pull-request.yml";

  @Test
  void writesThreeWorkflows() {
    assertThat(paths(Samples.chat(), Samples.chatTree()))
        .containsExactly(PULL_REQUEST, DEPLOY, ".github/workflows/rollback.yml");
  }

  @Test
  void leavesTheProjectsOwnWorkflowsAlone() {
    SourceTree tree = Samples.chatTree().with(".github/workflows/deploy.yaml", "on: push\n");
    assertThat(paths(Samples.chat(), tree))
        .contains(".github/workflows/slipway-deploy.yml")
        .doesNotContain(DEPLOY);
  }

  @Test
  void pinsEveryActionToACommit() {
    for (GeneratedFile file : emit(Samples.chat(), Samples.chatTree())) {
      assertThat(file.text().lines().filter(line -> line.contains("uses: ")))
          .isNotEmpty()
          .allMatch(
              line -> line.matches(" *(- )?uses: [\\w./-]+@[0-9a-f]{40} # v[\\d.]+"), file.path());
    }
  }

  @Test
  void grantsNothingByDefaultAndIdentityOnlyWhereItIsUsed() {
    Node deploy = document(Samples.chat(), Samples.chatTree(), DEPLOY);
    assertThat(deploy.get("permissions").orElseThrow().entries()).isEmpty();
    for (Node.Entry job : deploy.get("jobs").orElseThrow().entries()) {
      boolean identity = job.value().at("permissions", "id-token").isPresent();
      boolean signsIn = text(job.value()).contains("google-github-actions/auth");
      assertThat(identity).as(job.key()).isEqualTo(signsIn);
      assertThat(job.value().get("timeout-minutes")).as(job.key()).isPresent();
    }
  }

  @Test
  void noExpressionReachesAScript() {
    for (GeneratedFile file : emit(Samples.chatWithBuildTimeAddress(), Samples.chatTree())) {
      Node document = YamlDocument.read(file.path(), file.text()).value().orElseThrow();
      document
          .descendants()
          .flatMap(node -> node.text("run").stream())
          .forEach(script -> assertThat(script).doesNotContain("${{"));
    }
  }

  @Test
  void migratesAfterRecordingAndBeforeAnythingNewAnswers() {
    assertThat(stepNames(Samples.chat(), "deploy-production"))
        .containsSubsequence(
            "Compare with the approved plan",
            "Apply",
            "Write down what runs now",
            "Bring the databases up to date",
            "Deploy without traffic",
            "Send 10 % of the traffic",
            "Check the error rate at 10 %",
            "Send 50 % of the traffic",
            "Send 100 % of the traffic",
            "Update workers and jobs",
            "Roll back to what ran before");
  }

  @Test
  void rollsBackOnlyIfTrafficMovedAndToTheRecordedRevisions() {
    Node rollBack = step(Samples.chat(), "deploy-production", "Roll back to what ran before");
    assertThat(rollBack.text("if").orElseThrow())
        .contains("failure()")
        .contains("steps.traffic.outcome != 'skipped'");
    assertThat(rollBack.at("env", "BEFORE_API_EUROPE_WEST1").flatMap(Node::text))
        .contains("${{ steps.before.outputs.api-europe-west1 }}");
    assertThat(rollBack.text("run").orElseThrow())
        .contains("service chat-api europe-west1 \"$BEFORE_API_EUROPE_WEST1\"");
  }

  @Test
  void showsProductionsPlanBeforeAnybodyApproves() {
    Node jobs = document(Samples.chat(), Samples.chatTree(), DEPLOY).get("jobs").orElseThrow();
    assertThat(jobs.at("plan-production", "environment").flatMap(Node::text))
        .contains("production-plan");
    assertThat(jobs.at("plan-production", "needs").orElseThrow().texts())
        .contains("deploy-staging");
    assertThat(jobs.at("plan-production", "env", "TF_VAR_images").flatMap(Node::text))
        .isEqualTo(jobs.at("deploy-production", "env", "TF_VAR_images").flatMap(Node::text))
        .isPresent();
    assertThat(jobs.at("deploy-production", "needs").orElseThrow().texts())
        .contains("plan-production", "deploy-staging");
    assertThat(jobs.get("plan-staging")).isEmpty();
  }

  @Test
  void neverCutsADeploymentOffHalfway() {
    Node jobs = document(Samples.chat(), Samples.chatTree(), DEPLOY).get("jobs").orElseThrow();
    assertThat(
            jobs.at("deploy-production", "concurrency", "cancel-in-progress").flatMap(Node::text))
        .contains("false");
    assertThat(jobs.at("deploy-production", "concurrency", "group").flatMap(Node::text))
        .contains("deploy-production");
  }

  @Test
  void onlyPullRequestsOfTheRepositoryItselfGetAPlan() {
    Node jobs =
        document(Samples.chat(), Samples.chatTree(), PULL_REQUEST).get("jobs").orElseThrow();
    assertThat(jobs.at("plan-staging", "if").flatMap(Node::text).orElseThrow())
        .contains("github.event.pull_request.head.repo.full_name == github.repository");
  }

  @Test
  void testsEachPieceOfCodeOnceWithItsOwnCommands() {
    Node jobs =
        document(Samples.chat(), Samples.chatTree(), PULL_REQUEST).get("jobs").orElseThrow();
    assertThat(jobs.entries())
        .extracting(Node.Entry::key)
        .contains("test-api", "test-web")
        .doesNotContain("test-worker");
    assertThat(text(jobs.get("test-api").orElseThrow()))
        .contains("uv sync --locked", "uv run pytest", "uv run ruff check");
    assertThat(text(jobs.get("test-web").orElseThrow())).contains("npm ci", "npm test");
  }

  @Test
  void buildsAnImageForEachEnvironmentWhenTheEnvironmentIsCompiledIn() {
    Blueprint blueprint = Samples.chatWithBuildTimeAddress();
    Node jobs = document(blueprint, Samples.chatTree(), DEPLOY).get("jobs").orElseThrow();
    assertThat(text(jobs.get("build-web-staging").orElseThrow()))
        .contains("NEXT_PUBLIC_API_BASE_URL=https://staging.chat.example.com\n");
    assertThat(jobs.at("deploy-production", "env", "IMAGE_WEB").flatMap(Node::text))
        .contains("${{ needs.build-web-production.outputs.image }}");
    assertThat(GithubActionsEmitter.emit(blueprint, Samples.chatTree()).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("SLIP-PIPELINE-BUILD-PER-ENVIRONMENT");
  }

  @Test
  void asksTheCandidateItselfWhereNoLoadBalancerStandsInFront() {
    assertThat(stepNames(Samples.relay(), "deploy-production")).contains("Ask the candidates");
    assertThat(stepNames(Samples.chat(), "deploy-production")).doesNotContain("Ask the candidates");
  }

  @Test
  void aTextOfTheProjectIsNoExpression() {
    Workload web = Samples.chat().workload("web").orElseThrow();
    Setting title =
        new Setting("TITLE", new Setting.Literal("${{ secrets.KEY }}\nEVIL=1"), true, "");
    Blueprint blueprint =
        Blueprints.edit(Samples.chat()).with(Samples.settings(web, List.of(title))).build();
    String build =
        text(document(blueprint, Samples.chatTree(), DEPLOY).at("jobs", "build-web").orElseThrow());
    assertThat(build).contains("TITLE=${{ '${{' }} secrets.KEY }} EVIL=1\n");
  }

  @Test
  void everyLineInsideAJobHasAReason() {
    for (GeneratedFile file : emit(Samples.chat(), Samples.chatTree())) {
      List<String> lines = file.text().lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).startsWith(" ") && !lines.get(i).isBlank()) {
          assertThat(file.at(i + 1))
              .as(file.path() + ":" + (i + 1) + " " + lines.get(i))
              .isPresent();
        }
      }
    }
  }

  @Test
  void actionlintFindsNothing(@TempDir Path folder) throws Exception {
    Tool actionlint = Tool.require("actionlint");
    for (Path file : write(folder)) {
      Tool.Result result = actionlint.run(folder, "-no-color", file.toString());
      assertThat(result.exitCode()).as(result.output()).isZero();
    }
  }

  @Test
  void zizmorFindsNothing(@TempDir Path folder) throws Exception {
    Tool zizmor = Tool.require("zizmor");
    for (Path file : write(folder)) {
      Tool.Result result =
          zizmor.run(folder, "--offline", "--no-progress", "--color=never", file.toString());
      assertThat(result.exitCode()).as(result.output()).isZero();
    }
  }

  private static Blueprint amazon(Blueprint blueprint) {
    return Blueprints.edit(blueprint)
        .cloud(Cloud.AWS)
        .regions("eu-west-1")
        .accounts("111111111111", "222222222222")
        .build();
  }

  private static Blueprint azure(Blueprint blueprint) {
    return Blueprints.edit(blueprint)
        .cloud(Cloud.AZURE)
        .regions("westeurope", "northeurope")
        .accounts("11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222")
        .build();
  }

  @Test
  void noCloudsPipelineKnowsAnothersCommands() {
    for (Blueprint sample : List.of(Samples.chat(), Samples.relay())) {
      assertThat(text(amazon(sample)))
          .contains("aws ecs")
          .doesNotContain("gcloud", "az containerapp");
      assertThat(text(azure(sample)))
          .contains("az containerapp")
          .doesNotContain("gcloud", "aws ecs");
      assertThat(text(sample)).contains("gcloud run").doesNotContain("aws ecs", "az containerapp");
    }
  }

  @Test
  void terraformSignsInToAzureByTheRunsOwnStatement() {
    String deploy = text(azure(Samples.chat()));
    assertThat(deploy).contains("ARM_USE_OIDC", "vars.AZURE_DEPLOYER", "vars.AZURE_PLANNER");
    assertThat(deploy).doesNotContain("client-secret", "ARM_CLIENT_SECRET");
  }

  @Test
  void pinsAzuresTrafficBeforeANewRevisionIsMade() {
    String deploy = text(azure(Samples.chat()));
    int pinned = deploy.indexOf("ingress traffic set --name \"$2\"");
    assertThat(pinned).isPositive();
    assertThat(deploy.indexOf("az containerapp update --name \"$2\"")).isGreaterThan(pinned);
  }

  private static String text(Blueprint blueprint) {
    StringBuilder all = new StringBuilder();
    emit(blueprint, Samples.chatTree()).forEach(f -> all.append(f.text()));
    return all.toString();
  }

  private static List<Path> write(Path folder) throws Exception {
    Map<String, List<GeneratedFile>> all = new LinkedHashMap<>();
    all.put("chat", emit(Samples.chatWithBuildTimeAddress(), Samples.chatTree()));
    all.put("relay", emit(Samples.relay(), Samples.relayTree()));
    all.put("bare", emit(Blueprints.minimal(), MemorySourceTree.of("x", Map.of())));
    all.put(
        "regions",
        emit(
            Blueprints.edit(Samples.chat()).regions("europe-west1", "europe-west4").build(),
            Samples.chatTree()));
    all.put("amazon", emit(amazon(Samples.chat()), Samples.chatTree()));
    all.put("amazon-relay", emit(amazon(Samples.relay()), Samples.relayTree()));
    all.put("azure", emit(azure(Samples.chat()), Samples.chatTree()));
    all.put("azure-relay", emit(azure(Samples.relay()), Samples.relayTree()));
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, List<GeneratedFile>> project : all.entrySet()) {
      for (GeneratedFile file : project.getValue()) {
        Path path = folder.resolve(project.getKey()).resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.text());
        written.add(path);
      }
    }
    return written;
  }

  private static List<GeneratedFile> emit(Blueprint blueprint, SourceTree tree) {
    return GithubActionsEmitter.emit(blueprint, tree).value();
  }

  private static List<String> paths(Blueprint blueprint, SourceTree tree) {
    return emit(blueprint, tree).stream().map(GeneratedFile::path).toList();
  }

  private static Node document(Blueprint blueprint, SourceTree tree, String path) {
    GeneratedFile file =
        emit(blueprint, tree).stream().filter(f -> f.path().equals(path)).findFirst().orElseThrow();
    return YamlDocument.read(path, file.text()).value().orElseThrow();
  }

  private static List<Node> steps(Blueprint blueprint, String job) {
    return document(blueprint, Samples.chatTree(), DEPLOY)
        .at("jobs", job, "steps")
        .orElseThrow()
        .items();
  }

  private static List<String> stepNames(Blueprint blueprint, String job) {
    return steps(blueprint, job).stream().map(s -> s.text("name").orElse("")).toList();
  }

  private static Node step(Blueprint blueprint, String job, String name) {
    return steps(blueprint, job).stream()
        .filter(s -> s.text("name").equals(Optional.of(name)))
        .findFirst()
        .orElseThrow();
  }

  /** All scalars below a node. */
  private static String text(Node node) {
    StringBuilder all = new StringBuilder();
    node.descendants().forEach(n -> n.text().ifPresent(t -> all.append(t).append('\n')));
    return all.toString();
  }
}
