package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.InputVariable;
import java.util.List;
import java.util.Optional;

/** Whom alerts reach: mail always, and for critical ones whatever groups a team adds. */
final class ActionGroups {

  static final String MAILBOX = "alert_email";
  private static final String CRITICAL = "critical_action_groups";
  private static final String GROUP_ID =
      "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/(?i:microsoft\\.insights/actionGroups)/[^/]+$";

  private ActionGroups() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    part.add(mailbox());
    part.add(pagers());
    String mailbox = blueprint.observability().alertEmail();
    for (Environment environment : blueprint.environments()) {
      // Left out when nobody named one, so that Terraform asks instead of making alerts that reach
      // nobody.
      if (!mailbox.isEmpty()) {
        part.value(environment.name(), MAILBOX, text(mailbox), "", Monitoring.WHY);
      }
    }
    group(blueprint, part, Severity.CRITICAL);
    group(blueprint, part, Severity.WARNING);
  }

  private static void group(Blueprint blueprint, StackPart.Builder part, Severity severity) {
    boolean critical = severity == Severity.CRITICAL;
    part.resource(
        Monitoring.FILE,
        critical ? AzureAddresses.CRITICAL_GROUP : AzureAddresses.WARNING_GROUP,
        critical
            ? "Critical alerts go to var.critical_action_groups too, which is where pagers are."
            : "",
        Body.builder()
            .set("name", AzureNames.resource(blueprint, critical ? "critical" : "warning"))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("short_name", critical ? "critical" : "warning")
            .set("tags", local("tags"))
            .block(
                "email_receiver",
                Body.builder()
                    .set("name", "mailbox")
                    .set("email_address", var(MAILBOX))
                    .set("use_common_alert_schema", true)),
        Monitoring.WHY);
  }

  /** The groups that an alert tells, as a list of ids. */
  static Expression of(Severity severity) {
    return switch (severity) {
      case CRITICAL ->
          call("concat", list(AzureAddresses.CRITICAL_GROUP.reference().dot("id")), var(CRITICAL));
      case WARNING -> list(AzureAddresses.WARNING_GROUP.reference().dot("id"));
    };
  }

  /** The same as blocks of a rule on metrics. */
  static Body.Item actions(Severity severity) {
    return switch (severity) {
      case CRITICAL ->
          new Body.Block(
              "dynamic",
              List.of("action"),
              Body.builder()
                  .set("for_each", of(severity))
                  .block("content", Body.builder().set("action_group_id", ref("action.value")))
                  .build(),
              "",
              Optional.empty());
      case WARNING ->
          new Body.Block(
              "action",
              List.of(),
              Body.builder()
                  .set("action_group_id", AzureAddresses.WARNING_GROUP.reference().dot("id"))
                  .build(),
              "",
              Optional.empty());
    };
  }

  private static InputVariable mailbox() {
    return new InputVariable(
        MAILBOX,
        "variables.tf",
        ref("string"),
        "Mailbox that every alert goes to.",
        Optional.empty(),
        false,
        false,
        false,
        List.of(
            new InputVariable.Validation(
                call("can", call("regex", text("^[^@ ]+@[^@ ]+\\.[^@ ]+$"), var(MAILBOX))),
                "alert_email has to be an e-mail address.")),
        Monitoring.WHY);
  }

  /** Pagers need a key that only their owner has, so their group is made by hand and named here. */
  private static InputVariable pagers() {
    return new InputVariable(
        CRITICAL,
        "variables.tf",
        call("list", ref("string")),
        "Ids of further action groups for critical alerts, such as one with a pager's webhook or a"
            + " phone number. Make them by hand, since a pager's key belongs in nobody's state"
            + " file, and list them with `az monitor action-group list`.",
        Optional.of(list()),
        false,
        false,
        false,
        List.of(
            new InputVariable.Validation(
                call(
                    "alltrue",
                    new Expression.ForList(
                        Optional.empty(),
                        "group",
                        var(CRITICAL),
                        call("can", call("regex", text(GROUP_ID), ref("group"))),
                        Optional.empty())),
                "Each group is given by its resource id."),
            new InputVariable.Validation(
                new Expression.Binary(
                    Expression.Operator.LESS_OR_EQUAL, call("length", var(CRITICAL)), number(4)),
                "An alert takes at most five groups, the mailbox's among them.")),
        Monitoring.WHY);
  }
}
