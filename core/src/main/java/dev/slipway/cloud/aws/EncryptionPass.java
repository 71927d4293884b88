package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** The company's own key, where one is asked for, and which services may use it on its behalf. */
final class EncryptionPass implements Pass {

  private static final String FILE = StackFiles.ENCRYPTION;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.PROJECT), "encryption", "compliance");
  private static final ResourceAddress POLICY =
      ResourceAddress.data("aws_iam_policy_document", "data_key");

  @Override
  public String name() {
    return "encryption";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Place place : Place.of(blueprint)) {
      if (Encryption.kept(blueprint, place)) {
        key(blueprint, place, part);
      }
    }
    return part.build();
  }

  private static void key(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(FILE, place.at(POLICY), "", place.meta(), policy(place), WHY);
    part.resource(
        FILE,
        place.at(AwsAddresses.KMS_KEY),
        "",
        place.meta(),
        Body.builder()
            .set("description", "Data of " + blueprint.project().name() + ".")
            .set(
                "enable_key_rotation",
                dev.slipway.stack.Expressions.bool(true),
                "What was written under older material can still be read.")
            .set(
                "deletion_window_in_days",
                number(30),
                "30 days to change one's mind: without the key everything under it is lost.")
            .set("policy", place.ref(POLICY).dot("json")),
        WHY);
    part.resource(
        FILE,
        place.at(ResourceAddress.managed("aws_kms_alias", "data")),
        "",
        place.meta(),
        Body.builder()
            .set("name", "alias/" + AwsNames.resource(blueprint, "data"))
            .set("target_key_id", place.ref(AwsAddresses.KMS_KEY).dot("key_id")),
        WHY);
  }

  private static Body.Builder policy(Place place) {
    return Body.builder()
        .block(
            "statement",
            Body.builder()
                .set("sid", "Account")
                .set("actions", texts(List.of("kms:*")), waivers())
                .set("resources", texts(List.of("*")))
                .block(
                    "principals",
                    Body.builder()
                        .set("type", "AWS")
                        .set(
                            "identifiers",
                            list(template("arn:aws:iam::", var("account_id"), ":root")))),
            "Leaves it to the policies of roles who may use it; without this nobody could.")
        .block(
            "statement",
            Body.builder()
                .set("sid", "Logs")
                .set("actions", texts(USE))
                .set("resources", texts(List.of("*")))
                .block("principals", service(template("logs.", place.region(), ".amazonaws.com")))
                .block(
                    "condition",
                    Body.builder()
                        .set("test", "ArnLike")
                        .set("variable", "kms:EncryptionContext:aws:logs:arn")
                        .set(
                            "values",
                            list(
                                template(
                                    "arn:aws:logs:",
                                    place.region(),
                                    ":",
                                    var("account_id"),
                                    ":*")))))
        .block(
            "statement",
            Body.builder()
                .set("sid", "Messages")
                .set("actions", texts(List.of("kms:Decrypt", "kms:GenerateDataKey*")))
                .set("resources", texts(List.of("*")))
                .block(
                    "principals",
                    Body.builder()
                        .set("type", "Service")
                        .set(
                            "identifiers",
                            texts(
                                List.of(
                                    "budgets.amazonaws.com",
                                    "cloudwatch.amazonaws.com",
                                    "costalerts.amazonaws.com",
                                    "events.amazonaws.com",
                                    "sns.amazonaws.com"))))
                .block(
                    "condition",
                    Body.builder()
                        .set("test", "StringEquals")
                        .set("variable", "aws:SourceAccount")
                        .set("values", list(var("account_id")))),
            "What these send into an encrypted topic or queue they have to encrypt.");
  }

  private static final List<String> USE =
      List.of(
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey*",
          "kms:ReEncrypt*");

  private static Body.Builder service(dev.slipway.stack.Expression name) {
    return Body.builder().set("type", "Service").set("identifiers", list(name));
  }

  private static String waivers() {
    return String.join(
        "\n",
        Checkov.skip("CKV_AWS_109", "a key's own policy speaks of that key only"),
        Checkov.skip("CKV_AWS_111", "a key's own policy speaks of that key only"),
        Checkov.skip("CKV_AWS_356", "a key's own policy speaks of that key only"));
  }
}
