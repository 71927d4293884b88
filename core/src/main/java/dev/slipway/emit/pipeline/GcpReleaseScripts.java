package dev.slipway.emit.pipeline;

import dev.slipway.emit.pipeline.Release.Target;

/**
 * The scripts that bring new images into one environment. Names in them are resource names, which
 * need no quoting.
 */
final class GcpReleaseScripts extends ReleaseScripts {

  GcpReleaseScripts(Release release) {
    super(release);
  }

  /** Writes down which revisions have the traffic, so that a rollback knows where to go. */
  @Override
  String record() {
    StringBuilder script = new StringBuilder();
    if (!release.services().isEmpty()) {
      script.append(
          """
          service() { # key, service, region
            revisions=$(gcloud run services describe "$2" --region="$3" --project="$PROJECT" --format=json \\
              | jq -r '[.status.traffic[]? | select((.percent // 0) > 0) | "\\(.revisionName)=\\(.percent)"] | join(",")')
            echo "$1=$revisions" >> "$GITHUB_OUTPUT"
            echo "$2 in $3: $revisions" >> "$GITHUB_STEP_SUMMARY"
          }
          """);
      release
          .services()
          .forEach(t ->
              script.append("service " + t.key() + " " + t.service() + " " + t.region() + "\n"));
    }
    if (!release.workers().isEmpty()) {
      script.append(
          """
          worker() { # key, worker pool, region
            revision=$(gcloud run worker-pools describe "$2" --region="$3" --project="$PROJECT" --format=json \\
              | jq -r '.status.latestReadyRevisionName // empty')
            echo "$1=$revision" >> "$GITHUB_OUTPUT"
            echo "$2 in $3: $revision" >> "$GITHUB_STEP_SUMMARY"
          }
          """);
      release
          .workers()
          .forEach(t ->
              script.append("worker " + t.key() + " " + t.service() + " " + t.region() + "\n"));
    }
    if (!release.otherJobs().isEmpty()) {
      script.append(
          """
          job() { # key, job, region
            image=$(gcloud run jobs describe "$2" --region="$3" --project="$PROJECT" --format=json \\
              | jq -r '[.. | .image? // empty | strings][0] // empty')
            echo "$1=$image" >> "$GITHUB_OUTPUT"
          }
          """);
      release
          .otherJobs()
          .forEach(
              t -> script.append("job " + t.key() + " " + t.service() + " " + t.region() + "\n"));
    }
    return script.toString();
  }

  /** Brings the databases up to date with the new image, before anything new answers. */
  @Override
  String migrate() {
    StringBuilder script =
        new StringBuilder(
            """
            migrate() { # job, container, image, region
              gcloud run jobs update "$1" --region="$4" --project="$PROJECT" --quiet --container="$2" --image="$3"
              gcloud run jobs execute "$1" --region="$4" --project="$PROJECT" --wait
            }
            """);
    release.migrations().forEach(t -> script.append(call("migrate", t)));
    return script.toString();
  }

  /**
   * Deploys new revisions that nobody is sent to; Cloud Run reports them ready once their startup
   * probe passed.
   */
  @Override
  String deploy() {
    StringBuilder script =
        new StringBuilder(
            """
            deploy() { # key, service, container, image, region
              gcloud run services update "$2" --no-traffic --tag=candidate --region="$5" --project="$PROJECT" --quiet \\
                --container="$3" --image="$4"
              revision=$(gcloud run services describe "$2" --region="$5" --project="$PROJECT" --format=json \\
                | jq -r '.status.traffic[] | select(.tag == "candidate") | .revisionName')
              echo "$1=$revision" >> "$GITHUB_OUTPUT"
              echo "$2 in $5: candidate $revision" >> "$GITHUB_STEP_SUMMARY"
            }
            """);
    release.services().forEach(t -> script.append(call("deploy " + t.key(), t)));
    return script.toString();
  }

  @Override
  String probe() {
    StringBuilder script =
        new StringBuilder(
            """
            probe() { # service, path, region, how to take an answer that is an error
              url=$(gcloud run services describe "$1" --region="$3" --project="$PROJECT" --format=json \\
                | jq -r '.status.traffic[] | select(.tag == "candidate") | .url')
              curl "$4" --silent --show-error --output /dev/null --max-time 30 \\
                --retry 5 --retry-delay 5 --retry-all-errors "$url$2"
            }
            """);
    for (Target target : probed()) {
      script
          .append("probe ")
          .append(target.service())
          .append(' ')
          .append(dev.slipway.emit.docker.ShellLine.quote(Release.healthPath(target.workload())))
          .append(' ')
          .append(target.region())
          .append(' ')
          .append(strictness(target.workload()))
          .append('\n');
    }
    return Expressions.literal(script.toString());
  }

