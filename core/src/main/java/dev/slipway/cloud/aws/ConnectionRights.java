package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * What a workload may do with what it is connected to, no more than its connections need; the calls
 * of other workloads are left to the network and to those who run them.
 */
final class ConnectionRights {

  private ConnectionRights() {}

  /** What the workload's own code may do. */
  static List<PolicyStatement> task(Blueprint blueprint, Workload workload) {
    List<PolicyStatement> statements = new ArrayList<>();
    for (Connection connection : workload.connections()) {
      if (connection.to().kind() == Element.Kind.DATASTORE) {
        blueprint
            .datastore(connection.to().name())
            .ifPresent(
                store -> statements.addAll(of(blueprint, workload, store, connection.access())));
      }
    }
    ConsumedQueues.by(blueprint, workload)
        .forEach(queue ->
            statements.add(
                consumes(
                    sid(queue.name(), Access.SUBSCRIBE),
                    queue.address(),
                    Provenance.of(
                        queue.of(), "identity", "workload." + workload.name() + ".kind"))));
    List<PolicyStatement> merged = merged(statements);
    if (!merged.isEmpty() && Requirement.customerManagedKeys(blueprint)) {
      List<PolicyStatement> all = new ArrayList<>(merged);
      all.add(key(blueprint, workload));
      return List.copyOf(all);
    }
    return merged;
  }

