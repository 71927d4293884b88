package dev.slipway.emit.pipeline;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.azure.AzureNames;
import dev.slipway.cloud.azure.FrontDoor;
import dev.slipway.cloud.azure.Place;
import dev.slipway.emit.docker.ShellLine;
import dev.slipway.emit.pipeline.Release.Target;
import java.util.List;
import java.util.Map;

/** Container Apps, by the Azure CLI. */
final class AzureReleaseScripts extends ReleaseScripts {

  /** Until the revision is well; fails when it does not become so. */
  private static final String WAIT =
      """
      wait_for() { # app, group, revision
        for _ in $(seq 60); do
          state=$(az containerapp revision show --name "$1" --resource-group "$2" --revision "$3" --output json \\
            | jq -r '"\\(.properties.provisioningState) \\(.properties.runningState // "") \\(.properties.healthState // "")"')
          case "$state" in
            *Failed* | *Unhealthy* | *Degraded*) break ;;
            "Provisioned Running"* | "Provisioned ScaledToZero"*) return 0 ;;
          esac
          sleep 5
        done
        echo "::error::$3 does not become ready: $state"
        return 1
      }
      """;

  AzureReleaseScripts(Release release) {
    super(release);
  }

  /** Behind Front Door an app's own address answers Front Door, and not the pipeline. */
  @Override
  List<Target> probed() {
    return super.probed().stream()
        .filter(target -> FrontDoor.direct(release.blueprint(), target.workload()))
        .toList();
  }

  /** The resource group of what runs in a region. */
  static String group(Blueprint blueprint, String region) {
    return Place.all(blueprint).stream()
        .filter(place -> place.region().equals(region))
        .findFirst()
        .map(place -> AzureNames.resource(blueprint, place.named("main")))
        .orElseThrow(() -> new IllegalArgumentException("no region of the design: " + region));
  }

  private String group(Target target) {
    return group(release.blueprint(), target.region());
  }

  @Override
  String record() {
    StringBuilder script = new StringBuilder();
    if (!release.services().isEmpty()) {
      script.append(
          """
          service() { # key, app, group
            newest=$(az containerapp show --name "$2" --resource-group "$3" --query properties.latestReadyRevisionName --output tsv)
            weights=$(az containerapp ingress traffic show --name "$2" --resource-group "$3" --output json \\
              | jq -r --arg newest "$newest" \\
                '[.[]? | select((.weight // 0) > 0) | "\\(.revisionName // $newest)=\\(.weight)"] | join(" ")')
            echo "$1=$weights" >> "$GITHUB_OUTPUT"
            echo "$2 in $3: $weights" >> "$GITHUB_STEP_SUMMARY"
          }
          """);
      lines(script, "service", release.services());
    }
    if (!release.workers().isEmpty()) {
      script.append(
          """
          worker() { # key, app, group
            image=$(az containerapp show --name "$2" --resource-group "$3" --output json \\
              | jq -r '.properties.template.containers[0].image // empty')
            echo "$1=$image" >> "$GITHUB_OUTPUT"
            echo "$2 in $3: $image" >> "$GITHUB_STEP_SUMMARY"
          }
          """);
      lines(script, "worker", release.workers());
    }
    if (!release.otherJobs().isEmpty()) {
      script.append(
          """
          job() { # key, job, group
            image=$(az containerapp job show --name "$2" --resource-group "$3" --output json \\
              | jq -r '.properties.template.containers[0].image // empty')
            echo "$1=$image" >> "$GITHUB_OUTPUT"
          }
          """);
      lines(script, "job", release.otherJobs());
    }
    return script.toString();
  }

  private void lines(StringBuilder script, String function, List<Target> targets) {
    targets.forEach(
        t -> script.append(function + " " + t.key() + " " + t.service() + " " + group(t) + "\n"));
  }