  /** Sends a share of the traffic to the new revisions. */
  @Override
  String shift(int percent) {
    StringBuilder script =
        new StringBuilder(
            """
            shift_traffic() { # service, region, new revision, revisions before
              old=${4%%=*}
              to="$3=PERCENT"
              if [ PERCENT -lt 100 ] && [ -n "$old" ] && [ "$old" != "$3" ]; then
                to="$to,$old=REST"
              elif [ PERCENT -lt 100 ]; then
                to="$3=100"
              fi
              gcloud run services update-traffic "$1" --to-revisions="$to" --region="$2" --project="$PROJECT" --quiet
            }
            """
                .replace("PERCENT", Integer.toString(percent))
                .replace("REST", Integer.toString(100 - percent)));
    if (percent == 100) {
      script.setLength(0);
      script.append(
          """
          shift_traffic() { # service, region, new revision
            gcloud run services update-traffic "$1" --to-revisions="$3=100" --region="$2" --project="$PROJECT" --quiet
          }
          """);
    }
    for (Target target : release.services()) {
      script.append("shift_traffic ").append(target.service()).append(' ').append(target.region());
      script.append(" \"$").append(revision(target)).append('"');
      script.append(percent == 100 ? "" : " \"$" + before(target) + "\"").append('\n');
    }
    return script.toString();
  }

  /** Waits, then compares the share of failed answers with what the objectives allow. */
  @Override
  String check() {
    StringBuilder script =
        new StringBuilder(
            """
            sleep BAKE
            token=$(gcloud auth print-access-token)
            count() { # query
              curl --fail --silent --show-error --max-time 30 --retry 3 --header "Authorization: Bearer $token" \\
                --data-urlencode "query=$1" \\
                "https://monitoring.googleapis.com/v1/projects/$PROJECT/location/global/prometheus/api/v1/query" \\
                | jq -r '.data.result[0].value[1] // "0"'
            }
            check() { # service, region, revision
              answers='run_googleapis_com:request_count{monitored_resource="cloud_run_revision"'
              answers="$answers,service_name=\\"$1\\",location=\\"$2\\",revision_name=\\"$3\\""
              total=$(count "sum(increase($answers}[5m]))")
              failed=$(count "sum(increase($answers,response_code_class=\\"5xx\\"}[5m]))")
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
      script.append("check ").append(target.service()).append(' ').append(target.region());
      script.append(" \"$").append(revision(target)).append("\"\n");
    }
    return script.toString();
  }

  /** Worker pools and jobs take the image that has just proved itself. */
  @Override
  String followers() {
    StringBuilder script = new StringBuilder();
    if (!release.workers().isEmpty()) {
      script.append(
          """
          worker() { # worker pool, container, image, region
            gcloud run worker-pools update "$1" --region="$4" --project="$PROJECT" --quiet --container="$2" --image="$3"
            gcloud run worker-pools update-instance-split "$1" --to-latest --region="$4" --project="$PROJECT" --quiet
          }
          """);
      release.workers().forEach(t -> script.append(call("worker", t)));
    }
    if (!release.otherJobs().isEmpty()) {
      script.append(
          """
          job() { # job, container, image, region
            gcloud run jobs update "$1" --region="$4" --project="$PROJECT" --quiet --container="$2" --image="$3"
          }
          """);
      release.otherJobs().forEach(t -> script.append(call("job", t)));
    }
    return script.toString();
  }

  /** Takes the tag away: a tagged revision would keep its minimum of instances running. */
  @Override
  String untag() {
    StringBuilder script = new StringBuilder();
    for (Target target : release.services()) {
      script.append(
          "gcloud run services update-traffic "
              + target.service()
              + " --remove-tags=candidate --region="
              + target.region()
              + " --project=\"$PROJECT\" --quiet || true\n");
    }
    return script.toString();
  }

  @Override
  String rollBack() {
    StringBuilder script =
        new StringBuilder(
            """
            service() { # service, region, revisions before
              if [ -n "$3" ]; then
                gcloud run services update-traffic "$1" --to-revisions="$3" --region="$2" --project="$PROJECT" --quiet
                echo "$1 in $2 is back at $3" >> "$GITHUB_STEP_SUMMARY"
              fi
            }
            """);
    release
        .services()
        .forEach(t ->
            script.append(
                "service " + t.service() + " " + t.region() + " \"$" + before(t) + "\"\n"));
    return script.toString();
  }

  @Override
  String rollBackFollowers() {
    StringBuilder script = new StringBuilder();
    if (!release.workers().isEmpty()) {
      script.append(
          """
          worker() { # worker pool, region, revision before
            if [ -n "$3" ]; then
              gcloud run worker-pools update-instance-split "$1" --to-revisions="$3=100" \\
                --region="$2" --project="$PROJECT" --quiet
            fi
          }
          """);
      release
          .workers()
          .forEach(t ->
              script.append(
                  "worker " + t.service() + " " + t.region() + " \"$" + before(t) + "\"\n"));
    }
    if (!release.otherJobs().isEmpty()) {
      script.append(
          """
          job() { # job, container, region, image before
            if [ -n "$4" ]; then
              gcloud run jobs update "$1" --region="$3" --project="$PROJECT" --quiet --container="$2" --image="$4"
            fi
          }
          """);
      release
          .otherJobs()
          .forEach(t ->
              script.append(
                  "job "
                      + t.service()
                      + " "
                      + t.workload().name()
                      + " "
                      + t.region()
                      + " \"$"
                      + before(t)
                      + "\"\n"));
    }
    return script.toString();
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
        + target.region()
        + "\n";
  }
}