  /** What starts the workload may read: the secrets that its settings name. */
  static List<PolicyStatement> execution(Blueprint blueprint, Workload workload) {
    List<Expression> secrets = new ArrayList<>();
    for (ResourceAddress secret : secrets(blueprint, workload)) {
      secrets.addAll(arns(blueprint, secret));
    }
    if (secrets.isEmpty()) {
      return List.of();
    }
    Provenance why =
        Provenance.of(
            workload.element(), "identity", "secrets", "workload." + workload.name() + ".kind");
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        PolicyStatement.of("ReadSecrets", List.of("secretsmanager:GetSecretValue"), secrets, why));
    if (Requirement.customerManagedKeys(blueprint)) {
      statements.add(
          PolicyStatement.of(
              "DecryptSecrets", List.of("kms:Decrypt"), Encryption.keys(blueprint), why));
    }
    return List.copyOf(statements);
  }

  /** A cache's login is another one in each region; all other secrets are copied. */
  private static List<Expression> arns(Blueprint blueprint, ResourceAddress secret) {
    Expression arn = secret.reference().dot("arn");
    boolean own =
        blueprint.datastores(Datastore.Cache.class).stream()
            .anyMatch(c -> AwsAddresses.login(c.name()).equals(secret));
    if (own && Place.multiRegional(blueprint)) {
      return List.of(arn, when(Place.absent(), arn, Place.SECONDARY.ref(secret).dot("arn")));
    }
    return List.of(Secrets.anywhere(blueprint, arn));
  }

  /** The secrets that a workload's settings take values from, in order. */
  static List<ResourceAddress> secrets(Blueprint blueprint, Workload workload) {
    TreeSet<ResourceAddress> secrets = new TreeSet<>();
    for (Setting setting : workload.settings()) {
      if (setting.buildTime()) {
        continue;
      }
      switch (setting.value()) {
        case Setting.SecretReference(String name) -> secrets.add(AwsAddresses.secret(name));
        case Setting.DatastoreUrl(String name, String _) ->
            blueprint.datastore(name).ifPresent(store -> addresses(store, secrets));
        case Setting.DatastoreProperty(String name, Setting.Property property)
            when property == Setting.Property.PASSWORD ->
            blueprint
                .datastore(name)
                .filter(DatastoreLogins::kept)
                .ifPresent(store -> addresses(store, secrets));
        case Setting.Literal _,
            Setting.PerEnvironment _,
            Setting.DatastoreProperty _,
            Setting.WorkloadUrl _,
            Setting.PublicOrigin _,
            Setting.EnvironmentName _,
            Setting.AccountId _,
            Setting.RegionName _ -> {}
      }
    }
    return List.copyOf(secrets);
  }

  private static void addresses(Datastore store, TreeSet<ResourceAddress> secrets) {
    if (store instanceof Datastore.External external) {
      secrets.add(AwsAddresses.secret(external.secret()));
    } else if (DatastoreLogins.kept(store)) {
      secrets.add(AwsAddresses.login(store.name()));
    }
  }

  private static List<PolicyStatement> of(
      Blueprint blueprint, Workload workload, Datastore store, Access access) {
    Provenance why =
        Provenance.of(store.element(), "identity", "workload." + workload.name() + ".kind");
    return switch (store) {
      case Datastore.Relational _, Datastore.Cache _, Datastore.External _ -> List.of();
      case Datastore.Document document -> List.of(document(blueprint, document, access, why));
      case Datastore.Bucket bucket -> bucket(bucket, access, why);
      case Datastore.Topic topic -> topic(topic, access, why);
      case Datastore.TaskQueue queue -> queue(queue, access, why);
    };
  }

  private static PolicyStatement document(
      Blueprint blueprint, Datastore.Document document, Access access, Provenance why) {
    Expression table =
        Secrets.anywhere(blueprint, AwsAddresses.document(document.name()).reference().dot("arn"));
    List<String> actions =
        new ArrayList<>(
            List.of(
                "dynamodb:BatchGetItem",
                "dynamodb:ConditionCheckItem",
                "dynamodb:DescribeTable",
                "dynamodb:GetItem",
                "dynamodb:Query",
                "dynamodb:Scan"));
    if (access != Access.READ) {
      actions.addAll(
          List.of(
              "dynamodb:BatchWriteItem",
              "dynamodb:DeleteItem",
              "dynamodb:PutItem",
              "dynamodb:UpdateItem"));
    }
    return PolicyStatement.of(
        sid(document, access), actions, List.of(table, template(table, "/index/*")), why);
  }

  private static List<PolicyStatement> bucket(
      Datastore.Bucket bucket, Access access, Provenance why) {
    Reference arn = AwsAddresses.bucket(bucket.name()).reference().dot("arn");
    List<String> actions =
        access == Access.READ
            ? List.of("s3:GetObject")
            : List.of("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject");
    return List.of(
        PolicyStatement.of(
            sid(bucket, access) + "List", List.of("s3:ListBucket"), List.of(arn), why),
        PolicyStatement.of(sid(bucket, access), actions, List.of(template(arn, "/*")), why));
  }

  private static List<PolicyStatement> topic(Datastore.Topic topic, Access access, Provenance why) {
    List<PolicyStatement> statements = new ArrayList<>();
    if (access == Access.PUBLISH || access == Access.READ_WRITE) {
      statements.add(
          PolicyStatement.of(
              sid(topic, Access.PUBLISH),
              List.of("sns:Publish"),
              List.of(AwsAddresses.topic(topic.name()).reference().dot("arn")),
              why));
    }
    return statements;
  }

  private static List<PolicyStatement> queue(
      Datastore.TaskQueue queue, Access access, Provenance why) {
    List<PolicyStatement> statements = new ArrayList<>();
    if (access != Access.SUBSCRIBE && access != Access.READ) {
      statements.add(
          PolicyStatement.of(
              sid(queue, Access.ENQUEUE),
              List.of("sqs:GetQueueUrl", "sqs:SendMessage"),
              List.of(AwsAddresses.taskQueue(queue.name()).reference().dot("arn")),
              why));
    }
    return statements;
  }

  /** What reading a queue to the end of each message takes. */
  private static PolicyStatement consumes(String sid, ResourceAddress queue, Provenance why) {
    return PolicyStatement.of(
        sid,
        List.of(
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage"),
        List.of(queue.reference().dot("arn")),
        why);
  }

  /** Data under the company's key cannot be read or written without it. */
  private static PolicyStatement key(Blueprint blueprint, Workload workload) {
    return PolicyStatement.of(
            "UseDataKey",
            List.of("kms:Decrypt", "kms:GenerateDataKey"),
            Encryption.keys(blueprint),
            Provenance.of(workload.element(), "identity", "encryption"))
        .when("StringLike", "kms:ViaService", Expressions.text("*.amazonaws.com"));
  }

  /** A store that is read in one connection and written in another is there once with each. */
  private static List<PolicyStatement> merged(List<PolicyStatement> statements) {
    SequencedSet<String> seen = new LinkedHashSet<>();
    return statements.stream().filter(s -> seen.add(s.sid())).toList();
  }

  private static String sid(Datastore store, Access access) {
    return sid(store.name(), access);
  }

  /** {@code user-uploads} read and written makes {@code UserUploadsReadWrite}. */
  private static String sid(String name, Access access) {
    StringBuilder sid = new StringBuilder();
    for (String word :
        (name + "-" + access.name().toLowerCase(java.util.Locale.ROOT)).split("[-_.]")) {
      if (!word.isEmpty()) {
        sid.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return sid.toString();
  }
}
