package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the pipeline's roles may do: the services of the main stack, under the project's names. */
final class BootstrapRoles {

  private static final String FILE = "roles.tf";

  /** Whose contents are the project's own by name. */
  private static final List<String> DATA =
      List.of("dynamodb", "s3", "secretsmanager", "sns", "sqs");

  /** What puts a function or a restored copy into the network. */
  private static final List<String> PLACING =
      List.of(
          "ec2:*NetworkInterface*", "ec2:*PrivateIpAddresses", "ec2:CreateTags", "ec2:Describe*");

  private static final List<Expression> EVERYTHING = List.of(text("*"));

  private final Blueprint blueprint;
  private final DeliveryRights rights;
  private final StackPart.Builder part;

  private BootstrapRoles(Blueprint blueprint, Stack main, StackPart.Builder part) {
    this.blueprint = blueprint;
    this.rights = DeliveryRights.of(main);
    this.part = part;
  }

  static void add(Blueprint blueprint, Stack main, StackPart.Builder part) {
    new BootstrapRoles(blueprint, main, part).add();
  }

  private void add() {
    policy("planner", "reading", "", reading(), "planner", "deployer");
    rights
        .byPart()
        .forEach((name, services) ->
            policy("deployer_" + name, name, "", changing(services), "deployer"));
    policy(
        "deployer_identity",
        "identity",
        "Roles only under the project's name and within the boundary, so that it cannot make one"
            + " that may do more than itself.",
        identity(),
        "deployer");
    boundary();
    state();
  }

  private void policy(
      String id, String name, String comment, List<PolicyStatement> statements, String... roles) {
    ResourceAddress document = Policies.document(id);
    part.resource(FILE, document, comment, document(statements), BootstrapStack.WHY);
    ResourceAddress policy = ResourceAddress.managed("aws_iam_policy", id);
    part.resource(
        FILE,
        policy,
        "",
        Body.builder()
            .set("name", AwsNames.role(blueprint, "pipeline-" + name))
            .set("path", PermissionsBoundary.PATH)
            .set("policy", Policies.json(document)),
        BootstrapStack.WHY);
    for (String role : roles) {
      part.resource(
          FILE,
          ResourceAddress.managed("aws_iam_role_policy_attachment", role + "_" + name),
          "",
          Body.builder()
              .set("role", BootstrapFederation.role(role).reference().dot("name"))
              .set("policy_arn", policy.reference().dot("arn")),
          BootstrapStack.WHY);
    }
  }

  private static Body.Builder document(List<PolicyStatement> statements) {
    Body.Builder body = Body.builder();
    statements.forEach(s -> body.add(s.block()));
    return body;
  }

  private static PolicyStatement statement(
      String sid, List<String> actions, List<Expression> resources) {
    return PolicyStatement.of(sid, actions, resources, BootstrapStack.WHY);
  }

