package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Binary;
import dev.slipway.stack.Expression.Operator;
import dev.slipway.stack.InputVariable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whom alerts reach: mail always, and for critical ones whatever channels a team adds. */
final class NotificationChannels {

  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.alerts");
  private static final String CRITICAL = "critical_notification_channels";

  private NotificationChannels() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    part.add(emailVariable());
    if (blueprint.observability().alerts().stream()
        .anyMatch(
            a -> a.severity() == Severity.CRITICAL && AlertConditions.watchable(blueprint, a))) {
      part.add(criticalVariable());
    }
    String mailbox = blueprint.observability().alertEmail();
    for (Environment environment : blueprint.environments()) {
      // Left out when nobody named one, so that Terraform asks instead of making alerts that reach
      // nobody.
      if (!mailbox.isEmpty()) {
        part.value(environment.name(), "alert_email", text(mailbox), "", WHY);
      }
    }
    part.resource(
        MonitoringPass.FILE,
        GcpAddresses.EMAIL_CHANNEL,
        "Every alert goes to this mailbox.",
        Body.builder()
            .set("display_name", blueprint.project().name() + " alerts")
            .set("type", "email")
            .set("labels", object(Map.of("email_address", var("alert_email")))),
        WHY);
  }

  /** The channels of an alert, as the argument of its policy. */
  static Expression channels(Severity severity) {
    Expression mail = list(GcpAddresses.EMAIL_CHANNEL.reference().dot("id"));
    return switch (severity) {
      case CRITICAL -> call("concat", mail, var(CRITICAL));
      case WARNING -> mail;
    };
  }

  private static InputVariable emailVariable() {
    return new InputVariable(
        "alert_email",
        "variables.tf",
        ref("string"),
        "Mailbox that every alert goes to.",
        Optional.empty(),
        false,
        false,
        false,
        List.of(
            new InputVariable.Validation(
                call("can", call("regex", text("^[^@ ]+@[^@ ]+\\.[^@ ]+$"), var("alert_email"))),
                "alert_email has to be an e-mail address.")),
        WHY);
  }

  // Pagers need a key or a login that only their owner has, so the channel is made by hand and
  // named here.
  private static InputVariable criticalVariable() {
    return new InputVariable(
        CRITICAL,
        "variables.tf",
        call("list", ref("string")),
        "Ids (projects/PROJECT/notificationChannels/NUMBER) of further channels for critical"
            + " alerts, such as a pager. Make the channel by hand, since its key belongs to"
            + " nobody's state file, and list it with `gcloud beta monitoring channels list`.",
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
                        "channel",
                        var(CRITICAL),
                        call(
                            "can",
                            call(
                                "regex",
                                text("^projects/[^/]+/notificationChannels/[0-9]+$"),
                                ref("channel"))),
                        Optional.empty())),
                "Each channel has the form projects/PROJECT/notificationChannels/NUMBER."),
            new InputVariable.Validation(
                new Binary(Operator.LESS_OR_EQUAL, call("length", var(CRITICAL)), number(15)),
                "An alert policy takes at most 16 channels, the mailbox among them.")),
        WHY);
  }
}