  @Override
  String migrate() {
    StringBuilder script =
        new StringBuilder(
            """
            migrate() { # job, container, image, group
              az containerapp job update --name "$1" --resource-group "$4" --container-name "$2" --image "$3" --output none
              run=$(az containerapp job start --name "$1" --resource-group "$4" --query name --output tsv)
              while :; do
                state=$(az containerapp job execution show --name "$1" --resource-group "$4" \\
                  --job-execution-name "$run" --query properties.status --output tsv)
                case "$state" in
                  Succeeded) break ;;
                  Failed | Stopped | Degraded) echo "::error::$run ended as $state"; exit 1 ;;
                esac
                sleep 5
              done
            }
            """);
    release.migrations().forEach(t -> script.append(call("migrate", t)));
    return script.toString();
  }

  /**
   * The traffic is pinned to what has it first: a new app sends it to its newest revision,
   * whichever that is.
   */
  @Override
  String deploy() {
    StringBuilder script =
        new StringBuilder(WAIT)
            .append(
                """
                deploy() { # key, app, container, image, group, revisions before
                  if [ -n "$6" ]; then
                    # shellcheck disable=SC2086 # one argument for each revision
                    az containerapp ingress traffic set --name "$2" --resource-group "$5" --revision-weight $6 --output none
                  fi
                  revision=$(az containerapp update --name "$2" --resource-group "$5" --container-name "$3" --image "$4" \\
                    --query properties.latestRevisionName --output tsv)
                  wait_for "$2" "$5" "$revision"
                  az containerapp revision label add --name "$2" --resource-group "$5" --label candidate \\
                    --revision "$revision" --yes --output none
                  echo "$1=$revision" >> "$GITHUB_OUTPUT"
                  echo "$2 in $5: candidate $revision" >> "$GITHUB_STEP_SUMMARY"
                }
                """);
    release
        .services()
        .forEach(t ->
            script.append(
                call("deploy " + t.key(), t).stripTrailing() + " \"$" + before(t) + "\"\n"));
    return script.toString();
  }

  @Override
  Map<String, String> forDeploy() {
    return found(release.services(), false);
  }

  @Override
  String probe() {
    StringBuilder script =
        new StringBuilder(
            """
            probe() { # app, path, group, how to take an answer that is an error
              host=$(az containerapp show --name "$1" --resource-group "$3" --query properties.configuration.ingress.fqdn --output tsv)
              curl "$4" --silent --show-error --output /dev/null --max-time 30 \\
                --retry 5 --retry-delay 5 --retry-all-errors "https://${host/#$1./$1---candidate.}$2"
            }
            """);
    for (Target target : probed()) {
      script
          .append("probe ")
          .append(target.service())
          .append(' ')
          .append(ShellLine.quote(Release.healthPath(target.workload())))
          .append(' ')
          .append(group(target))
          .append(' ')
          .append(strictness(target.workload()))
          .append('\n');
    }
    return Expressions.literal(script.toString());
  }

  @Override
  String shift(int percent) {
    StringBuilder script =
        new StringBuilder(
            percent == 100
                ? """
                shift_traffic() { # app, group, new revision
                  az containerapp ingress traffic set --name "$1" --resource-group "$2" --revision-weight "$3=100" --output none
                }
                """
                : """
                shift_traffic() { # app, group, new revision, revisions before
                  old=${4%%=*}
                  if [ -n "$old" ] && [ "$old" != "$3" ]; then
                    az containerapp ingress traffic set --name "$1" --resource-group "$2" \\
                      --revision-weight "$3=PERCENT" "$old=REST" --output none
                  else
                    az containerapp ingress traffic set --name "$1" --resource-group "$2" --revision-weight "$3=100" --output none
                  fi
                }
                """
                    .replace("PERCENT", Integer.toString(percent))
                    .replace("REST", Integer.toString(100 - percent)));
    for (Target target : release.services()) {
      script.append("shift_traffic ").append(target.service()).append(' ').append(group(target));
      script.append(" \"$").append(revision(target)).append('"');
      script.append(percent == 100 ? "" : " \"$" + before(target) + "\"").append('\n');
    }
    return script.toString();
  }

