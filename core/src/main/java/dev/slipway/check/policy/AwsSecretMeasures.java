package dev.slipway.check.policy;

import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.check.policy.AwsPolicies.Statement;
import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures on secrets on AWS. */
final class AwsSecretMeasures {

  private static final String VERSION = "aws_secretsmanager_secret_version";

  /** Arguments that the provider keeps in the state, by type. */
  private static final Map<String, List<String>> KEPT = kept();

  private AwsSecretMeasures() {}

  private static Map<String, List<String>> kept() {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    kept.put(VERSION, List.of("secret_string", "secret_binary"));
    kept.put(AwsStores.INSTANCE, List.of("password"));
    kept.put(AwsStores.CLUSTER, List.of("master_password"));
    kept.put(AwsStores.CACHE, List.of("auth_token"));
    kept.put("aws_elasticache_user", List.of("passwords"));
    kept.put("aws_ssm_parameter", List.of("value", "insecure_value"));
    return kept;
  }

  static Finding inManager(Output output) {
    Finding.Builder found = Finding.builder();
    for (Secret secret : output.blueprint().secrets()) {
      ResourceAddress address = AwsAddresses.secret(secret.name());
      found.check(
          output.main().find(address).isPresent(),
          address.toString(),
          "kept in Secrets Manager",
          "The secret " + secret.name() + " has no place in Secrets Manager.");
    }
    for (Resource version : output.of(VERSION)) {
      if (Output.at(version, "secret_string_wo").isPresent()) {
        found.proof(Output.name(version), "secret_string_wo, which is never kept in the state");
      }
    }
    return found.gaps(written(output)).build("The output has no secrets.");
  }

  /** Secrets in plain settings or in the state. */
  static List<Gap> written(Output output) {
    List<Gap> gaps = new ArrayList<>();
    for (Workload workload : output.blueprint().workloads()) {
      for (Resource runner : AwsRunners.running(output, workload)) {
        plain(output, runner).forEach(gaps::add);
      }
    }
    KEPT.forEach((type, arguments) -> {
      for (Resource resource : output.everywhere(type)) {
        arguments.stream()
            .filter(a -> Output.at(resource, a).filter(AwsSecretMeasures::isSecret).isPresent())
            .filter(_ -> !plainParameter(output, resource))
            .forEach(a ->
                gaps.add(
                    new Gap(
                        Output.name(resource),
                        Output.name(resource)
                            + " writes a secret into Terraform's state ("
                            + a
                            + ").")));
      }
    });
    return List.copyOf(gaps);
  }

  private static boolean isSecret(Expression expression) {
    return !(expression instanceof Expression.Null);
  }

  private static boolean plainParameter(Output output, Resource resource) {
    return resource.address().type().equals("aws_ssm_parameter")
        && !output.text(resource, "type").orElse("").equals("SecureString");
  }

  private static List<Gap> plain(Output output, Resource runner) {
    Map<String, Expression> settings = new LinkedHashMap<>();
    if (AwsRunners.isTask(runner)) {
      AwsRunners.entries(runner, "name", "value")
          .forEach(e ->
              settings.put(
                  AwsRunners.text(output, e, "name"), AwsRunners.value(e, "value").orElseThrow()));
    } else {
      Output.at(runner, "environment", "variables")
          .ifPresent(v ->
              References.in(v).objects().stream()
                  .flatMap(o -> o.entries().stream())
                  .forEach(
                      e -> settings.put(output.production().text(e.key()).orElse(""), e.value())));
    }
    List<Gap> gaps = new ArrayList<>();
    settings.forEach((name, value) -> {
      if (TellingNames.writtenOut(name, value) || readsSecret(value)) {
        gaps.add(
            new Gap(
                Output.name(runner),
                Output.name(runner) + " has " + name + " written out in plain text."));
      }
    });
    return gaps;
  }

  // What a stack reads of a secret is in its state, and in whatever it puts it into.
  private static boolean readsSecret(Expression value) {
    References references = References.in(value);
    return !references.dataNames(VERSION).isEmpty()
        || references.toType(VERSION)
        || references.toType("random_password");
  }

