package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.cloud.aws.AwsNames;
import dev.slipway.cloud.aws.Runtime;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;

/** The AWS CLI. */
final class AwsOperator implements OperatorCommands {

  private final Blueprint blueprint;
  private final Environment environment;

  AwsOperator(Blueprint blueprint, Environment environment) {
    this.blueprint = blueprint;
    this.environment = environment;
  }

  private String region() {
    return Shell.word(blueprint.project().primaryRegion());
  }

  private String cluster() {
    return Shell.word(blueprint.project().slug());
  }

  private String name(String part) {
    return AwsNames.resource(blueprint, part);
  }

  /** A command in the region where everything has its home. */
  private String aws(String arguments) {
    return "aws " + arguments + " --region " + region();
  }

  /** The same in each region that production runs in. */
  private List<String> everywhere(String arguments) {
    return blueprint.project().regions().stream()
        .map(r -> "aws " + arguments + " --region " + Shell.word(r))
        .toList();
  }

  @Override
  public List<String> notices() {
    return List.of(
        "A budget or an anomaly in the cost: go through Cost Spike (Cost Spike).",
        "AWS plans maintenance or has trouble: https://health.console.aws.amazon.com says what and"
            + " where; a fail-over of the database is a minute of errors.",
        "A secret that should be renewed: Secrets (Secrets).");
  }

  @Override
  public String tools() {
    return "the AWS CLI 2 with its session manager plugin, jq, terraform 1.11 or newer, and gh";
  }

  @Override
  public String place(Environment e) {
    return "account " + e.accountId();
  }

  @Override
  public Step signIn() {
    return Step.of(
            "Before anything else, once a day: sign in with the profile of this account, and check"
                + " where you are. Put your profile in place of PROFILE.",
            "aws sso login --profile PROFILE",
            "export AWS_PROFILE=PROFILE",
            "aws sts get-caller-identity --query '[Account, Arn]' --output text")
        .expect("account " + environment.accountId() + " and your own name.");
  }

  @Override
  public String charts() {
    return "https://"
        + region()
        + ".console.aws.amazon.com/cloudwatch/home?region="
        + region()
        + "#dashboards";
  }

  private boolean blueGreen(Workload workload) {
    return Runtime.blueGreen(blueprint, workload);
  }