  /** Shapes, and nothing of what is in them but the logins. */
  private List<PolicyStatement> reading() {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        statement("Shapes", rights.reads(), EVERYTHING)
            .commented(
                "What is there and how it is set, and nothing of what is in it.\n"
                    + Checkov.skip(
                        "CKV_AWS_356",
                        "these actions tell shapes, and most know no narrower resource")));
    for (ServiceRights service : rights.services()) {
      if (!service.ownReads().isEmpty()) {
        statements.add(statement("Own" + service.name(), service.ownReads(), scopes(service)));
      }
    }
    statements.add(
        statement(
            "OwnRoles",
            List.of("iam:Get*", "iam:List*"),
            List.of(role(blueprint.project().slug() + "-*"), text("arn:aws:iam::aws:policy/*"))));
    logins(statements);
    return statements;
  }

  private void logins(List<PolicyStatement> statements) {
    List<Expression> secrets =
        DatastoreLogins.of(blueprint).stream()
            .map(store -> AwsNames.resource(blueprint, store.name() + "-login"))
            .map(name -> Policies.arn("secretsmanager", "secret:" + name + "-??????"))
            .toList();
    if (secrets.isEmpty()) {
      return;
    }
    statements.add(
        statement("Logins", List.of("secretsmanager:GetSecretValue"), secrets)
            .commented(
                "The provider reads back what it wrote, although no state keeps it. The databases"
                    + " behind are in a network that nobody enters with these alone."));
    if (uses("kms")) {
      statements.add(
          statement("DecryptLogins", List.of("kms:Decrypt"), List.of(Policies.arn("kms", "key/*")))
              .when("StringLike", "kms:ViaService", text("secretsmanager.*.amazonaws.com")));
    }
  }

  private boolean uses(String service) {
    return rights.services().stream().anyMatch(s -> s.service().equals(service));
  }

  private List<PolicyStatement> changing(List<ServiceRights> services) {
    List<PolicyStatement> statements = new ArrayList<>();
    for (ServiceRights service : services) {
      if (!service.anywhere().isEmpty()) {
        statements.add(
            statement(service.name() + "Anywhere", service.anywhere(), EVERYTHING)
                .commented(
                    "AWS names these itself, so a name cannot narrow them; the account holds this"
                        + " environment only.\n"
                        + skips(
                            "AWS names these itself",
                            "CKV_AWS_109",
                            "CKV_AWS_111",
                            "CKV_AWS_356")));
      }
      if (!service.changes().isEmpty()) {
        statements.add(statement(service.name(), service.changes(), scopes(service)));
      }
      if (service.service().equals("kms")) {
        statements.add(useKeys());
      }
    }
    return statements;
  }

  private PolicyStatement useKeys() {
    return statement(
            "UseKeysThroughServices",
            List.of(
                "kms:CreateGrant",
                "kms:Decrypt",
                "kms:Encrypt",
                "kms:GenerateDataKey*",
                "kms:ReEncrypt*"),
            List.of(Policies.arn("kms", "key/*")))
        .when("StringLike", "kms:ViaService", text("*.amazonaws.com"));
  }

  private List<Expression> scopes(ServiceRights service) {
    return service.scopes().stream().map(this::arn).toList();
  }

  private Expression arn(String written) {
    String named = written.replace("{slug}", blueprint.project().slug());
    int at = named.indexOf("{account}");
    return at < 0
        ? text(named)
        : template(
            named.substring(0, at), var("account_id"), named.substring(at + "{account}".length()));
  }

  private static Expression role(String name) {
    return template("arn:aws:iam::", var("account_id"), ":role/" + name);
  }

  private List<PolicyStatement> identity() {
    List<PolicyStatement> statements = new ArrayList<>();
    List<Expression> own = List.of(role(blueprint.project().slug() + "-*"));
    statements.add(
        statement(
                "MakeRolesWithinTheBoundary",
                List.of(
                    "iam:AttachRolePolicy",
                    "iam:CreateRole",
                    "iam:PutRolePermissionsBoundary",
                    "iam:PutRolePolicy"),
                own)
            .when("StringEquals", "iam:PermissionsBoundary", PermissionsBoundary.arn(blueprint)));
    statements.add(
        statement(
            "ChangeRoles",
            List.of(
                "iam:DeleteRole",
                "iam:DeleteRolePolicy",
                "iam:DetachRolePolicy",
                "iam:TagRole",
                "iam:UntagRole",
                "iam:UpdateAssumeRolePolicy",
                "iam:UpdateRole",
                "iam:UpdateRoleDescription"),
            own));
    if (!rights.passedTo().isEmpty()) {
      statements.add(
          statement("HandRolesToServices", List.of("iam:PassRole"), own)
              .when("StringEquals", "iam:PassedToService", services(rights.passedTo())));
    }
    if (!rights.linked().isEmpty()) {
      statements.add(
          statement(
                  "LetAwsMakeItsOwnRoles",
                  List.of("iam:CreateServiceLinkedRole"),
                  List.of(role("aws-service-role/*")))
              .when("StringEquals", "iam:AWSServiceName", services(rights.linked())));
    }
    return statements;
  }

  private static Expression[] services(List<String> names) {
    return names.stream().map(n -> (Expression) text(n)).toArray(Expression[]::new);
  }

  private static String skips(String reason, String... rules) {
    return String.join("\n", Stream.of(rules).map(r -> Checkov.skip(r, reason)).toList());
  }

  private void boundary() {
    ResourceAddress document = Policies.document("boundary");
    part.resource(
        FILE,
        document,
        "The most that any role of the main stack can do: what the design uses, never IAM.",
        document(limits()),
        BootstrapStack.WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_iam_policy", "boundary"),
        "",
        Body.builder()
            .set("name", PermissionsBoundary.name(blueprint))
            .set("path", PermissionsBoundary.PATH)
            .set("policy", Policies.json(document)),
        BootstrapStack.WHY);
  }

  private List<PolicyStatement> limits() {
    List<PolicyStatement> statements = new ArrayList<>();
    List<String> narrow = new ArrayList<>();
    for (ServiceRights service : rights.services()) {
      if (DATA.contains(service.service())) {
        narrow.add(service.service());
        statements.add(
            statement("Own" + service.name(), List.of(service.service() + ":*"), scopes(service)));
      }
    }
    List<String> wide =
        rights.runtime().stream()
            .filter(s -> !narrow.contains(s))
            .flatMap(s -> s.equals("ec2") && !uses("eks") ? PLACING.stream() : Stream.of(s + ":*"))
            .toList();
    statements.addFirst(
        statement("UsedServices", wide, EVERYTHING)
            .commented(
                skips(
                    "a limit grants nothing; each role's own policies do, by name",
                    "CKV_AWS_107",
                    "CKV_AWS_108",
                    "CKV_AWS_109",
                    "CKV_AWS_110",
                    "CKV_AWS_111",
                    "CKV_AWS_356")));
    statements.add(
        statement(
            "HandRolesToServices",
            List.of("iam:PassRole"),
            List.of(role(blueprint.project().slug() + "-*"))));
    return statements;
  }

  private void state() {
    List<PolicyStatement> common = new ArrayList<>();
    common.add(
        statement("FindState", List.of("s3:ListBucket"), List.of(BootstrapState.arn()))
            .when("StringLike", "s3:prefix", text("main/*")));
    List<PolicyStatement> reading = new ArrayList<>(common);
    reading.add(
        statement(
                "ReadState",
                List.of("s3:GetObject"),
                List.of(template(BootstrapState.arn(), "/main/*")))
            .commented("It plans without a lock, since it cannot write one."));
    state("planner", reading, List.of());
    List<PolicyStatement> writing = new ArrayList<>(common);
    writing.add(
        statement(
            "WriteState",
            List.of("s3:GetObject", "s3:PutObject"),
            List.of(template(BootstrapState.arn(), "/main/*"))));
    writing.add(
        statement(
            "Unlock",
            List.of("s3:DeleteObject"),
            List.of(template(BootstrapState.arn(), "/main/*.tflock"))));
    state("deployer", writing, List.of(protectedState()));
  }

  private static Body.Builder protectedState() {
    return Body.builder()
        .set("sid", "LeaveTheBucketAsItIs")
        .set("effect", "Deny")
        .set(
            "actions",
            texts(
                List.of(
                    "s3:CreateBucket",
                    "s3:DeleteBucket*",
                    "s3:PutBucket*",
                    "s3:PutEncryptionConfiguration",
                    "s3:PutLifecycleConfiguration",
                    "s3:PutReplicationConfiguration")))
        .set("resources", list(BootstrapState.arn()));
  }

  private void state(String role, List<PolicyStatement> statements, List<Body.Builder> refusals) {
    ResourceAddress document = Policies.document(role + "_state");
    Body.Builder body = document(statements);
    refusals.forEach(r ->
        body.block("statement", r, "Its name begins like those that the pipeline may change."));
    part.resource(FILE, document, "", body, BootstrapStack.WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_iam_role_policy", role + "_state"),
        role.equals("deployer") ? "The main stack's state, not the bootstrap's." : "",
        Body.builder()
            .set("name", "state")
            .set("role", BootstrapFederation.role(role).reference().dot("id"))
            .set("policy", Policies.json(document)),
        BootstrapStack.WHY);
  }
}