  /** Secrets in a workload's settings that it does not get, or may not read. */
  static List<Gap> access(Output output) {
    List<Gap> gaps = new ArrayList<>();
    for (Workload workload : output.blueprint().workloads()) {
      for (Setting setting : workload.settings()) {
        if (setting.value() instanceof Setting.SecretReference(String secret)
            && !setting.buildTime()) {
          for (Resource runner : AwsRunners.running(output, workload)) {
            trouble(output, workload, runner, setting.name(), secret).ifPresent(gaps::add);
          }
        }
      }
    }
    return List.copyOf(gaps);
  }

  private static Optional<Gap> trouble(
      Output output, Workload workload, Resource runner, String setting, String secret) {
    ResourceAddress address = AwsAddresses.secret(secret);
    boolean given =
        !AwsRunners.isTask(runner)
            || AwsRunners.entries(runner, "name", "valueFrom").stream()
                .filter(e -> AwsRunners.text(output, e, "name").equals(setting))
                .anyMatch(e -> refers(AwsRunners.value(e, "valueFrom"), address));
    if (!given) {
      return Optional.of(
          new Gap(
              Output.name(runner),
              Output.name(runner) + " does not give " + setting + " from " + address + "."));
    }
    ResourceAddress reader =
        AwsRunners.isTask(runner)
            ? AwsAddresses.executionRole(workload.name())
            : AwsAddresses.taskRole(workload.name());
    return mayRead(output, reader, address)
        ? Optional.empty()
        : Optional.of(
            new Gap(
                address.toString(),
                reader
                    + " may not read it, and "
                    + workload.name()
                    + " does not start without "
                    + setting
                    + "."));
  }

  private static boolean refers(Optional<Expression> expression, ResourceAddress address) {
    return expression
        .map(References::in)
        .filter(r -> r.to(address) || r.to(AwsRunners.secondary(address)))
        .isPresent();
  }

  private static boolean mayRead(Output output, ResourceAddress role, ResourceAddress secret) {
    return AwsPolicies.of(output, output.main(), role).stream()
        .filter(s -> s.covers("secretsmanager:GetSecretValue"))
        .anyMatch((Statement s) -> s.concerns(secret));
  }

  static Finding rotation(Output output) {
    Finding.Builder found = Finding.builder();
    for (Secret secret : output.blueprint().secrets()) {
      if (secret.rotationDays().isEmpty()) {
        found.gap(
            secret.element().toString(),
            "The secret " + secret.name() + " has no rotation period.");
        continue;
      }
      int days = secret.rotationDays().get();
      Optional<Resource> rotation =
          rotated(output, secret).or(() -> reminded(output, secret, days));
      found.check(
          rotation.isPresent(),
          rotation.map(Output::name).orElse(AwsAddresses.secret(secret.name()).toString()),
          "renewed every " + days + " days",
          AwsAddresses.secret(secret.name())
              + " is neither renewed by itself nor reminds anybody to: it needs a rotation or a"
              + " schedule.");
    }
    return found.build("The output has no secrets.");
  }

  private static Optional<Resource> rotated(Output output, Secret secret) {
    return output.of("aws_secretsmanager_secret_rotation").stream()
        .filter(r -> References.in(r).to(AwsAddresses.secret(secret.name())))
        .findFirst();
  }

  private static Optional<Resource> reminded(Output output, Secret secret, int days) {
    return output.of("aws_scheduler_schedule").stream()
        .filter(s -> s.provenance().element().equals(secret.element()))
        .filter(s ->
            output
                .text(s, "schedule_expression")
                .filter(e -> e.equals("rate(" + days + (days == 1 ? " day)" : " days)")))
                .isPresent())
        .filter(s ->
            Output.at(s, "target", "arn")
                .filter(a -> References.in(a).toType("aws_sns_topic"))
                .isPresent())
        .findFirst();
  }
}
