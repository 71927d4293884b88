package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** Audit logs of who read and changed what, where a control or a standard asks for them. */
final class AuditPass implements Pass {

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Requirement.auditLogs(blueprint)) {
      return part.build();
    }
    Body.Builder body =
        Body.builder().set("project", var("project_id")).set("service", "allServices");
    for (String type : List.of("ADMIN_READ", "DATA_READ", "DATA_WRITE")) {
      body.block("audit_log_config", Body.builder().set("log_type", type));
    }
    part.resource(
        StackFiles.LOGGING,
        ResourceAddress.managed("google_project_iam_audit_config", "all"),
        "Changes are always logged; this adds who read what.",
        body,
        Provenance.of(Element.of(Element.Kind.PROJECT), "compliance", "observability.logs"));
    return part.build();
  }
}
