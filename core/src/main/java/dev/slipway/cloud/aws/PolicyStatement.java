package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Provenance;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * One statement of an IAM policy that allows something.
 *
 * @param sid letters and digits, unique in its policy
 * @param actions such as {@code s3:GetObject}, in order
 * @param resources ARNs
 * @param conditions all of which have to hold
 * @param comment why it is as wide as it is; empty where its resources say so
 */
record PolicyStatement(
    String sid,
    List<String> actions,
    List<Expression> resources,
    List<Condition> conditions,
    String comment,
    Provenance why) {

  /** Such as {@code StringEquals}, {@code kms:ViaService} and its values. */
  record Condition(String test, String variable, List<Expression> values) {}

  static PolicyStatement of(
      String sid, List<String> actions, List<Expression> resources, Provenance why) {
    return new PolicyStatement(sid, actions, resources, List.of(), "", why);
  }

  /** With one more condition. */
  PolicyStatement when(String test, String variable, Expression... values) {
    List<Condition> all = new ArrayList<>(conditions);
    all.add(new Condition(test, variable, List.of(values)));
    return new PolicyStatement(sid, actions, resources, List.copyOf(all), comment, why);
  }

  PolicyStatement commented(String text) {
    return new PolicyStatement(sid, actions, resources, conditions, text, why);
  }

  /** As the {@code statement} block of an {@code aws_iam_policy_document}. */
  Body.Block block() {
    Body.Builder body =
        Body.builder()
            .set("sid", sid)
            .set("actions", texts(actions))
            .set("resources", list(resources));
    for (Condition condition : conditions) {
      body.block(
          "condition",
          Body.builder()
              .set("test", condition.test())
              .set("variable", condition.variable())
              .set("values", list(condition.values())));
    }
    return new Body.Block(
        "statement", List.of(), body.build(), comment, java.util.Optional.of(why));
  }
}
