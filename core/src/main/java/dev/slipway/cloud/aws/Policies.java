package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** IAM policy documents, as data sources: their form is checked in the plan. */
final class Policies {

  private Policies() {}

  static ResourceAddress document(String name) {
    return ResourceAddress.data("aws_iam_policy_document", name);
  }

  /** Who may take on a role: one AWS service, and only on behalf of this account. */
  private static Body.Builder trust(String service) {
    return Body.builder()
        .set("effect", "Allow")
        .set("actions", texts(List.of("sts:AssumeRole")))
        .block(
            "principals",
            Body.builder().set("type", "Service").set("identifiers", texts(List.of(service))))
        .block(
            "condition",
            Body.builder()
                .set("test", "StringEquals")
                .set("variable", "aws:SourceAccount")
                .set("values", list(var("account_id"))));
  }

  /** A document of statements. */
  static void add(
      StackPart.Builder part,
      String file,
      ResourceAddress document,
      List<PolicyStatement> statements,
      Provenance why) {
    Body.Builder body = Body.builder();
    statements.forEach(statement -> body.add(statement.block()));
    part.resource(file, document, "", body, why);
  }

  /** A document that says who may take on a role. */
  static void trust(
      StackPart.Builder part,
      String file,
      ResourceAddress document,
      String service,
      Provenance why) {
    part.resource(file, document, "", Body.builder().block("statement", trust(service)), why);
  }

  static Expression json(ResourceAddress document) {
    return document.reference().dot("json");
  }

  /** The ARN of something of this account, in whichever region. */
  static Expression arn(String service, String resource) {
    return template("arn:aws:" + service + ":*:", var("account_id"), ":" + resource);
  }
}
