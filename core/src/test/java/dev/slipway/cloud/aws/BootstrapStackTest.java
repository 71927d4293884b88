package dev.slipway.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.stack.OutputValue;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import org.junit.jupiter.api.Test;

class BootstrapStackTest {

  private final Stack chat = AwsLowering.bootstrap(Designs.chat().build());

  @Test
  void trustsOnlyTheProjectsRepository() {
    for (String role : new String[] {"deployer", "planner", "builder"}) {
      assertThat(printed(Policies.document(role + "_trust")))
          .contains("token.actions.githubusercontent.com:aud", "sts.amazonaws.com")
          .contains("values   = [var.github_repository]");
    }
    assertThat(file("federation.tf"))
        .contains("\"repo:${var.github_repository}\"")
        .contains("@${var.github_repository_id == \"\" ? \"*\" : var.github_repository_id}");
  }

  @Test
  void letsOnlyTheDeployedBranchDeployAndOnlyIntoItsEnvironment() {
    assertThat(printed(Policies.document("deployer_trust")))
        .contains("${repository}:environment:${var.environment}\"")
        .contains("refs/heads/${var.github_branch}");
    assertThat(printed(Policies.document("planner_trust")))
        .contains("${repository}:environment:${var.environment}-plan\"")
        .doesNotContain("refs/heads");
    assertThat(printed(Policies.document("builder_trust")))
        .contains("${repository}:ref:refs/heads/${var.github_branch}");
  }

  @Test
  void asksForTheRepositoryWhenItIsUnknown() {
    Stack minimal = AwsLowering.bootstrap(Designs.minimal());

    assertThat(file(minimal, "environments/production.tfvars")).doesNotContain("github_repository");
    assertThat(minimal.variables())
        .filteredOn(v -> v.name().equals("github_repository"))
        .singleElement()
        .satisfies(v -> assertThat(v.defaultValue()).isEmpty())
        .satisfies(v -> assertThat(v.validations()).isNotEmpty());
    assertThat(file("environments/staging.tfvars")).contains("github_repository = \"acme/chat\"");
  }

  @Test
  void keepsTheRegistryInProductionAndLetsTheOthersPull() {
    assertThat(file("environments/production.tfvars"))
        .contains("registry_home     = true")
        .contains("registry_readers = [\"111111111111\"]");
    assertThat(file("environments/staging.tfvars")).contains("registry_home     = false");
    assertThat(printed(BootstrapRegistry.REPOSITORIES))
        .contains(
            "\"chat/api\"", "\"chat/web\"", "\"IMMUTABLE\"", "scan_on_push = true", "\"KMS\"");
    assertThat(printed(Policies.document("pull")))
        .contains("concat([var.account_id], var.registry_readers)")
        .doesNotContain("ecr:PutImage");
  }

  @Test
  void letsFunctionsPullWhereThereAreAny() {
    assertThat(file(AwsLowering.bootstrap(Designs.functions()), "registry.tf"))
        .contains("lambda.amazonaws.com", ":function:chat-*");
    assertThat(file("registry.tf")).doesNotContain("lambda");
  }

  @Test
  void givesNobodyEverythingOrAKey() {
    assertThat(file("roles.tf"))
        .doesNotContain(
            "\"*:*\"", "\"iam:*\"", "AdministratorAccess", "\"sts:*\"", "ReadOnlyAccess");
    assertThat(chat.ofType("aws_iam_access_key")).isEmpty();
    assertThat(chat.ofType("aws_iam_user")).isEmpty();
  }

  @Test
  void letsThePipelineMakeRolesOnlyUnderItsNameAndWithinTheBoundary() {
    assertThat(printed(Policies.document("deployer_identity")))
        .contains("iam:PermissionsBoundary", ":policy/pipeline/chat-boundary")
        .contains(":role/chat-*")
        .contains("iam:PassedToService", "ecs-tasks.amazonaws.com")
        .doesNotContain("iam:CreateUser", "iam:DeleteRolePermissionsBoundary", ":role/*\"");
    assertThat(printed(ResourceAddress.managed("aws_iam_role", "deployer")))
        .contains("path                 = \"/pipeline/\"");
  }

  @Test
  void letsTheWorkloadsNeverReachIam() {
    assertThat(printed(Policies.document("boundary")))
        .contains("iam:PassRole")
        .doesNotContain("iam:*", "iam:Create", "sts:", "organizations:");
  }

  @Test
  void letsThePlannerReadShapesOnly() {
    String reading = printed(Policies.document("planner"));
    assertThat(reading)
        .doesNotContain("s3:GetObject", "dynamodb:GetItem", "dynamodb:Scan", "sqs:Receive")
        .doesNotContain("logs:GetLogEvents", ":Create", ":Put", ":Update", ":Delete");
    assertThat(reading.split("secretsmanager:GetSecretValue", -1)).hasSize(2);
    assertThat(reading).contains("secret:chat-main-login-??????");
  }

  @Test
  void grantsOnlyWhatTheDesignUses() {
    assertThat(file(AwsLowering.bootstrap(Designs.minimal()), "roles.tf"))
        .doesNotContain("rds:", "elasticache:", "sqs:", "dynamodb:");
    assertThat(file("roles.tf")).contains("rds:", "elasticache:", "sqs:", "dynamodb:");
  }

  @Test
  void keepsTheStatePrivateVersionedAndOutOfThePipelinesReachForItself() {
    assertThat(printed(BootstrapState.BUCKET)).contains("prevent_destroy = true");
    assertThat(file("main.tf"))
        .contains("status = \"Enabled\"", "aws:SecureTransport", "\"aws:kms\"")
        .contains("restrict_public_buckets = true");
    assertThat(printed(Policies.document("deployer_state")))
        .contains("/main/*\"", "LeaveTheBucketAsItIs", "s3:PutBucket*")
        .doesNotContain("bootstrap");
    assertThat(printed(Policies.document("planner_state"))).doesNotContain("s3:PutObject");
  }

  @Test
  void printsTheVariablesThatGithubNeeds() {
    assertThat(chat.outputs())
        .extracting(OutputValue::name)
        .contains("AWS_DEPLOYER", "AWS_PLANNER", "AWS_BUILDER", "IMAGE_REPOSITORY");
  }

  @Test
  void tellsHowTheStateMovesIntoTheBucket() {
    assertThat(file("main.tf"))
        .containsSubsequence("staging.tfstate", "production.tfstate", "terraform state push");
    assertThat(file("environments/production.s3.tfbackend"))
        .contains("chat-terraform-state-222222222222", "bootstrap/terraform.tfstate");
    assertThat(file("versions.tf")).contains("backend \"local\"");
  }

  private String printed(ResourceAddress address) {
    return printed(chat, address);
  }

  static String printed(Stack stack, ResourceAddress address) {
    Resource resource = stack.find(address).orElseThrow();
    String text = file(stack, resource.file());
    String kind = address.mode() == ResourceAddress.Mode.DATA ? "data" : "resource";
    int start = text.indexOf(kind + " \"" + address.type() + "\" \"" + address.name() + "\"");
    return text.substring(start, text.indexOf("\n}\n", start) + 3);
  }

  private String file(String path) {
    return file(chat, path);
  }

  static String file(Stack stack, String path) {
    return TerraformEmitter.emit(stack).stream()
        .filter(f -> f.path().equals(stack.folder() + "/" + path))
        .map(GeneratedFile::text)
        .findFirst()
        .orElseThrow();
  }
}
