package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Task definitions: what runs, in which size, with which settings and roles. Terraform makes a new
 * revision when these change, the pipeline when there is a new image.
 */
final class TaskDefinitions {

  /** Fargate's most between the signal to stop and the end. */
  private static final int LONGEST_STOP_SECONDS = 120;

  private static final int SHORTEST_STOP_SECONDS = 30;

  /** Answers any request, so that the load balancer is content before the first deployment. */
  private static final String PLACEHOLDER = "public.ecr.aws/docker/library/caddy:2";

  /** The label of a placeholder that says with which command the real image starts. */
  private static final String LATER_COMMAND = "command";

  private final Blueprint blueprint;
  private final Workload workload;
  private final Place place;

  TaskDefinitions(Blueprint blueprint, Workload workload, Place place) {
    this.blueprint = blueprint;
    this.workload = workload;
    this.place = place;
  }

  void add(StackPart.Builder part) {
    ContainerSettings settings = new ContainerSettings(blueprint, workload, place);
    settings.declare(part);
    FargateSize size = FargateSize.of(workload);
    String base = "workload." + workload.name() + ".";
    part.resource(
        StackFiles.MAIN,
        place.at(AwsAddresses.taskDefinition(workload.name())),
        "",
        place.meta(),
        Body.builder()
            .set("family", AwsNames.resource(blueprint, workload.name()))
            .set("requires_compatibilities", texts(List.of("FARGATE")))
            .set("network_mode", "awsvpc")
            .set("cpu", size.cpu())
            .set("memory", size.memoryMib())
            .set("task_role_arn", AwsAddresses.taskRole(workload.name()).reference().dot("arn"))
            .set(
                "execution_role_arn",
                AwsAddresses.executionRole(workload.name()).reference().dot("arn"))
            .set("skip_destroy", bool(true), "A rollback needs the revision before this one.")
            .block(
                "runtime_platform",
                Body.builder()
                    .set("operating_system_family", "LINUX")
                    .set("cpu_architecture", Runtime.arm(blueprint, workload) ? "ARM64" : "X86_64"))
            .set(
                "container_definitions",
                call("jsonencode", list(container(settings))),
                Checkov.skip(
                    "CKV_AWS_336",
                    "a root file system that cannot be written has to be tried with the program"
                        + " first")),
        Provenance.of(workload.element(), base + "resources", base + "kind", "platform"));
  }

  private Expression container(ContainerSettings settings) {
    SequencedMap<String, Expression> container = new LinkedHashMap<>();
    container.put("name", text(workload.name()));
    container.put("image", call("lookup", var("images"), text(workload.name()), text(PLACEHOLDER)));
    container.put("command", when(deployed(), command(), placeholderCommand()));
    container.put("dockerLabels", when(deployed(), new Expression.Null(), laterCommand()));
    container.put("essential", bool(true));
    if (Runtime.serves(workload)) {
      container.put("portMappings", list(port()));
    }
    container.put("environment", settings.environment());
    container.put("secrets", settings.secrets());
    container.put("stopTimeout", number(stopSeconds(workload)));
    container.put("linuxParameters", object(only("initProcessEnabled", bool(true))));
    container.put("logConfiguration", log());
    return object(container);
  }

  private Expression deployed() {
    return call("contains", call("keys", var("images")), text(workload.name()));
  }

  /** The command, where the image is another workload's and so would start that one. */
  private Expression command() {
    return !workload.image().of().equals(workload.name()) && !workload.command().isEmpty()
        ? texts(workload.command())
        : new Expression.Null();
  }

  /** What the pipeline puts in place of the placeholder's command when it puts in the image. */
  private Expression laterCommand() {
    return object(
        only(
            LATER_COMMAND,
            call("jsonencode", command() instanceof Expression.Null ? list() : command())));
  }

  private Expression placeholderCommand() {
    String message = "Nothing has been deployed yet.";
    if (Runtime.serves(workload)) {
      return texts(List.of("caddy", "respond", "--listen", ":" + Runtime.port(workload), message));
    }
    return Runtime.runsToItsEnd(workload)
        ? texts(List.of("sh", "-c", "echo '" + message + "' >&2; exit 1"))
        : texts(List.of("sleep", "infinity"));
  }

  private Expression port() {
    SequencedMap<String, Expression> port = new LinkedHashMap<>();
    port.put("containerPort", number(Runtime.port(workload)));
    port.put("hostPort", number(Runtime.port(workload)));
    port.put("protocol", text("tcp"));
    return object(port);
  }

  /** Long enough for what is under way to be finished, as far as Fargate waits. */
  static int stopSeconds(Workload workload) {
    return (int)
        Math.clamp(
            workload.compute().timeout().toSeconds(), SHORTEST_STOP_SECONDS, LONGEST_STOP_SECONDS);
  }

  private Expression log() {
    SequencedMap<String, Expression> options = new LinkedHashMap<>();
    options.put("awslogs-group", place.ref(AwsAddresses.logGroup(workload.name())).dot("name"));
    options.put("awslogs-region", place.region());
    options.put("awslogs-stream-prefix", text("task"));
    options.put("mode", text("non-blocking"));
    options.put("max-buffer-size", text("25m"));
    SequencedMap<String, Expression> log = new LinkedHashMap<>();
    log.put("logDriver", text("awslogs"));
    log.put("options", object(options));
    return object(log);
  }

  private static SequencedMap<String, Expression> only(String key, Expression value) {
    SequencedMap<String, Expression> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }
}
