package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Secret;
import dev.slipway.cloud.gcp.GcpAddresses;
import dev.slipway.stack.OutputValue;
import dev.slipway.stack.Stack;
import dev.slipway.vocabulary.PipelineProvider;
import java.util.ArrayList;
import java.util.List;

/** From nothing to the first release: projects, bootstrap, secrets, deployment, DNS. */
final class SetupChapter {

  private final Blueprint blueprint;
  private final List<Stack> stacks;
  private final RunbookText out;

  SetupChapter(Blueprint blueprint, List<Stack> stacks, RunbookText out) {
    this.blueprint = blueprint;
    this.stacks = stacks;
    this.out = out;
  }

  void write() {
    out.because(
        Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.pipeline", "environments"));
    out.heading(2, "First Set-up", "first-set-up");
    out.say(
        "Once, in this order, by somebody who may create projects and link billing. Needs gcloud,"
            + " terraform 1.11 or newer, and gh, signed in.");
    if (blueprint.observability().alertEmail().isBlank()) {
      out.say(
          "Nobody is named to be told when something breaks: write alert_email into"
              + " terraform/environments/*.tfvars first.");
    }
    projects();
    bootstrap();
    variables();
    secrets();
    release();
    dns();
    out.markdown().withoutReason();
  }

  private void projects() {
    out.heading(3, "1. Projects");
    out.say("Skip what exists. BILLING_ACCOUNT is the first column of the first command.");
    List<String> commands = new ArrayList<>(List.of("gcloud billing accounts list"));
    for (Environment e : blueprint.environments()) {
      commands.add("gcloud projects create " + Shell.word(e.accountId()));
      commands.add(
          "gcloud billing projects link "
              + Shell.word(e.accountId())
              + " --billing-account=BILLING_ACCOUNT");
    }
    out.run(commands.toArray(String[]::new));
    out.expect("\"billingEnabled: true\" for each project.");
  }

  private void bootstrap() {
    out.heading(3, "2. Bootstrap");
    out.say(
        "Makes what the pipeline itself needs: the bucket for the state, the trust in the"
            + " repository, the accounts, the registry. Production comes last, because its registry"
            + " lets the others read.");
    List<String> commands =
        new ArrayList<>(
            List.of(
                "gcloud auth application-default login",
                "cd terraform/bootstrap",
                "terraform init"));
    for (Environment e : blueprint.environments()) {
      commands.add("terraform workspace select -or-create " + Shell.word(e.name()));
      commands.add(
          "terraform apply -var-file=environments/"
              + Shell.word(e.name())
              + ".tfvars"
              + repository());
    }
    if (blueprint.project().repository().isEmpty()) {
      out.say(
          "The repository is not known: put it in place of OWNER/NAME, or write github_repository"
              + " into the files of environments first.");
    }
    out.run(commands.toArray(String[]::new));
    out.expect(
        "\"Apply complete!\" and the outputs, once for each environment. The state is on your disk"
            + " until you move it as the top of terraform/bootstrap/main.tf says; do that before"
            + " you go on.");
  }

  private String repository() {
    return blueprint.project().repository().isPresent() ? "" : " -var=github_repository=OWNER/NAME";
  }

  private void variables() {
    if (blueprint.delivery().pipeline() != PipelineProvider.GITHUB_ACTIONS) {
      return;
    }
    out.heading(3, "3. Variables of the Repository");
    out.say("The outputs are names and addresses, no secrets. In terraform/bootstrap:");
    List<String> outputs =
        stacks.stream()
            .filter(s -> s.folder().endsWith("bootstrap"))
            .flatMap(s -> s.outputs().stream())
            .map(OutputValue::name)
            .filter(name -> name.equals(name.toUpperCase(java.util.Locale.ROOT)))
            .toList();
    List<String> commands = new ArrayList<>();
    for (Environment e : blueprint.environments()) {
      boolean home = e.equals(blueprint.production());
      commands.add("gh api --method PUT repos/{owner}/{repo}/environments/" + Shell.word(e.name()));
      commands.add("terraform workspace select " + Shell.word(e.name()));
      outputs.stream()
          .filter(name -> home || !repositoryWide(name))
          .forEach(name ->
              commands.add(
                  "gh variable set "
                      + name
                      + (repositoryWide(name) ? "" : " --env=" + Shell.word(e.name()))
                      + " --body=\"$(terraform output -raw "
                      + name
                      + ")\""));
    }
    out.run(commands.toArray(String[]::new));
    out.expect(
        "gh variable list prints the repository's variables, gh variable list --env="
            + blueprint.production().name()
            + " the environment's. Add the people who may release as required reviewers of "
            + blueprint.production().name()
            + " in the repository's settings: nothing asks for approval before that.");
  }

  private static boolean repositoryWide(String name) {
    return name.equals("IMAGE_REPOSITORY")
        || name.equals("GCP_BUILDER")
        || name.startsWith("GCP_BUILD_");
  }

  private void secrets() {
    if (blueprint.secrets().isEmpty()) {
      return;
    }
    out.heading(3, "4. Secrets");
    out.say(
        "They are created empty, and a service that reads an empty secret does not start: create"
            + " and fill them before the first release. Each command waits for the value: paste it,"
            + " it is not shown, then Enter. A value of several lines, such as a key file, goes in"
            + " with --data-file=FILE instead.");
    for (Environment e : blueprint.environments()) {
      List<String> commands = new ArrayList<>();
      commands.add("cd \"$(git rev-parse --show-toplevel)/terraform\"");
      commands.add(
          "terraform init -reconfigure -backend-config=environments/"
              + Shell.word(e.name())
              + ".gcs.tfbackend");
      StringBuilder apply =
          new StringBuilder(
              "terraform apply -var-file=environments/" + Shell.word(e.name()) + ".tfvars");
      blueprint
          .secrets()
          .forEach(s -> apply.append(" \\\n  -target=").append(GcpAddresses.secret(s.name())));
      commands.add(apply.toString());
      Commands here = new Commands(blueprint, e);
      out.say("For " + e.name() + ", create them:");
      out.run(commands.toArray(String[]::new));
      out.say("Then fill them, one command after the other:");
      out.run(blueprint.secrets().stream().map(s -> add(here, s)).toArray(String[]::new));
    }
    out.expect("\"Created version [1] of the secret\" for each.");
    out.points(blueprint.secrets().stream().map(s -> s.name() + ": " + s.purpose()).toList());
  }

  /** Asks for the value without showing it; it ends up in no history, process list or file. */
  static String add(Commands commands, Secret secret) {
    return "read -rs VALUE; printf %s \"$VALUE\" | "
        + commands.gcloud(
            "secrets versions add " + commands.resource(secret.name()) + " --data-file=-")
        + "; unset VALUE";
  }

  private void release() {
    out.heading(3, "5. First Release");
    out.say(
        "Push to the main branch, or start the deploy workflow by hand. It applies the rest of the"
            + " infrastructure (a database takes up to a quarter of an hour), then builds and"
            + " releases.");
    out.run("gh workflow run deploy.yml", "gh run watch");
    out.expect("every job with a tick.");
  }

  private void dns() {
    out.heading(3, "6. DNS");
    List<Environment> named =
        blueprint.environments().stream().filter(e -> e.domain().isPresent()).toList();
    if (named.isEmpty()) {
      out.say("No domain is known: the services answer at the platform's own addresses.");
      named = blueprint.environments();
      named.forEach(e ->
          out.run(
              new Commands(blueprint, e)
                  .regional("run services list --format='table(metadata.name,status.url)'")));
      return;
    }
    boolean zone = blueprint.edge().dnsZone().isPresent();
    String output = zone ? "dns_name_servers" : "load_balancer_address";
    out.say(
        zone
            ? "The zone is made here; its parent has to point to it. Enter these name servers as NS"
                + " records where the parent domain is kept:"
            : "Somebody else keeps the DNS. Enter an A record with this address for each domain:");
    for (Environment e : named) {
      out.run(
          "terraform init -reconfigure -backend-config=environments/"
              + Shell.word(e.name())
              + ".gcs.tfbackend",
          "terraform output " + output,
          "dig +short " + Shell.word(e.domain().orElseThrow()));
    }
    out.expect(
        "after some minutes dig prints the load balancer's address. The certificate is issued"
            + " within an hour after that; until then HTTPS fails.");
  }
}
