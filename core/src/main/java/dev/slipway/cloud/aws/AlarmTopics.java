package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Optional;

/** Whom alarms tell: a topic that pages and one that mails, in each region that has alarms. */
final class AlarmTopics {

  private static final String PAGERS = "pager_endpoints";
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.alerts");
  private static final List<String> SENDERS =
      List.of(
          "budgets.amazonaws.com",
          "cloudwatch.amazonaws.com",
          "costalerts.amazonaws.com",
          "scheduler.amazonaws.com");

  private AlarmTopics() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    variables(blueprint, part);
    for (Place place : Place.of(blueprint)) {
      for (Severity severity : Severity.values()) {
        topic(blueprint, severity, address(severity, place), place.meta(), part);
      }
    }
    if (HealthChecks.wanted(blueprint)) {
      Meta global = Meta.NONE.withProvider(Place.provider(MainStack.GLOBAL));
      topic(blueprint, Severity.CRITICAL, HealthChecks.TOPIC, global, part);
    }
  }

  static ResourceAddress address(Severity severity, Place place) {
    return place.at(
        switch (severity) {
          case CRITICAL -> AwsAddresses.CRITICAL_TOPIC;
          case WARNING -> AwsAddresses.WARNING_TOPIC;
        });
  }

  static Expression arn(Severity severity, Place place) {
    return place
        .ref(
            switch (severity) {
              case CRITICAL -> AwsAddresses.CRITICAL_TOPIC;
              case WARNING -> AwsAddresses.WARNING_TOPIC;
            })
        .dot("arn");
  }

  private static void variables(Blueprint blueprint, StackPart.Builder part) {
    part.add(
        variable(
            "alert_email",
            ref("string"),
            "Mailbox that every alert goes to. AWS asks it once to confirm.",
            Optional.empty(),
            call("can", call("regex", text("^[^@ ]+@[^@ ]+\\.[^@ ]+$"), var("alert_email"))),
            "alert_email has to be an e-mail address."));
    part.add(
        variable(
            PAGERS,
            call("list", ref("string")),
            "HTTPS addresses of a pager that critical alerts go to besides. They stand in the"
                + " state: one that holds a key is subscribed by hand (`aws sns subscribe`).",
            Optional.of(list()),
            call(
                "alltrue",
                new Expression.ForList(
                    Optional.empty(),
                    "endpoint",
                    var(PAGERS),
                    call("startswith", ref("endpoint"), text("https://")),
                    Optional.empty())),
            "Each address begins with https://."));
    String mailbox = blueprint.observability().alertEmail();
    for (Environment environment : blueprint.environments()) {
      // Left out when nobody named one, so that Terraform asks instead of making alarms that reach
      // nobody.
      if (!mailbox.isEmpty()) {
        part.value(environment.name(), "alert_email", text(mailbox), "", WHY);
      }
    }
  }

  private static InputVariable variable(
      String name,
      Expression type,
      String description,
      Optional<Expression> fallback,
      Expression condition,
      String message) {
    return new InputVariable(
        name,
        StackFiles.VARIABLES,
        type,
        description,
        fallback,
        false,
        false,
        false,
        List.of(new InputVariable.Validation(condition, message)),
        WHY);
  }

  private static void topic(
      Blueprint blueprint,
      Severity severity,
      ResourceAddress address,
      Meta meta,
      StackPart.Builder part) {
    boolean uptime = address.equals(HealthChecks.TOPIC);
    boolean keyed = Requirement.customerManagedKeys(blueprint) && !uptime;
    Body.Builder body = Body.builder();
    String name =
        AwsNames.resource(
            blueprint,
            uptime
                ? "alerts-uptime"
                : severity == Severity.CRITICAL ? "alerts-critical" : "alerts-warning");
    if (keyed) {
      boolean second = !address.equals(address(severity, Place.PRIMARY));
      body.set("name", name)
          .set("kms_master_key_id", Encryption.key(second ? Place.SECONDARY : Place.PRIMARY));
    } else {
      body.set(
          "name",
          text(name),
          Checkov.skip(
              "CKV_AWS_26",
              "CloudWatch cannot use the account's own key of SNS, and an alarm tells no data"));
    }
    part.resource(MonitoringPass.FILE, address, "", meta, body, WHY);
    Reference topic =
        meta.count().isPresent()
            ? address.reference().at(dev.slipway.stack.Expressions.number(0))
            : address.reference();
    policy(address, topic, meta, part);
    subscriptions(severity, address, topic, meta, part);
  }

  private static void policy(
      ResourceAddress address, Reference topic, Meta meta, StackPart.Builder part) {
    ResourceAddress document = Policies.document(address.name());
    part.resource(
        MonitoringPass.FILE,
        document,
        "",
        meta,
        Body.builder()
            .block(
                "statement",
                Body.builder()
                    .set("sid", "Tell")
                    .set("actions", texts(List.of("sns:Publish")))
                    .set("resources", list(topic.dot("arn")))
                    .block(
                        "principals",
                        Body.builder().set("type", "Service").set("identifiers", texts(SENDERS)))
                    .block(
                        "condition",
                        Body.builder()
                            .set("test", "StringEquals")
                            .set("variable", "aws:SourceAccount")
                            .set("values", list(var("account_id"))))),
        WHY);
    Reference json =
        meta.count().isPresent()
            ? document.reference().at(dev.slipway.stack.Expressions.number(0))
            : document.reference();
    part.resource(
        MonitoringPass.FILE,
        ResourceAddress.managed("aws_sns_topic_policy", address.name()),
        "",
        meta,
        Body.builder().set("arn", topic.dot("arn")).set("policy", json.dot("json")),
        WHY);
  }

  private static void subscriptions(
      Severity severity,
      ResourceAddress address,
      Reference topic,
      Meta meta,
      StackPart.Builder part) {
    part.resource(
        MonitoringPass.FILE,
        ResourceAddress.managed("aws_sns_topic_subscription", address.name()),
        "",
        meta,
        Body.builder()
            .set("topic_arn", topic.dot("arn"))
            .set("protocol", "email")
            .set("endpoint", var("alert_email")),
        WHY);
    if (severity == Severity.CRITICAL && meta.count().isEmpty()) {
      part.resource(
          MonitoringPass.FILE,
          ResourceAddress.managed("aws_sns_topic_subscription", address.name() + "_pager"),
          "",
          meta.withForEach(call("toset", var(PAGERS))),
          Body.builder()
              .set("topic_arn", topic.dot("arn"))
              .set("protocol", "https")
              .set("endpoint", ref("each.value")),
          WHY);
    }
  }
}