  @Override
  String check() {
    StringBuilder script =
        new StringBuilder(
            """
            sleep BAKE
            count() { # app's id, filter
              az monitor metrics list --resource "$1" --metric Requests --aggregation Total --interval PT1M --offset 5m \\
                --filter "$2" --output json | jq '[.value[]?.timeseries[]?.data[]?.total // 0] | add // 0 | floor'
            }
            check() { # app, group, revision
              id=$(az containerapp show --name "$1" --resource-group "$2" --query id --output tsv)
              total=$(count "$id" "revisionName eq '$3'")
              failed=$(count "$id" "revisionName eq '$3' and statusCodeCategory eq '5xx'")
              echo "$3: $failed of $total answers failed" >> "$GITHUB_STEP_SUMMARY"
              if ! awk -v total="$total" -v failed="$failed" -v limit="$ERROR_LIMIT" \\
                'BEGIN { exit total >= ENOUGH && failed * 100 > limit * total }'; then
                echo "::error::$3 fails too often: $failed of $total answers"
                exit 1
              fi
            }
            """
                .replace("BAKE", Integer.toString(BAKE_SECONDS))
                .replace("ENOUGH", Integer.toString(ENOUGH_REQUESTS)));
    for (Target target : release.services()) {
      script.append("check ").append(target.service()).append(' ').append(group(target));
      script.append(" \"$").append(revision(target)).append("\"\n");
    }
    return script.toString();
  }

  @Override
  String followers() {
    StringBuilder script = new StringBuilder();
    if (!release.workers().isEmpty()) {
      script
          .append(WAIT)
          .append(
              """
              worker() { # app, container, image, group
                revision=$(az containerapp update --name "$1" --resource-group "$4" --container-name "$2" --image "$3" \\
                  --query properties.latestRevisionName --output tsv)
                wait_for "$1" "$4" "$revision"
              }
              """);
      release.workers().forEach(t -> script.append(call("worker", t)));
    }
    if (!release.otherJobs().isEmpty()) {
      script.append(
          """
          job() { # job, container, image, group
            az containerapp job update --name "$1" --resource-group "$4" --container-name "$2" --image "$3" --output none
          }
          """);
      release.otherJobs().forEach(t -> script.append(call("job", t)));
    }
    return script.toString();
  }

  @Override
  String untag() {
    StringBuilder script = new StringBuilder();
    for (Target target : release.services()) {
      script.append(
          "az containerapp revision label remove --name "
              + target.service()
              + " --resource-group "
              + group(target)
              + " --label candidate --output none || true\n");
    }
    return script.toString();
  }

  @Override
  String rollBack() {
    StringBuilder script =
        new StringBuilder(
            """
            service() { # app, group, revisions before
              if [ -n "$3" ]; then
                # shellcheck disable=SC2086 # one argument for each revision
                az containerapp ingress traffic set --name "$1" --resource-group "$2" --revision-weight $3 --output none
                echo "$1 in $2 is back at $3" >> "$GITHUB_STEP_SUMMARY"
              fi
            }
            """);
    release
        .services()
        .forEach(t ->
            script.append("service " + t.service() + " " + group(t) + " \"$" + before(t) + "\"\n"));
    return script.toString();
  }

  @Override
  String rollBackFollowers() {
    StringBuilder script = new StringBuilder();
    backTo(script, "worker", "app", "containerapp", release.workers());
    backTo(script, "job", "job", "containerapp job", release.otherJobs());
    return script.toString();
  }

  private void backTo(
      StringBuilder script, String function, String what, String command, List<Target> targets) {
    if (targets.isEmpty()) {
      return;
    }
    script.append(
        """
        FUNCTION() { # WHAT, container, group, image before
          if [ -n "$4" ]; then
            az COMMAND update --name "$1" --resource-group "$3" --container-name "$2" --image "$4" --output none
          fi
        }
        """
            .replace("FUNCTION", function)
            .replace("WHAT", what)
            .replace("COMMAND", command));
    targets.forEach(t ->
        script.append(
            function
                + " "
                + t.service()
                + " "
                + t.workload().name()
                + " "
                + group(t)
                + " \"$"
                + before(t)
                + "\"\n"));
  }

  private String call(String function, Target target) {
    return function
        + " "
        + target.service()
        + " "
        + target.workload().name()
        + " \"$"
        + Release.image(target.workload())
        + "\" "
        + group(target)
        + "\n";
  }
}
