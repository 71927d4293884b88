package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Trait;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Lambda functions from container images, so that they are built, scanned, approved and rolled back
 * like everything else. Public ones are reached through the load balancer or an HTTP API, internal
 * ones by an address that only the identities of their callers may use.
 */
final class FunctionPass implements Pass {

  private static final String FILE = StackFiles.MAIN;
  private static final int LONGEST_SECONDS = 900;
  private static final int LEAST_MIB = 128;
  private static final int MOST_MIB = 10_240;

  /** What Lambda gives one vCPU for. */
  private static final int MIB_PER_CPU = 1769;

  /** A function's share of the thousand that an account may run at once. */
  private static final int MOST_AT_ONCE = 100;

  @Override
  public String name() {
    return "functions";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Place place : Place.of(blueprint)) {
      for (Workload workload : Runtime.functions(blueprint)) {
        function(blueprint, workload, place, part);
        if (workload.exposure() == Exposure.INTERNAL) {
          url(workload, place, part);
        }
      }
    }
    return part.build();
  }

  private static ResourceAddress address(Workload function) {
    return ResourceAddress.managed("aws_lambda_function_url", ResourceAddress.id(function.name()));
  }

  /** Where other workloads call it, with their own identity. */
  static Expression url(Workload function, Place place) {
    return place.ref(address(function)).dot("function_url");
  }

  private static Provenance why(Workload workload) {
    String base = "workload." + workload.name() + ".";
    return Provenance.of(
        workload.element(), base + "kind", base + "resources", base + "scaling", "platform");
  }

  private static void function(
      Blueprint blueprint, Workload workload, Place place, StackPart.Builder part) {
    ContainerSettings settings = new ContainerSettings(blueprint, workload, place);
    settings.declare(part);
    Expression image = call("lookup", var("images"), text(workload.name()), text(""));
    Body.Builder body =
        Body.builder()
            .set(
                "function_name",
                text(AwsNames.resource(blueprint, workload.name())),
                waivers(blueprint))
            .set("description", workload.description())
            .set("role", AwsAddresses.taskRole(workload.name()).reference().dot("arn"))
            .set("package_type", "Image")
            .set("image_uri", image)
            .set(
                "architectures",
                texts(List.of(Runtime.arm(blueprint, workload) ? "arm64" : "x86_64")))
            .set("memory_size", memory(workload))
            .set(
                "timeout", Math.clamp(workload.compute().timeout().toSeconds(), 1, LONGEST_SECONDS))
            .set("reserved_concurrent_executions", atOnce(blueprint, workload, part));
    Encryption.with(blueprint, body, "kms_key_arn");
    if (!workload.image().of().equals(workload.name()) && !workload.command().isEmpty()) {
      body.block("image_config", Body.builder().set("command", texts(workload.command())));
    }
    environment(settings, body);
    if (WorkloadGroupPass.inNetwork(blueprint, workload)) {
      body.block(
          "vpc_config",
          Body.builder()
              .set("subnet_ids", Subnets.privateIds(place))
              .set(
                  "security_group_ids",
                  list(place.ref(AwsAddresses.workloadGroup(workload.name())).dot("id"))));
    }
    body.block(
        "logging_config",
        Body.builder()
            .set("log_format", "JSON")
            .set("log_group", place.ref(AwsAddresses.logGroup(workload.name())).dot("name")));
    part.resource(
        FILE,
        place.at(AwsAddresses.function(workload.name())),
        workload.description(),
        place.meta(meta(workload)),
        body,
        why(workload));
  }

  private static String waivers(Blueprint blueprint) {
    String waivers =
        String.join(
            "\n",
            Checkov.skip(
                "CKV_AWS_50", "nothing asks for traces; its log and its metrics tell of it"),
            Checkov.skip("CKV_AWS_116", "what calls it later keeps its dead letters itself"),
            Checkov.skip("CKV_AWS_117", "in the network only where it uses something there"),
            Checkov.skip("CKV_AWS_272", "code signing is for archives; images are signed"));
    return Requirement.customerManagedKeys(blueprint)
        ? waivers
        : waivers
            + "\n"
            + Checkov.skip("CKV_AWS_173", "its settings are no secrets; AWS encrypts them anyway");
  }

  private static Meta meta(Workload workload) {
    String name = workload.name();
    Body.Builder lifecycle =
        Body.builder()
            .set("ignore_changes", list(ref("image_uri")), "The pipeline owns the image.")
            .block(
                "precondition",
                Body.builder()
                    .set("condition", call("contains", call("keys", var("images")), text(name)))
                    .set(
                        "error_message",
                        "Lambda takes no placeholder: push the image of "
                            + name
                            + " to its repository and name it in images."));
    return Meta.NONE
        .withLifecycle(lifecycle.build())
        .withDependsOn(
            List.of(
                ResourceAddress.managed("aws_iam_role_policy", AwsAddresses.taskRole(name).name())
                    .reference()));
  }

  /** Enough memory for what it asks for, and for the processor's share that comes with it. */
  private static int memory(Workload workload) {
    int forCpu = (int) Math.ceil(workload.compute().cpu().doubleValue() * MIB_PER_CPU);
    return Math.clamp(Math.max(workload.compute().memoryMib(), forCpu), LEAST_MIB, MOST_MIB);
  }

  private static Reference atOnce(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    return new EnvironmentInputs(blueprint, part, why(workload))
        .number(
            ResourceAddress.id(workload.name()) + "_max_concurrency",
            "Calls of " + workload.name() + " at the same time, which also bounds its cost.",
            1,
            1000,
            e ->
                Math.clamp(
                    (long) workload.scaling(e.name()).max() * workload.compute().concurrency(),
                    1,
                    MOST_AT_ONCE));
  }

  private static void environment(ContainerSettings settings, Body.Builder body) {
    SequencedMap<String, Expression> variables = new LinkedHashMap<>();
    boolean hidden =
        settings.entries().stream().anyMatch(ContainerSettings.Entry.Hidden.class::isInstance);
    for (ContainerSettings.Entry entry : settings.entries()) {
      switch (entry) {
        case ContainerSettings.Entry.Plain(String name, Expression value) ->
            variables.put(name, value);
        case ContainerSettings.Entry.Hidden(String name, Expression valueFrom) ->
            variables.put(name + "_SECRET", valueFrom);
      }
    }
    if (!variables.isEmpty()) {
      body.block(
          "environment",
          Body.builder()
              .set(
                  "variables",
                  object(variables),
                  hidden
                      ? "Lambda reads no secrets itself: where a name ends in _SECRET the program"
                          + " asks Secrets Manager for it."
                      : ""));
    }
  }

  private static void url(Workload workload, Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(address(workload)),
        "Callers sign their requests with their own role.",
        place.meta(),
        Body.builder()
            .set(
                "function_name",
                place.ref(AwsAddresses.function(workload.name())).dot("function_name"))
            .set("authorization_type", "AWS_IAM")
            .set("invoke_mode", workload.has(Trait.STREAMING) ? "RESPONSE_STREAM" : "BUFFERED"),
        why(workload));
  }
}
