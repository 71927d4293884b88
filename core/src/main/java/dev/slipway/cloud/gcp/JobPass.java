package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import java.util.ArrayList;
import java.util.List;

/** Cloud Run jobs: what runs to its end, when the pipeline, a schedule or a person starts it. */
final class JobPass implements Pass {

  private static final String FILE = StackFiles.MAIN;

  @Override
  public String name() {
    return "jobs";
  }

  static boolean runsToItsEnd(Workload workload) {
    return workload.kind() == WorkloadKind.JOB || workload.kind() == WorkloadKind.SCHEDULED_JOB;
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (Requirement.kubernetes(blueprint)) {
      return part.build();
    }
    for (Workload workload : blueprint.workloads()) {
      if (runsToItsEnd(workload)) {
        job(blueprint, workload, part.service("run.googleapis.com"));
      }
    }
    return part.build();
  }

  private static void job(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    String base = "workload." + workload.name() + ".";
    Provenance why =
        Provenance.of(workload.element(), base + "kind", base + "command", base + "resources");
    Containers containers = new Containers(blueprint, workload);
    ContainerSettings settings = new ContainerSettings(blueprint, workload, var("region"));
    settings.declare(part);
    Meta meta = containers.after(Meta.NONE, settings.grants());
    part.resource(
        FILE,
        GcpAddresses.job(workload.name()),
        workload.description(),
        meta.withLifecycle(pipelineOwned()),
        Body.builder()
            .set("name", GcpNames.service(blueprint, workload.name()))
            .set("location", var("region"))
            .set("deletion_protection", bool(false), "It keeps no data and can be made again.")
            .block(
                "template",
                Body.builder()
                    .set("task_count", 1)
                    .set("parallelism", 1)
                    .block(
                        "template",
                        template(blueprint, workload, containers, settings, part, why))),
        why);
  }

  private static Body pipelineOwned() {
    return Body.builder()
        .set(
            "ignore_changes",
            list(
                ref("client"),
                ref("client_version"),
                ref("template")
                    .at(number(0))
                    .dot("template")
                    .at(number(0))
                    .dot("containers")
                    .at(number(0))
                    .dot("image")),
            "The pipeline owns the image.")
        .build();
  }

  private static Body.Builder template(
      Blueprint blueprint,
      Workload workload,
      Containers containers,
      ContainerSettings settings,
      StackPart.Builder part,
      Provenance why) {
    boolean once = workload.migration().isPresent();
    Body.Builder template =
        Body.builder()
            .set("service_account", GcpAddresses.identity(workload.name()).reference().dot("email"))
            .set("timeout", Math.clamp(workload.compute().timeout().toSeconds(), 1, 604_800) + "s")
            .set(
                "max_retries",
                number(once ? 0 : 1),
                once ? "A migration that failed halfway needs a person, not a second try." : "");
    if (containers.secondGeneration()) {
      template.set("execution_environment", "EXECUTION_ENVIRONMENT_GEN2");
    }
    containers.network(
        template,
        blueprint.network().needed()
            ? GcpAddresses.subnetwork(blueprint.project().primaryRegion()).reference().dot("id")
            : var("region"));
    Body.Builder container =
        Body.builder().set("name", workload.name()).set("image", containers.image("job"));
    container.set("command", list(command(workload, containers, part, why)));
    if (containers.proxied()) {
      container.set("depends_on", texts(List.of(Containers.PROXY)));
    }
    container.block("resources", Body.builder().set("limits", containers.limits()));
    settings.addTo(container);
    template.block("containers", container);
    containers.proxy(template, true);
    return template;
  }

  /**
   * The command; beside a proxy it is started by a few lines that end the proxy when the command
   * has ended, since a task is over only when all of its containers are.
   */
  private static List<Expression> command(
      Workload workload, Containers containers, StackPart.Builder part, Provenance why) {
    List<Expression> command = new ArrayList<>();
    if (containers.proxied()) {
      command.addAll(ending(workload, part, why));
    }
    workload.command().forEach(word -> command.add(text(word)));
    return command;
  }

  private static List<Expression> ending(
      Workload workload, StackPart.Builder part, Provenance why) {
    String comment =
        "Runs a command, then ends the database proxy beside it, and exits as the command did.";
    return switch (workload.source().language()) {
      case PYTHON -> {
        part.local(FILE, "run_then_end_proxy_python", text(PYTHON), comment, why);
        yield List.of(text("python"), text("-c"), local("run_then_end_proxy_python"));
      }
      case NODE -> {
        part.local(FILE, "run_then_end_proxy_node", text(NODE), comment, why);
        yield List.of(text("node"), text("-e"), local("run_then_end_proxy_node"));
      }
      // A Go image has a shell where its command needs one, and otherwise nothing that could end
      // the proxy.
      case GO -> {
        if (workload.command().isEmpty() || !workload.command().getFirst().equals("sh")) {
          yield List.of();
        }
        part.local(FILE, "run_then_end_proxy_shell", text(SHELL), comment, why);
        yield List.of(text("sh"), text("-c"), local("run_then_end_proxy_shell"), text("sh"));
      }
    };
  }

  private static final String SHELL =
      """
      "$@"
      code=$?
      wget -q -O /dev/null http://127.0.0.1:9091/quitquitquit
      exit "$code"
      """;

  private static final String PYTHON =
      """
      import subprocess, sys, urllib.request
      code = subprocess.call(sys.argv[1:])
      try:
          urllib.request.urlopen("http://127.0.0.1:9091/quitquitquit", data=b"", timeout=5)
      except OSError:
          pass
      sys.exit(code if code >= 0 else 128 - code)
      """;

  private static final String NODE =
      """
      const { spawn } = require("node:child_process");
      const [command, ...rest] = process.argv.slice(1);
      const child = spawn(command, rest, { stdio: "inherit" });
      const end = (code) =>
        fetch("http://127.0.0.1:9091/quitquitquit", { method: "POST" })
          .catch(() => {})
          .finally(() => process.exit(code));
      child.on("error", (error) => { console.error(error.message); end(127); });
      child.on("exit", (code, signal) => end(signal ? 128 : code));
      """;
}
