package dev.slipway.emit.pipeline;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.aws.Runtime;

/** What the workflow runs that a person starts to go back to a revision of a task definition. */
final class AwsRollbackScript {

  private AwsRollbackScript() {}

  static String of(Blueprint blueprint) {
    StringBuilder script =
        new StringBuilder(
            """
            if ! [[ "$REVISION" =~ ^[0-9]{1,6}$ ]]; then
              echo "::error::A revision is a number, such as the one after the colon in a deployment's summary."
              exit 1
            fi
            case "$ENVIRONMENT" in
            """);
    for (Release release : Release.all(blueprint)) {
      script
          .append("  ")
          .append(release.environment().name())
          .append(") regions=(")
          .append(String.join(" ", release.regions()))
          .append(") ;;\n");
    }
    script.append("esac\ncase \"$SERVICE\" in\n");
    for (Release.Target target : Release.all(blueprint).getFirst().services()) {
      script
          .append("  ")
          .append(target.service())
          .append(") container=")
          .append(target.workload().name())
          .append("; port=")
          .append(Runtime.port(target.workload()))
          .append("; shifted=")
          .append(Runtime.blueGreen(blueprint, target.workload()) ? "yes" : "no")
          .append(" ;;\n");
    }
    return script
        .append(
            """
            esac
            for region in "${regions[@]}"; do
              definition=$(aws ecs describe-task-definition --task-definition "$SERVICE:$REVISION" --region "$region" \\
                --query taskDefinition.taskDefinitionArn --output text)
              if [ "$shifted" = yes ]; then
                content=$(jq -cn --arg definition "$definition" --arg name "$container" --argjson port "$port" \\
                  '{version: 1, Resources: [{TargetService: {Type: "AWS::ECS::Service", Properties: {TaskDefinition: $definition,
                    LoadBalancerInfo: {ContainerName: $name, ContainerPort: $port}}}}]}')
                id=$(aws deploy create-deployment --application-name "$CLUSTER" --deployment-group-name "$SERVICE" \\
                  --deployment-config-name CodeDeployDefault.ECSAllAtOnce --region "$region" \\
                  --revision "$(jq -cn --arg content "$content" '{revisionType: "AppSpecContent", appSpecContent: {content: $content}}')" \\
                  --query deploymentId --output text)
                aws deploy wait deployment-successful --deployment-id "$id" --region "$region"
              else
                aws ecs update-service --cluster "$CLUSTER" --service "$SERVICE" --task-definition "$definition" \\
                  --region "$region" --query service.serviceName --output text
                aws ecs wait services-stable --cluster "$CLUSTER" --services "$SERVICE" --region "$region"
              fi
              echo "$SERVICE in $region is at $SERVICE:$REVISION" >> "$GITHUB_STEP_SUMMARY"
            done
            """)
        .toString();
  }
}