  @Override
  public List<Step> state(Workload w) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        everywhere(
            "ecs describe-services --cluster "
                + cluster()
                + " --services "
                + name(w.name())
                + " \\\n  --query 'services[0].{running: runningCount, wanted: desiredCount,"
                + " definition: taskDefinition, events: events[:5].message}'"));
    lines.add(
        aws(
            "ecs list-task-definitions --family-prefix "
                + name(w.name())
                + " --sort DESC --max-items 5"));
    return List.of(
        Step.of(
                "What runs, and which revisions are there? The number after the colon is the"
                    + " revision; the summary of the deploy workflow's last run names the one"
                    + " before.",
                lines.toArray(String[]::new))
            .expect(
                "as many running as wanted. Put the revision to go back to in place of REVISION."));
  }

  @Override
  public List<Step> rollBack(Workload w) {
    String service = name(w.name());
    List<Step> steps = new ArrayList<>();
    if (blueGreen(w)) {
      List<String> stop = new ArrayList<>();
      stop.add(
          aws(
              "deploy list-deployments --application-name "
                  + cluster()
                  + " --deployment-group-name "
                  + service
                  + " --max-items 3"));
      stop.add(aws("deploy stop-deployment --auto-rollback-enabled --deployment-id DEPLOYMENT"));
      steps.add(
          Step.of(
                  "If a deployment is still going on, stop it: CodeDeploy sends the traffic back."
                      + " Put the first id in place of DEPLOYMENT.",
                  stop.toArray(String[]::new))
              .expect("\"status\": \"Succeeded\", and errors stop within a minute."));
      steps.add(
          Step.of(
                  "If it has ended, deploy the revision of before:",
                  everywhere(
                          "deploy create-deployment --application-name "
                              + cluster()
                              + " --deployment-group-name "
                              + service
                              + " \\\n"
                              + "  --deployment-config-name CodeDeployDefault.ECSAllAtOnce"
                              + " --revision \"$(jq -cn --arg content \"$(jq -cn --arg definition "
                              + service
                              + ":REVISION \\\n  '{version: 1, Resources: [{TargetService: {Type:"
                              + " \"AWS::ECS::Service\", Properties: {TaskDefinition: $definition,"
                              + " LoadBalancerInfo: {ContainerName: \""
                              + w.name()
                              + "\", ContainerPort: "
                              + Runtime.port(w)
                              + "}}}}]}')\" \\\n"
                              + "  '{revisionType: \"AppSpecContent\", appSpecContent: {content:"
                              + " $content}}')\"")
                      .toArray(String[]::new))
              .expect("an id; aws deploy get-deployment says Succeeded after some minutes."));
      return steps;
    }
    steps.add(
        Step.of(
                "Start it again from the revision of before:",
                everywhere(
                        "ecs update-service --cluster "
                            + cluster()
                            + " --service "
                            + service
                            + " --task-definition "
                            + service
                            + ":REVISION --query service.taskDefinition")
                    .toArray(String[]::new))
            .expect("the definition; aws ecs wait services-stable returns when its tasks stand."));
    return steps;
  }

  @Override
  public List<String> restart(Workload w) {
    if (!blueGreen(w)) {
      return everywhere(
          "ecs update-service --cluster "
              + cluster()
              + " --service "
              + name(w.name())
              + " --force-new-deployment --query service.serviceName");
    }
    // CodeDeploy's services take no forced deployment: ECS starts a new task for each that is
    // ended.
    return blueprint.project().regions().stream()
        .map(r ->
            "for task in $(aws ecs list-tasks --cluster "
                + cluster()
                + " --service-name "
                + name(w.name())
                + " --query 'taskArns[]' --output text --region "
                + Shell.word(r)
                + "); do\n  aws ecs stop-task --cluster "
                + cluster()
                + " --task \"$task\" --reason restart --query task.lastStatus --region "
                + Shell.word(r)
                + "\n  sleep 90\ndone")
        .toList();
  }

  @Override
  public List<String> scale(Workload w, int min, int max) {
    return everywhere(
        "application-autoscaling register-scalable-target --service-namespace ecs"
            + " \\\n  --scalable-dimension ecs:service:DesiredCount --resource-id service/"
            + cluster()
            + "/"
            + name(w.name())
            + " --min-capacity "
            + Math.max(1, min)
            + " --max-capacity "
            + max);
  }

  @Override
  public String scalingVariables(Workload w) {
    String id = ResourceAddress.id(w.name());
    return id + "_min_tasks, " + id + "_max_tasks";
  }

  private String group(Workload w) {
    return AwsNames.logGroup(blueprint, w);
  }

  @Override
  public String logs(Workload w) {
    return aws("logs tail " + group(w) + " --since 30m --format short");
  }

  @Override
  public String errors(Workload w) {
    return aws(
        "logs tail "
            + group(w)
            + " --since 1h --format short \\\n  --filter-pattern '?ERROR ?Error ?error ?Exception"
            + " ?CRITICAL'");
  }

  @Override
  public String follow(Workload w) {
    return aws("logs tail " + group(w) + " --follow --format short");
  }

  @Override
  public List<Step> job(Workload job) {
    String id = ResourceAddress.id(job.name());
    return List.of(
        Step.of(
                "Its last lines, and the tasks that have ended:",
                aws("logs tail " + group(job) + " --since 1d --format short"),
                aws(
                    "ecs list-tasks --cluster "
                        + cluster()
                        + " --family "
                        + name(job.name())
                        + " --desired-status STOPPED"))
            .expect("why it ended."),
        Step.of(
                "By hand, in the folder terraform:",
                "aws ecs run-task --cluster "
                    + cluster()
                    + " --task-definition "
                    + name(job.name())
                    + " --launch-type FARGATE \\\n"
                    + "  --network-configuration \"$(terraform output -raw "
                    + id
                    + "_network)\" --query 'tasks[0].taskArn' --region "
                    + region())
            .expect("the task's ARN; its lines appear in the log."));
  }

  @Override
  public List<String> look(Alert alert) {
    List<String> look = new ArrayList<>();
    look.add(
        aws(
            "cloudwatch describe-alarms --alarm-name-prefix "
                + name(alert.name())
                + " --alarm-types MetricAlarm CompositeAlarm"
                + " \\\n  --query '[MetricAlarms, CompositeAlarms][].[AlarmName, StateValue,"
                + " StateReason]' --output text"));
    String target = alert.target().name();
    blueprint
        .workload(target)
        .filter(w -> w.element().equals(alert.target()))
        .filter(w -> Runtime.tasks(blueprint).contains(w))
        .ifPresent(w -> {
          if (w.kind() == WorkloadKind.JOB || w.kind() == WorkloadKind.SCHEDULED_JOB) {
            look.addAll(job(w).getFirst().commands());
          } else {
            look.add(state(w).getFirst().commands().getFirst());
          }
        });
    blueprint
        .datastore(target)
        .filter(d -> d.element().equals(alert.target()))
        .ifPresent(d -> look.addAll(state(d)));
    return look;
  }

  private List<String> state(Datastore store) {
    return switch (store) {
      case Datastore.Relational d ->
          List.of(
              aws(
                  "rds describe-db-instances --db-instance-identifier "
                      + name(d.name())
                      + " \\\n  --query 'DBInstances[0].{state: DBInstanceStatus, zone:"
                      + " AvailabilityZone, storage: AllocatedStorage, pending:"
                      + " PendingModifiedValues}'"),
              aws(
                  "rds describe-events --source-type db-instance --duration 120 --source-identifier"
                      + " "
                      + name(d.name())
                      + " \\\n  --query 'Events[].[Date, Message]' --output text"));
      case Datastore.Cache c ->
          List.of(
              aws(
                  "elasticache describe-replication-groups --replication-group-id "
                      + AwsNames.cache(blueprint, c.name())
                      + " \\\n  --query 'ReplicationGroups[0].{state: Status, nodes:"
                      + " MemberClusters, failover: AutomaticFailover}'"));
      case Datastore.TaskQueue q -> List.of(queue(q.name()));
      case Datastore.Topic t -> t.subscriptions().stream().map(s -> queue(s.name())).toList();
      case Datastore.Document d ->
          List.of(
              aws(
                  "dynamodb describe-table --table-name "
                      + name(d.name())
                      + " --query 'Table.[TableStatus, ItemCount]'"));
      case Datastore.Bucket _, Datastore.External _ -> List.of();
    };
  }

  private String queue(String queue) {
    return "aws sqs get-queue-attributes --region "
        + region()
        + " --attribute-names ApproximateNumberOfMessages ApproximateNumberOfMessagesNotVisible"
        + " \\\n  --queue-url \"$(aws sqs get-queue-url --queue-name "
        + name(queue)
        + " --query QueueUrl --output text --region "
        + region()
        + ")\"";
  }

  @Override
  public String insight(Alert alert) {
    return "Performance Insights of the database shows which statements take the time; slow"
        + " requests are in the load balancer's metrics by target group: "
        + charts();
  }

  private String login(Datastore.Relational d, String key) {
    return "$(aws secretsmanager get-secret-value --secret-id "
        + name(d.name() + "-login")
        + " --query SecretString --output text --region "
        + region()
        + " | jq -r ."
        + key
        + ")";
  }

  @Override
  public List<Step> connect(Datastore.Relational d) {
    boolean mysql = d.engine() == Engine.MYSQL;
    String port = mysql ? "3306" : "5432";
    return List.of(
        Step.of(
            "It has no public address. A machine inside the network that the session manager"
                + " reaches lets you through; where there is none, start one in a private subnet"
                + " with the role AmazonSSMManagedInstanceCore and a security group that the"
                + " database's lets in, and remove both afterwards. Put its id in place of"
                + " INSTANCE:",
            "aws ssm start-session --target INSTANCE --document-name"
                + " AWS-StartPortForwardingSessionToRemoteHost --region "
                + region()
                + " \\\n  --parameters \"host=$(aws rds describe-db-instances"
                + " --db-instance-identifier "
                + name(d.name())
                + " --query 'DBInstances[0].Endpoint.Address' --output text --region "
                + region()
                + "),portNumber="
                + port
                + ",localPortNumber=1"
                + port
                + "\""),
        Step.of(
                "In a second terminal. The password goes from the secret to the client and is not"
                    + " shown:",
                mysql
                    ? "MYSQL_PWD=\""
                        + login(d, "password")
                        + "\" mysql --host=127.0.0.1 --port=13306 --ssl-mode=REQUIRED --user=\""
                        + login(d, "username")
                        + "\" "
                        + Shell.word(d.databaseName())
                    : "PGPASSWORD=\""
                        + login(d, "password")
                        + "\" psql \"host=127.0.0.1 port=15432 sslmode=require dbname="
                        + d.databaseName()
                        + " user="
                        + login(d, "username")
                        + "\"")
            .expect("the prompt of the database. It is the application's own user: take care."));
  }

  @Override
  public List<Step> backUp(Datastore.Relational d) {
    return List.of(
        Step.of(
                "Every night by itself, "
                    + d.size(environment.name()).backupsRetained()
                    + " days kept. Before something risky, one more:",
                aws(
                    "rds create-db-snapshot --db-instance-identifier "
                        + name(d.name())
                        + " --db-snapshot-identifier "
                        + name(d.name())
                        + "-\"$(date -u +%Y%m%d-%H%M)\""),
                aws(
                    "rds describe-db-snapshots --db-instance-identifier "
                        + name(d.name())
                        + " \\\n  --query 'DBSnapshots[-5:].[DBSnapshotIdentifier, Status,"
                        + " SnapshotCreateTime]' --output text"))
            .expect("the new snapshot, available after some minutes."));
  }

  /** A restored database is a new one: it gets the network and the parameters of the old. */
  private String restored(Datastore.Relational d, String how) {
    return "read -r group subnets parameters <<< \"$(aws rds describe-db-instances"
        + " --db-instance-identifier "
        + name(d.name())
        + " --output text --region "
        + region()
        + " \\\n  --query 'DBInstances[0].[VpcSecurityGroups[0].VpcSecurityGroupId,"
        + " DBSubnetGroup.DBSubnetGroupName, DBParameterGroups[0].DBParameterGroupName]')\"\n"
        + "aws rds "
        + how
        + " --region "
        + region()
        + " \\\n  --vpc-security-group-ids \"$group\" --db-subnet-group-name \"$subnets\""
        + " --db-parameter-group-name \"$parameters\" --no-publicly-accessible";
  }

  private Step swap(Datastore.Relational d) {
    String name = name(d.name());
    return Step.of(
            "Look into it first (Connect, with its name). To let it take the old one's place, swap"
                + " the names while the services stand still; both restart, and Terraform finds the"
                + " name it knows:",
            aws(
                "rds modify-db-instance --db-instance-identifier "
                    + name
                    + " --new-db-instance-identifier "
                    + name
                    + "-damaged --apply-immediately"
                    + " --query DBInstance.DBInstanceStatus"),
            aws("rds wait db-instance-available --db-instance-identifier " + name + "-damaged"),
            aws(
                "rds modify-db-instance --db-instance-identifier "
                    + name
                    + "-restored"
                    + " --new-db-instance-identifier "
                    + name
                    + " --apply-immediately"
                    + " --query DBInstance.DBInstanceStatus"))
        .expect(
            "the endpoint's name is the old one again after some minutes. Afterwards, in the folder"
                + " terraform, plan: settings that a restore does not bring (backups, protection, a"
                + " standby) come back with the next apply. Remove the damaged one after a week.");
  }

  @Override
  public List<Step> restore(Datastore.Relational d) {
    return List.of(
        Step.of(
                "A snapshot becomes a new database; the running one is not touched. Put the"
                    + " snapshot's name in place of SNAPSHOT:",
                restored(
                    d,
                    "restore-db-instance-from-db-snapshot --db-instance-identifier "
                        + name(d.name())
                        + "-restored --db-snapshot-identifier SNAPSHOT"))
            .expect("creating, and available after 10 to 40 minutes."),
        swap(d));
  }

  @Override
  public List<Step> pointInTime(Datastore.Relational d) {
    return List.of(
        Step.of(
                "Any second of the last "
                    + d.size(environment.name()).pointInTimeDays()
                    + " days, up to about five minutes ago, as a new database. TIME is UTC, just"
                    + " before the damage, like 2026-01-31T02:59:00Z.",
                restored(
                    d,
                    "restore-db-instance-to-point-in-time --source-db-instance-identifier "
                        + name(d.name())
                        + " --target-db-instance-identifier "
                        + name(d.name())
                        + "-restored --restore-time TIME"))
            .expect("creating, and available after 10 to 40 minutes."),
        swap(d));
  }

  @Override
  public List<Step> failOver(Datastore.Relational d) {
    return List.of(
        Step.of(
                "The standby takes over by itself within one to two minutes. By hand, if the zone"
                    + " is sick but not dead:",
                aws(
                    "rds reboot-db-instance --force-failover --db-instance-identifier "
                        + name(d.name())
                        + " --query DBInstance.DBInstanceStatus"))
            .expect("a minute of connection errors, then none."));
  }

  @Override
  public List<Step> promote(Datastore.Relational d) {
    return List.of(
        Step.of(
            "Only if the primary is lost for good: there is no way back, and what had not reached"
                + " the replica is gone. The replica's name is in the first command's answer; put"
                + " it in place of REPLICA. Then point the services at it by a change of the"
                + " blueprint.",
            "aws rds describe-db-instances --query"
                + " 'DBInstances[?ReadReplicaSourceDBInstanceIdentifier].DBInstanceIdentifier'"
                + " --region "
                + Shell.word(blueprint.project().regions().getLast()),
            "aws rds promote-read-replica --db-instance-identifier REPLICA --region "
                + Shell.word(blueprint.project().regions().getLast())));
  }

  @Override
  public Step resize(Datastore.Relational d) {
    Datastore.RelationalSize size = d.size(environment.name());
    return Step.of(
            d.name()
                + ": "
                + size.tier()
                + " now. Changing it restarts the database: "
                + (size.highAvailability() ? "about a minute" : "some minutes")
                + " without one. Put the new size in place of SIZE:",
            aws(
                "rds modify-db-instance --apply-immediately --db-instance-identifier "
                    + name(d.name())
                    + " --db-instance-class SIZE --query DBInstance.PendingModifiedValues"))
        .expect("the new size among the pending values, and modifying as its state.");
  }

  @Override
  public Step resize(Datastore.Cache c) {
    return Step.of(
            c.name()
                + ": "
                + c.size(environment.name()).memoryGib()
                + " GiB for data now. Put a larger node, such as cache.m7g.large, in place of"
                + " NODE:",
            aws(
                "elasticache modify-replication-group --apply-immediately --replication-group-id "
                    + AwsNames.cache(blueprint, c.name())
                    + " --cache-node-type NODE --query ReplicationGroup.Status"))
        .expect("modifying; it answers meanwhile.");
  }

  @Override
  public List<Step> recover(Datastore store) {
    return switch (store) {
      case Datastore.Bucket b -> bucket(b);
      case Datastore.Document d ->
          List.of(
              Step.of(
                      "Any second of the last 35 days, as a new table. TIME as"
                          + " 2026-01-31T02:59:00Z:",
                      aws(
                          "dynamodb restore-table-to-point-in-time --source-table-name "
                              + name(d.name())
                              + " --target-table-name "
                              + name(d.name())
                              + "-restored \\\n  --restore-date-time TIME --query"
                              + " TableDescription.TableStatus"))
                  .expect(
                      "CREATING, for minutes to hours, by size. Copy the items back, or give the"
                          + " services the new name."));
      case Datastore.TaskQueue q -> List.of(redrive(q.name()));
      case Datastore.Topic t ->
          t.subscriptions().stream().map(Datastore.Subscription::name).map(this::redrive).toList();
      case Datastore.Cache _, Datastore.Relational _, Datastore.External _ -> List.of();
    };
  }

  private List<Step> bucket(Datastore.Bucket b) {
    String name = AwsNames.bucket(blueprint, environment.accountId(), b.name());
    return List.of(
        Step.of(
            "Overwritten and deleted objects are kept for a while as older versions. To bring one"
                + " back, copy its version over it:",
            aws(
                "s3api list-object-versions --bucket "
                    + name
                    + " --prefix PATH --query '[Versions, DeleteMarkers][][].[Key, VersionId,"
                    + " LastModified]' --output text"),
            aws(
                "s3api copy-object --bucket "
                    + name
                    + " --key PATH --copy-source '"
                    + name
                    + "/PATH?versionId=VERSION'")));
  }

  private Step redrive(String queue) {
    String letters = name(queue + "-dead-letter");
    return Step.of(
            "Messages of "
                + queue
                + " that failed too often wait among the dead letters. Look at one; when the cause"
                + " is mended, send all of them back:",
            "aws sqs receive-message --region "
                + region()
                + " --visibility-timeout 0 --queue-url \"$(aws sqs get-queue-url --queue-name "
                + letters
                + " --query QueueUrl --output text --region "
                + region()
                + ")\"",
            "aws sqs start-message-move-task --region "
                + region()
                + " --source-arn arn:aws:sqs:"
                + region()
                + ":"
                + environment.accountId()
                + ":"
                + letters)
        .expect("a task handle, and the number of dead letters falls to zero.");
  }

  @Override
  public String fill(Secret secret, Environment where) {
    return "read -rs VALUE; printf %s \"$VALUE\" | aws secretsmanager put-secret-value --region "
        + region()
        + " \\\n  --secret-id "
        + name(secret.name())
        + " --secret-string file:///dev/stdin --query VersionId; unset VALUE";
  }

  @Override
  public Step retire(Secret secret) {
    return Step.of(
        "The value of before stays as the version AWSPREVIOUS until the next change. If something"
            + " fails now, go back to it, and restart the readers again:",
        "aws secretsmanager update-secret-version-stage --secret-id "
            + name(secret.name())
            + " --version-stage AWSCURRENT --region "
            + region()
            + " \\\n  --move-to-version-id PREVIOUS_ID --remove-from-version-id CURRENT_ID");
  }

  @Override
  public List<Step> costs() {
    return List.of(
        Step.of(
                "The bill by service and day; it is up to a day behind:",
                "aws ce get-cost-and-usage --granularity DAILY --metrics UnblendedCost --group-by"
                    + " Type=DIMENSION,Key=SERVICE --output text \\\n"
                    + "  --time-period \"Start=$(date -u -d '7 days ago' +%F),End=$(date -u +%F)\""
                    + " --query 'ResultsByTime[].[TimePeriod.Start, Groups[].[Keys[0],"
                    + " Metrics.UnblendedCost.Amount]]'")
            .expect("days that look alike; the one that does not shows the service."),
        Step.of(
            "What runs right now:",
            everywhere(
                    "ecs list-services --cluster "
                        + cluster()
                        + " --query 'serviceArns[]' --output text | xargs -n 10 aws ecs"
                        + " describe-services --cluster "
                        + cluster()
                        + " --query 'services[].[serviceName, runningCount, desiredCount]' --output"
                        + " text --services")
                .toArray(String[]::new)));
  }

  @Override
  public List<Step> state() {
    String bucket = AwsNames.stateBucket(blueprint, environment);
    return List.of(
        Step.of(
            "The lock is an object beside the state; force-unlock removes it. A damaged state: the"
                + " bucket keeps older versions. Put the version to go back to in place of"
                + " VERSION:",
            aws(
                "s3api list-object-versions --bucket "
                    + bucket
                    + " --prefix main/ --query 'Versions[:5].[Key, VersionId, LastModified]'"
                    + " --output text"),
            aws(
                "s3api copy-object --bucket "
                    + bucket
                    + " --key main/terraform.tfstate --copy-source '"
                    + bucket
                    + "/main/terraform.tfstate?versionId=VERSION'")));
  }

  @Override
  public List<Step> accounts() {
    List<String> lines = new ArrayList<>();
    for (Environment e : blueprint.environments()) {
      lines.add(
          "aws organizations create-account --account-name "
              + Shell.word(blueprint.project().slug() + "-" + e.name())
              + " --email EMAIL --query CreateAccountStatus.State");
    }
    lines.add("aws organizations list-accounts --query 'Accounts[].[Id, Name]' --output text");
    return List.of(
        Step.of(
                "By somebody who may make accounts in the organization; skip what exists. Each"
                    + " account needs a mail address of its own in place of EMAIL.",
                lines.toArray(String[]::new))
            .expect(
                "an id of twelve digits for each environment. They have to be those of `accounts`"
                    + " in slipway.yaml; if they are not, enter them there and design again."));
  }

  @Override
  public String backend(Environment e) {
    return "environments/" + Shell.word(e.name()) + ".s3.tfbackend";
  }

  @Override
  public String secretAddress(Secret secret) {
    return AwsAddresses.secret(secret.name()).toString();
  }

  @Override
  public List<Step> certificates(Environment e) {
    String domain = Shell.word(e.domain().orElseThrow());
    boolean zone = blueprint.edge().dnsZone().isPresent();
    String name = Shell.word(e.name());
    return List.of(
        Step.of(
                "For "
                    + e.name()
                    + (zone
                        ? ": the zone is made here; its parent has to point to it. In the folder"
                            + " terraform, after the first apply:"
                        : ": somebody else keeps the DNS. The first apply waits up to 45 minutes"
                            + " for the records that prove the certificate; in a second terminal"
                            + " this prints what to enter:"),
                "terraform init -reconfigure -backend-config=" + backend(e),
                zone ? "terraform output dns_name_servers" : "terraform output dns_records",
                "aws acm list-certificates --query 'CertificateSummaryList[].[DomainName, Status]'"
                    + " --output text --region "
                    + region())
            .expect(
                "ISSUED for "
                    + domain
                    + " some minutes after the records are there ("
                    + name
                    + ")."),
        Step.of("Then the name leads here:", "dig +short " + domain));
  }

  @Override
  public List<Step> loseRegion() {
    String first = blueprint.project().primaryRegion();
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            "Users: health checks take "
                + first
                + " out of the answers of the DNS within some minutes; nothing to do. See that the"
                + " other region answers:",
            "aws route53 list-health-checks --query 'HealthChecks[].[Id,"
                + " HealthCheckConfig.FullyQualifiedDomainName]' --output text"));
    blueprint.datastores(Datastore.Relational.class).forEach(d -> steps.addAll(promote(d)));
    steps.add(
        Step.of(
            "Buckets and tables are replicated; queues are not: what was in them waits in "
                + first
                + ". Tell the users what may be missing, by the replica's lag at the time."));
    return steps;
  }

  @Override
  public List<Step> comeBack() {
    return List.of(
        Step.of(
            "Not in a hurry: the promoted database is the truth now. Make the lost region's"
                + " database a replica of it (remove the old one from the state with terraform"
                + " state rm, set its source in the design), wait until it has no lag, and move"
                + " back at a quiet hour the same way. Then apply: the plan has to change nothing"
                + " else."));
  }
}
