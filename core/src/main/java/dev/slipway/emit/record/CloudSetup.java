package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.stack.OutputValue;
import dev.slipway.stack.Stack;
import dev.slipway.vocabulary.PipelineProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From nothing to the first release: accounts, bootstrap, variables, secrets, DNS, deployment. */
final class CloudSetup {

  /** What the environment in which a plan is made is called, after the one it is made for. */
  private static final String PLAN = "-plan";

  private final Blueprint blueprint;
  private final List<Stack> stacks;
  private final OperatorCommands commands;
  private final RunbookText out;

  CloudSetup(Blueprint blueprint, List<Stack> stacks, OperatorCommands commands, RunbookText out) {
    this.blueprint = blueprint;
    this.stacks = stacks;
    this.commands = commands;
    this.out = out;
  }

  void write() {
    out.because(
        Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.pipeline", "environments"));
    out.heading(2, "First Set-up", "first-set-up");
    out.say("Once, in this order. Needs " + commands.tools() + ", signed in.");
    if (blueprint.observability().alertEmail().isBlank()) {
      out.say(
          "Nobody is named to be told when something breaks: write alert_email into"
              + " terraform/environments/*.tfvars first.");
    }
    out.heading(3, "1. Accounts");
    steps(commands.accounts());
    bootstrap();
    variables();
    secrets();
    certificates();
    release();
    out.markdown().withoutReason();
  }

  private void steps(List<Step> steps) {
    for (Step step : steps) {
      out.say(step.say());
      if (!step.commands().isEmpty()) {
        out.run(step.commands().toArray(String[]::new));
      }
      if (!step.expect().isEmpty()) {
        out.expect(step.expect());
      }
    }
  }

  private void bootstrap() {
    out.heading(3, "2. Bootstrap");
    out.say(
        "Makes what the pipeline itself needs: the place of the state, the trust in the repository,"
            + " its identities, the registry. The instructions at the top of"
            + " terraform/bootstrap/main.tf say in which order the environments come.");
    List<String> lines = new ArrayList<>(List.of("cd terraform/bootstrap", "terraform init"));
    String repository =
        blueprint.project().repository().isPresent() ? "" : " -var=github_repository=OWNER/NAME";
    for (Environment e : blueprint.environments()) {
      lines.add("terraform workspace select -or-create " + Shell.word(e.name()));
      lines.add(
          "terraform apply -var-file=environments/"
              + Shell.word(e.name())
              + ".tfvars"
              + repository);
    }
    if (!repository.isEmpty()) {
      out.say(
          "The repository is not known: put it in place of OWNER/NAME, or write github_repository"
              + " into the files of environments first.");
    }
    out.run(lines.toArray(String[]::new));
    out.expect(
        "\"Apply complete!\" and the outputs, once for each environment. The state is on your disk"
            + " until you move it as the top of terraform/bootstrap/main.tf says; do that before"
            + " you go on.");
  }

  private void variables() {
    if (blueprint.delivery().pipeline() != PipelineProvider.GITHUB_ACTIONS) {
      return;
    }
    out.heading(3, "3. Variables of the Repository");
    out.say("The outputs are names and ids, no secrets. In terraform/bootstrap:");
    List<String> outputs =
        stacks.stream()
            .filter(s -> s.folder().endsWith("bootstrap"))
            .flatMap(s -> s.outputs().stream())
            .map(OutputValue::name)
            .filter(name -> name.equals(name.toUpperCase(Locale.ROOT)))
            .toList();
    List<String> lines = new ArrayList<>();
    for (Environment e : blueprint.environments()) {
      lines.add("terraform workspace select " + Shell.word(e.name()));
      for (String environment : List.of(e.name(), e.name() + PLAN)) {
        lines.add("gh api --method PUT repos/{owner}/{repo}/environments/" + environment);
        String others = environment.endsWith(PLAN) ? "_DEPLOYER" : "_PLANNER";
        outputs.stream()
            .filter(name -> !repositoryWide(name) && !name.endsWith(others))
            .forEach(name -> lines.add(variable(name, " --env=" + environment)));
      }
      outputs.stream()
          .filter(name -> e.equals(blueprint.production()) && repositoryWide(name))
          .forEach(name -> lines.add(variable(name, "")));
    }
    out.run(lines.toArray(String[]::new));
    out.expect(
        "gh variable list prints the repository's variables, gh variable list --env="
            + blueprint.production().name()
            + " the environment's. Add the people who may release as required reviewers of "
            + blueprint.production().name()
            + " in the repository's settings, and let it be deployed from the main branch only:"
            + " nothing asks for approval before that. The environments that end in -plan get no"
            + " reviewers: their identity can only read, and pull requests show their plan.");
  }

  private static String variable(String name, String where) {
    return "gh variable set " + name + where + " --body=\"$(terraform output -raw " + name + ")\"";
  }

  private static boolean repositoryWide(String name) {
    return name.equals("IMAGE_REPOSITORY") || name.endsWith("_BUILDER") || name.endsWith("_TENANT");
  }

  private void secrets() {
    if (blueprint.secrets().isEmpty()) {
      return;
    }
    out.heading(3, "4. Secrets");
    out.say(
        "What reads an empty secret does not start: make and fill them before the first release."
            + " Each command waits for the value: paste it, it is not shown, then Enter.");
    for (Environment e : blueprint.environments()) {
      out.say("For " + e.name() + ", make them, in the folder terraform:");
      out.run(
          "terraform init -reconfigure -backend-config=" + commands.backend(e),
          "terraform apply -var-file=environments/"
              + Shell.word(e.name())
              + ".tfvars"
              + String.join(
                  "",
                  blueprint.secrets().stream()
                      .map(s -> " \\\n  -target=" + commands.secretAddress(s))
                      .distinct()
                      .toList()));
      out.say("Then fill them, one command after the other:");
      out.run(blueprint.secrets().stream().map(s -> commands.fill(s, e)).toArray(String[]::new));
    }
    out.points(blueprint.secrets().stream().map(s -> s.name() + ": " + s.purpose()).toList());
  }

  private void certificates() {
    out.heading(3, "5. DNS and Certificates");
    List<Environment> named =
        blueprint.environments().stream().filter(e -> e.domain().isPresent()).toList();
    if (named.isEmpty()) {
      out.say(
          "No domain is known: the services answer at the platform's own addresses, which terraform"
              + " output prints after the first release.");
      return;
    }
    named.forEach(e -> steps(commands.certificates(e)));
  }

  private void release() {
    out.heading(3, "6. First Release");
    out.say(
        "Push to the main branch, or start the deploy workflow by hand. It builds the images,"
            + " applies the rest of the infrastructure (a database takes up to a quarter of an"
            + " hour), then releases.");
    out.run("gh workflow run deploy.yml", "gh run watch");
    out.expect(
        "every job with a tick. The first run may end red at \"Ask the public address\" while a"
            + " certificate is being issued: wait, then gh run rerun --failed.");
  }
}
