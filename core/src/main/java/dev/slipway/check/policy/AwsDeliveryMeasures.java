package dev.slipway.check.policy;

import dev.slipway.check.policy.AwsPolicies.Statement;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import java.util.List;
import java.util.Optional;

/** Measures on images and pipelines, on AWS. */
final class AwsDeliveryMeasures {

  private static final String REGISTRY = "aws_ecr_repository";
  private static final List<String> KEYS =
      List.of("aws-access-key-id", "AWS_SECRET_ACCESS_KEY", "aws-secret-access-key");

  private AwsDeliveryMeasures() {}

  static Finding scanning(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource registry : output.everywhere(REGISTRY)) {
      if (Output.at(registry, "image_scanning_configuration", "scan_on_push")
          .filter(new Expression.Bool(true)::equals)
          .isPresent()) {
        found.proof(Output.name(registry), "scan_on_push = true");
      }
    }
    for (Resource scanning : output.everywhere("aws_ecr_registry_scanning_configuration")) {
      found.proof(Output.name(scanning), "scans what is pushed");
    }
    DeliveryMeasures.scanned(output, found);
    return found.build("Neither the registry nor the pipeline scans images.");
  }

  static Finding keyless(Output output) {
    Finding.Builder found = Finding.builder();
    found.gaps(AwsIdentityMeasures.keys(output));
    for (GeneratedFile workflow : output.workflows()) {
      if (KEYS.stream().anyMatch(k -> DeliveryMeasures.mentions(workflow, k))) {
        found.gap(workflow.path(), workflow.path() + " signs in with a key.");
      } else if (DeliveryMeasures.mentions(workflow, "role-to-assume")) {
        found.proof(workflow.path(), "role-to-assume");
      }
    }
    for (Statement statement : AwsPolicies.statements(output, output.bootstrap())) {
      if (statement.actions().contains("sts:AssumeRoleWithWebIdentity")) {
        trust(output, statement, found);
      }
    }
    return found.build(DeliveryMeasures.NO_PIPELINE);
  }

  // Without the subject, any repository on GitHub could take on the role.
  private static void trust(Output output, Statement statement, Finding.Builder found) {
    String name = Output.name(statement.document());
    Optional<Body> subject =
        statement.body().blocks("condition").stream()
            .filter(c ->
                c.argument("variable")
                    .flatMap(output.production(output.bootstrap())::text)
                    .filter(v -> v.endsWith(":sub"))
                    .isPresent())
            .findFirst();
    boolean named =
        subject
            .flatMap(c -> c.argument("values"))
            .filter(v -> DeliveryMeasures.namesRepository(output, v))
            .isPresent();
    found.check(
        named,
        name,
        "trusts runs of the repository only",
        name + " trusts every repository on GitHub: no condition on the subject names one.");
    boolean audience =
        statement.body().blocks("condition").stream()
            .flatMap(c -> c.argument("variable").stream())
            .flatMap(v -> output.production(output.bootstrap()).text(v).stream())
            .anyMatch(v -> v.endsWith(":aud"));
    if (!audience) {
      found.gap(
          name,
          name
              + " takes statements that were made for others: it has no condition on the"
              + " audience.");
    }
  }
}
