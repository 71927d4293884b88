package dev.slipway.emit.pipeline;

import static dev.slipway.emit.pipeline.Expressions.expression;
import static dev.slipway.emit.pipeline.Steps.mapping;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.gcp.GcpNames;
import dev.slipway.document.Yaml.Mapping;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Google Cloud: workload identity federation, Artifact Registry, Cloud Run. */
final class GcpPipeline implements CloudPipeline {

  private static final String REGISTRY = "${IMAGE_REPOSITORY%%/*}";

  @Override
  public String name(Blueprint blueprint, Workload workload) {
    return GcpNames.service(blueprint, workload.name());
  }

  @Override
  public String backend(String environment) {
    return "environments/" + environment + ".gcs.tfbackend";
  }

  @Override
  public String builder() {
    return "GCP_BUILDER";
  }

  @Override
  public List<Mapping<Provenance>> registrySignIn(Blueprint blueprint) {
    return List.of(
        Steps.actionWithId(
            "Sign in to Google Cloud",
            "auth",
            "google-github-actions/auth",
            mapping()
                .put(
                    "workload_identity_provider",
                    expression("vars.GCP_BUILD_WORKLOAD_IDENTITY_PROVIDER"))
                .put("service_account", expression("vars.GCP_BUILDER"))
                .put("token_format", "access_token")),
        Steps.run(
            "Sign in to the registry",
            Map.of("ACCESS_TOKEN", expression("steps.auth.outputs.access_token")),
            "docker login --username oauth2accesstoken --password-stdin \"https://"
                + REGISTRY
                + "\" <<< \"$ACCESS_TOKEN\""));
  }

  @Override
  public SequencedMap<String, String> scanLogin() {
    SequencedMap<String, String> login = new LinkedHashMap<>();
    login.put("TRIVY_USERNAME", "oauth2accesstoken");
    login.put("TRIVY_PASSWORD", expression("steps.auth.outputs.access_token"));
    return login;
  }

  @Override
  public List<Mapping<Provenance>> signIn(Release release, Role role) {
    return List.of(
        signIn(
            switch (role) {
              case PLANNER -> "vars.GCP_PLANNER";
              case DEPLOYER -> "vars.GCP_DEPLOYER";
            }));
  }

  /**
   * Signs in without a key: the run's own signed statement is exchanged for a short-lived token.
   */
  private static Mapping<Provenance> signIn(String account) {
    return Steps.action(
        "Sign in to Google Cloud",
        "google-github-actions/auth",
        mapping()
            .put("workload_identity_provider", expression("vars.GCP_WORKLOAD_IDENTITY_PROVIDER"))
            .put("service_account", expression(account)));
  }

  @Override
  public List<Mapping<Provenance>> tools(Release release) {
    return List.of(
        Steps.action(
            "Set up gcloud",
            "google-github-actions/setup-gcloud",
            mapping().put("project_id", Expressions.literal(release.environment().accountId()))));
  }

  @Override
  public SequencedMap<String, String> identity(Release release, Role role) {
    return new LinkedHashMap<>();
  }

  @Override
  public SequencedMap<String, String> variables(Release release) {
    SequencedMap<String, String> variables = new LinkedHashMap<>();
    variables.put("PROJECT", Expressions.literal(release.environment().accountId()));
    return variables;
  }

  @Override
  public List<Mapping<Provenance>> release(Release release) {
    return new TrafficRelease(new GcpReleaseScripts(release)).steps();
  }

  @Override
  public Duration patience(Release release) {
    return new GcpReleaseScripts(release).patience();
  }

  @Override
  public List<Mapping<Provenance>> rollback(Blueprint blueprint) {
    Map<String, String> chosen = new LinkedHashMap<>();
    chosen.put("ENVIRONMENT", expression("inputs.environment"));
    chosen.put("SERVICE", expression("inputs.service"));
    chosen.put("REVISION", expression("inputs.revision"));
    for (Release release : Release.all(blueprint)) {
      chosen.put(
          Expressions.variable("project", release.environment().name()),
          Expressions.literal(release.environment().accountId()));
    }
    return List.of(
        signIn("vars.GCP_DEPLOYER"),
        Steps.action("Set up gcloud", "google-github-actions/setup-gcloud", mapping()),
        Steps.run("Send all traffic to the revision", chosen, script(blueprint)));
  }

  private static String script(Blueprint blueprint) {
    StringBuilder script =
        new StringBuilder(
            """
            if ! [[ "$REVISION" =~ ^[a-z][a-z0-9-]{0,62}$ ]]; then
              echo "::error::That is no name of a revision."
              exit 1
            fi
            case "$ENVIRONMENT" in
            """);
    for (Release release : Release.all(blueprint)) {
      script
          .append("  ")
          .append(release.environment().name())
          .append(") project=$")
          .append(Expressions.variable("project", release.environment().name()))
          .append("; regions=(")
          .append(String.join(" ", release.regions()))
          .append(") ;;\n");
    }
    return script
        .append(
            """
            esac
            for region in "${regions[@]}"; do
              if gcloud run revisions describe "$REVISION" --region="$region" --project="$project" > /dev/null 2>&1; then
                gcloud run services update-traffic "$SERVICE" --to-revisions="$REVISION=100" \\
                  --region="$region" --project="$project" --quiet
                echo "$SERVICE in $region is at $REVISION" >> "$GITHUB_STEP_SUMMARY"
                moved=yes
              fi
            done
            if [ -z "${moved:-}" ]; then
              echo "::error::No region has that revision."
              exit 1
            fi
            """)
        .toString();
  }
}
