package dev.slipway.emit.pipeline;

import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.aws.Runtime;
import dev.slipway.emit.docker.ShellLine;
import dev.slipway.emit.pipeline.Release.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ECS, by the AWS CLI. A release is a new revision of a task definition. Behind the load balancer
 * CodeDeploy starts it beside the old one, moves the traffic and moves it back when an alarm fires;
 * what stands behind none is replaced task by task, and goes back by itself when tasks do not stay
 * up.
 */
final class AwsReleaseScripts {

  private static final String REGISTER =
      """
      register() { # family, container, image, region: prints a new revision of the family with the image
        aws ecs describe-task-definition --task-definition "$1" --region "$4" --query taskDefinition --output json \\
          | jq --arg name "$2" --arg image "$3" '(.containerDefinitions[] | select(.name == $name)) |= (.image = $image
                | if .dockerLabels.command then .command = (.dockerLabels.command | fromjson) | del(.dockerLabels) else . end)
              | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities,
                  .registeredAt, .registeredBy, .deregisteredAt, .deleteRequestedAt)' > "$RUNNER_TEMP/definition.json"
        aws ecs register-task-definition --region "$4" --cli-input-json "file://$RUNNER_TEMP/definition.json" \\
          --query taskDefinition.taskDefinitionArn --output text
      }
      """;

  private static final String SHIFT =
      """
      shift_to() { # service, container, port, task definition, region
        content=$(jq -cn --arg definition "$4" --arg name "$2" --argjson port "$3" \\
          '{version: 1, Resources: [{TargetService: {Type: "AWS::ECS::Service", Properties: {TaskDefinition: $definition,
            LoadBalancerInfo: {ContainerName: $name, ContainerPort: $port}}}}]}')
        id=$(aws deploy create-deployment --application-name "$CLUSTER" --deployment-group-name "$1" --region "$5" \\
          --revision "$(jq -cn --arg content "$content" '{revisionType: "AppSpecContent", appSpecContent: {content: $content}}')" \\
          --query deploymentId --output text)
        echo "$1 in $5: CodeDeploy $id" >> "$GITHUB_STEP_SUMMARY"
        while :; do
          state=$(aws deploy get-deployment --deployment-id "$id" --region "$5" --query deploymentInfo.status --output text)
          case "$state" in
            Succeeded) return 0 ;;
            Failed | Stopped)
              aws deploy get-deployment --deployment-id "$id" --region "$5" --query deploymentInfo.errorInformation >> "$GITHUB_STEP_SUMMARY"
              echo "::error::$1 in $5 was not released; CodeDeploy has sent the traffic back ($id)"
              return 1
              ;;
          esac
          sleep 15
        done
      }
      """;

  private static final String REPLACE =
      """
      replace() { # service, task definition, region
        aws ecs update-service --cluster "$CLUSTER" --service "$1" --task-definition "$2" --region "$3" \\
          --query service.serviceName --output text
        while :; do
          read -r state running <<< "$(aws ecs describe-services --cluster "$CLUSTER" --services "$1" --region "$3" --output json \\
            | jq -r '.services[0].deployments[] | select(.status == "PRIMARY") | "\\(.rolloutState) \\(.taskDefinition)"')"
          if [ "$running" != "$2" ]; then
            echo "::error::$1 in $3 did not stay up with $2; ECS has gone back to $running"
            return 1
          fi
          case "$state" in
            COMPLETED) return 0 ;;
            FAILED) echo "::error::$1 in $3 did not stay up with $2"; return 1 ;;
          esac
          sleep 10
        done
      }
      """;

  /** Longer than a deployment and the wait before the old tasks end. */
  private static final int MINUTES_A_SERVICE = 25;

  private final Release release;

  AwsReleaseScripts(Release release) {
    this.release = release;
  }

  private boolean blueGreen(Target target) {
    return Runtime.blueGreen(release.blueprint(), target.workload());
  }

  private static int port(Workload workload) {
    return Runtime.port(workload);
  }

