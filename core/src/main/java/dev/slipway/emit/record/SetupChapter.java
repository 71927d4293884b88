package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Secret;
import dev.slipway.cloud.gcp.GcpAddresses;
import dev.slipway.stack.OutputValue;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import dev.slipway.vocabulary.PipelineProvider;
import java.util.ArrayList;
import java.util.List;

/** From nothing to the first release: projects, bootstrap, secrets, deployment, DNS. */
final class SetupChapter {

  /** What the environment in which a plan is made is called, after the one it is made for. */
  private static final String PLAN = "-plan";

  private static final String DEPLOYER = "GCP_DEPLOYER";
  private static final String PLANNER = "GCP_PLANNER";

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
    dns();
    release();
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
      commands.add("terraform workspace select " + Shell.word(e.name()));
      for (String environment : List.of(e.name(), e.name() + PLAN)) {
        commands.add("gh api --method PUT repos/{owner}/{repo}/environments/" + environment);
        outputs.stream()
            .filter(name -> !repositoryWide(name))
            .filter(name -> !name.equals(environment.endsWith(PLAN) ? DEPLOYER : PLANNER))
            .forEach(name -> commands.add(variable(name, " --env=" + environment)));
      }
      outputs.stream()
          .filter(name -> home && repositoryWide(name))
          .forEach(name -> commands.add(variable(name, "")));
    }
    out.run(commands.toArray(String[]::new));
    out.expect(
        "gh variable list prints the repository's variables, gh variable list --env="
            + blueprint.production().name()
            + " the environment's. Add the people who may release as required reviewers of "
            + blueprint.production().name()
            + " in the repository's settings, and let it be deployed from the main branch only:"
            + " nothing asks for approval before that. The environments that end in -plan get no"
            + " reviewers: their account can only read, and pull requests show their plan.");
  }

  private static String variable(String name, String where) {
    return "gh variable set " + name + where + " --body=\"$(terraform output -raw " + name + ")\"";
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
      if (reminded()) {
        // Google makes the agent that sends the reminders only when it is asked to.
        String project = " --project=" + Shell.word(e.accountId());
        commands.add("gcloud services enable secretmanager.googleapis.com" + project);
        commands.add(
            "gcloud beta services identity create --service=secretmanager.googleapis.com"
                + project);
      }
      commands.add("cd \"$(git rev-parse --show-toplevel)/terraform\"");
      commands.add(
          "terraform init -reconfigure -backend-config=environments/"
              + Shell.word(e.name())
              + ".gcs.tfbackend");
      commands.add(
          apply(
              e,
              blueprint.secrets().stream()
                  .map(s -> GcpAddresses.secret(s.name()).toString())
                  .toList()));
      Commands here = new Commands(blueprint, e);
      out.say("For " + e.name() + ", create them:");
      out.run(commands.toArray(String[]::new));
      out.say("Then fill them, one command after the other:");
      out.run(blueprint.secrets().stream().map(s -> add(here, s)).toArray(String[]::new));
    }
    out.expect("\"Created version [1] of the secret\" for each.");
    out.points(blueprint.secrets().stream().map(s -> s.name() + ": " + s.purpose()).toList());
  }

  /** Whether somebody is reminded to renew secrets. */
  private boolean reminded() {
    return stacks.getFirst().ofType("google_secret_manager_secret").stream()
        .anyMatch(secret -> !secret.body().blocks("rotation").isEmpty());
  }

  /** Asks for the value without showing it; it ends up in no history, process list or file. */
  static String add(Commands commands, Secret secret) {
    return "read -rs VALUE; printf %s \"$VALUE\" | "
        + commands.gcloud(
            "secrets versions add " + commands.resource(secret.name()) + " --data-file=-")
        + "; unset VALUE";
  }

  private void release() {
    out.heading(3, "6. First Release");
    out.say(
        "Push to the main branch, or start the deploy workflow by hand. It builds the images,"
            + " applies the rest of the infrastructure (a database takes up to a quarter of an"
            + " hour), then releases.");
    out.run("gh workflow run deploy.yml", "gh run watch");
    out.expect("every job with a tick.");
    named().stream()
        .filter(e -> blueprint.edge().loadBalancer())
        .map(e -> new Commands(blueprint, e))
        .map(c ->
            c.gcloud(
                "compute ssl-certificates list \\\n"
                    + "  --format='table(name,managed.status,managed.domainStatus)'"))
        .reduce((a, b) -> a + "\n" + b)
        .ifPresent(this::certificates);
  }

  private void certificates(String commands) {
    out.labelled(
        "Mind:",
        "in each environment the first run may end red at \"Ask the public address\": the"
            + " certificate is issued only when load balancer and DNS record both stand, which"
            + " takes up to an hour. Everything is made by then. Wait for ACTIVE, then start the"
            + " failed jobs again:");
    out.run(commands, "gh run rerun --failed");
    out.expect("ACTIVE for each domain, then every job with a tick.");
  }

  private List<Environment> named() {
    return blueprint.environments().stream().filter(e -> e.domain().isPresent()).toList();
  }

  private void dns() {
    out.heading(3, "5. DNS");
    if (named().isEmpty()) {
      out.say(
          "No domain is known: the services answer at the platform's own addresses, which this"
              + " prints after the first release.");
      blueprint
          .environments()
          .forEach(e ->
              out.run(
                  new Commands(blueprint, e)
                      .regional("run services list --format='table(metadata.name,status.url)'")));
      return;
    }
    boolean zone = blueprint.edge().dnsZone().isPresent();
    String output = zone ? "dns_name_servers" : "load_balancer_address";
    List<String> targets = targets(output);
    out.say(
        zone
            ? "The zone is made here; its parent has to point to it. Make it before the first"
                + " release, and enter these name servers as NS records where the parent domain is"
                + " kept:"
            : "Somebody else keeps the DNS. Make the address before the first release, and enter it"
                + " as the A record of each domain:");
    for (Environment e : named()) {
      out.run(
          "terraform init -reconfigure -backend-config=environments/"
              + Shell.word(e.name())
              + ".gcs.tfbackend",
          apply(e, targets),
          "terraform output " + output);
    }
    out.expect(
        "an address, or names, for each environment. Some minutes after it is entered, this prints"
            + " the same address"
            + (zone ? " as the load balancer's, once that is made:" : ":"));
    out.run(
        named().stream()
            .map(e -> "dig +short " + Shell.word(e.domain().orElseThrow()))
            .toArray(String[]::new));
  }

  /** The resources behind an output. */
  private List<String> targets(String output) {
    return stacks.stream()
        .filter(s -> !s.folder().endsWith("bootstrap"))
        .flatMap(s -> s.resources().stream())
        .map(Resource::address)
        .filter(a ->
            a.type()
                .equals(
                    output.equals("dns_name_servers")
                        ? "google_dns_managed_zone"
                        : "google_compute_global_address"))
        .filter(a -> !a.name().contains("service") || a.type().contains("dns"))
        .map(Object::toString)
        .toList();
  }

  private static String apply(Environment environment, List<String> targets) {
    return "terraform apply -var-file=environments/"
        + Shell.word(environment.name())
        + ".tfvars"
        + String.join("", targets.stream().map(t -> " \\\n  -target=" + t).toList());
  }
}