  /** The variables that carry the task definitions that ran before. */
  Map<String, String> before(List<Target> targets) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Target target : targets) {
      variables.put(
          ReleaseScripts.before(target),
          Expressions.expression("steps.before.outputs." + target.key()));
    }
    return variables;
  }

  List<Target> running() {
    List<Target> all = new ArrayList<>(release.services());
    all.addAll(release.workers());
    return all;
  }

  /** Writes down which task definitions run, so that a rollback knows where to go. */
  String record() {
    StringBuilder script =
        new StringBuilder(
            """
            service() { # key, service, region
              definition=$(aws ecs describe-services --cluster "$CLUSTER" --services "$2" --region "$3" --output json \\
                | jq -r '.services[0] | (([.taskSets[]? | select(.status == "PRIMARY")][0].taskDefinition) // .taskDefinition // "")')
              echo "$1=$definition" >> "$GITHUB_OUTPUT"
              echo "$2 in $3: ${definition##*/}" >> "$GITHUB_STEP_SUMMARY"
            }
            """);
    running()
        .forEach(
            t -> script.append("service " + t.key() + " " + t.service() + " " + t.region() + "\n"));
    return script.toString();
  }

  /** Brings the databases up to date with the new image, before anything new answers. */
  String migrate() {
    StringBuilder script =
        new StringBuilder(REGISTER)
            .append(
                """
                migrate() { # family, container, image, region, Terraform's output with its network
                  definition=$(register "$1" "$2" "$3" "$4")
                  network=$(terraform -chdir=terraform output -raw "$5")
                  task=$(aws ecs run-task --cluster "$CLUSTER" --task-definition "$definition" --launch-type FARGATE --region "$4" \\
                    --network-configuration "$network" --query 'tasks[0].taskArn' --output text)
                  while :; do
                    state=$(aws ecs describe-tasks --cluster "$CLUSTER" --tasks "$task" --region "$4" --output json)
                    [ "$(jq -r '.tasks[0].lastStatus' <<< "$state")" != STOPPED ] || break
                    sleep 5
                  done
                  code=$(jq -r --arg name "$2" '[.tasks[0].containers[] | select(.name == $name).exitCode][0] // "none"' <<< "$state")
                  if [ "$code" != 0 ]; then
                    echo "::error::$1 ended with exit code $code: $(jq -r '.tasks[0].stoppedReason' <<< "$state")"
                    exit 1
                  fi
                }
                """);
    release
        .migrations()
        .forEach(t ->
            script
                .append(call("migrate", t))
                .append(" ")
                .append(network(t.workload()))
                .append('\n'));
    return script.toString();
  }

  /** The output that says in which subnets and security groups a job's tasks run. */
  private static String network(Workload job) {
    return dev.slipway.stack.ResourceAddress.id(job.name()) + "_network";
  }

  /** Releases the services, one after the other. */
  String deploy() {
    StringBuilder script = new StringBuilder(REGISTER);
    if (release.services().stream().anyMatch(this::blueGreen)) {
      script.append(SHIFT);
    }
    if (!release.services().stream().allMatch(this::blueGreen)) {
      script.append(REPLACE);
    }
    for (Target target : release.services()) {
      script.append("definition=$(").append(call("register", target)).append(")\n");
      script.append(
          blueGreen(target)
              ? "shift_to "
                  + target.service()
                  + " "
                  + target.workload().name()
                  + " "
                  + port(target.workload())
                  + " \"$definition\" "
                  + target.region()
                  + "\n"
              : "replace " + target.service() + " \"$definition\" " + target.region() + "\n");
    }
    return script.toString();
  }

  /** The services that the public address leads to. */
  private List<Target> publicServices() {
    return release.services().stream()
        .filter(t -> t.region().equals(release.regions().getFirst()))
        .filter(t -> release.publicHealth(t.workload()).isPresent())
        .toList();
  }

  boolean asksPublic() {
    return !publicServices().isEmpty();
  }

  String askPublic() {
    StringBuilder script = new StringBuilder();
    for (Target target : publicServices()) {
      script
          .append("curl ")
          .append(ReleaseScripts.strictness(target.workload()))
          .append(
              " --silent --show-error --output /dev/null --max-time 30 --retry 5 --retry-all-errors"
                  + " ")
          .append(ShellLine.quote(release.publicHealth(target.workload()).orElseThrow()))
          .append('\n');
    }
    return Expressions.literal(script.toString());
  }

  /** Workers and jobs take the image that has just proved itself; empty where there are none. */
  String followers() {
    if (release.workers().isEmpty() && release.otherJobs().isEmpty()) {
      return "";
    }
    StringBuilder script = new StringBuilder(REGISTER);
    if (!release.workers().isEmpty()) {
      script.append(REPLACE);
    }
    for (Target target : release.workers()) {
      script.append("definition=$(").append(call("register", target)).append(")\n");
      script.append("replace " + target.service() + " \"$definition\" " + target.region() + "\n");
    }
    // A schedule, or a person, starts the newest revision of the family.
    release.otherJobs().forEach(t -> script.append(call("register", t)).append('\n'));
    return script.toString();
  }

  String rollBack(List<Target> targets) {
    StringBuilder script = new StringBuilder();
    if (targets.stream().anyMatch(this::blueGreen)) {
      script.append(SHIFT);
    }
    if (!targets.stream().allMatch(this::blueGreen)) {
      script.append(REPLACE);
    }
    script.append(
        """
        runs() { # service, region, task definition: whether it runs already
          now=$(aws ecs describe-services --cluster "$CLUSTER" --services "$1" --region "$2" --output json \\
            | jq -r '.services[0] | (([.taskSets[]? | select(.status == "PRIMARY")][0].taskDefinition) // .taskDefinition // "")')
          [ "$now" = "$3" ]
        }
        """);
    for (Target target : targets) {
      String before = "\"$" + ReleaseScripts.before(target) + "\"";
      String name = target.service();
      script
          .append("if [ -n " + before + " ] && ! runs ")
          .append(name + " " + target.region() + " " + before + "; then\n  ")
          .append(
              blueGreen(target)
                  ? "shift_to "
                      + name
                      + " "
                      + target.workload().name()
                      + " "
                      + port(target.workload())
                      + " "
                      + before
                      + " "
                      + target.region()
                  : "replace " + name + " " + before + " " + target.region())
          .append("\nfi\n");
    }
    return script.toString();
  }

  private static String call(String function, Target target) {
    return function
        + " "
        + target.service()
        + " "
        + target.workload().name()
        + " \"$"
        + Release.image(target.workload())
        + "\" "
        + target.region();
  }

  /** How long the job may take: the migrations, the services one after the other, and the rest. */
  Duration patience() {
    long migrations =
        release.migrations().stream()
            .mapToLong(t -> t.workload().compute().timeout().toMinutes() + 3)
            .sum();
    long services = (long) running().size() * MINUTES_A_SERVICE;
    return Duration.ofMinutes(Math.min(350, 40 + migrations + services));
  }
}
