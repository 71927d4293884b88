package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Who may log in to a cache: people with their IAM identity, and the workloads with a password that
 * only the secret knows. The provider would keep that password in the state, so CloudFormation
 * makes the user and reads the secret itself.
 */
final class CacheUsers {

  private static final String FILE = StackFiles.CACHE;
  private static final int ID_LIMIT = 40;

  private final Blueprint blueprint;
  private final Place place;
  private final Datastore.Cache cache;
  private final StackPart.Builder part;
  private final Provenance why;

  CacheUsers(Blueprint blueprint, Place place, Datastore.Cache cache, StackPart.Builder part) {
    this.blueprint = blueprint;
    this.place = place;
    this.cache = cache;
    this.part = part;
    this.why = CachePass.why(cache);
  }

  static ResourceAddress group(Datastore.Cache cache) {
    return ResourceAddress.managed("aws_elasticache_user_group", ResourceAddress.id(cache.name()));
  }

  private ResourceAddress named(String type, String part) {
    return ResourceAddress.managed(type, ResourceAddress.id(cache.name()) + "_" + part);
  }

  private String id(String who) {
    return dev.slipway.cloud.Names.shorten(
        blueprint.project().slug() + "-" + cache.name() + "-" + who, ID_LIMIT);
  }

  void add() {
    people();
    part.resource(
        FILE,
        place.at(group(cache)),
        "",
        place.meta(
            Meta.NONE.withLifecycle(
                Body.builder()
                    .set(
                        "ignore_changes",
                        list(ref("user_ids")),
                        "The user of the workloads is added below, once its password is there.")
                    .build())),
        Body.builder()
            .set("user_group_id", id("users"))
            .set("engine", "valkey")
            .set(
                "user_ids",
                list(place.ref(named("aws_elasticache_user", "people")).dot("user_id"))),
        why);
    workloads();
    part.resource(
        FILE,
        place.at(
            ResourceAddress.managed(
                "aws_elasticache_user_group_association", ResourceAddress.id(cache.name()))),
        "",
        place.meta(),
        Body.builder()
            .set("user_group_id", place.ref(group(cache)).dot("user_group_id"))
            .set("user_id", place.ref(stack()).dot("outputs").at(text("UserId"))),
        why);
  }

  private void people() {
    part.resource(
        FILE,
        place.at(named("aws_elasticache_user", "people")),
        "People who may connect as it by IAM, and look without changing anything.",
        place.meta(),
        Body.builder()
            .set("user_id", id("people"))
            .set("user_name", id("people"))
            .set("engine", "valkey")
            .set("access_string", "on ~* +@read +@connection +info +slowlog")
            .block("authentication_mode", Body.builder().set("type", "iam")),
        why);
  }

  private ResourceAddress stack() {
    return named("aws_cloudformation_stack", "workloads");
  }

  private void workloads() {
    part.resource(
        FILE,
        place.at(stack()),
        "The provider would keep a user's password in the state. CloudFormation reads it from the"
            + " secret instead: the version is named, so that a new one is a change.",
        place.meta(),
        Body.builder()
            .set(
                "name",
                text(AwsNames.resource(blueprint, cache.name() + "-user")),
                Checkov.skip("CKV_AWS_124", "when it fails, so does the apply, which is watched"))
            .set("template_body", call("jsonencode", template())),
        why);
  }

  private Expression template() {
    SequencedMap<String, Expression> properties = new LinkedHashMap<>();
    properties.put("UserId", text(id("workloads")));
    properties.put("UserName", text(DatastoreLogins.USER));
    properties.put("Engine", text("valkey"));
    properties.put("AccessString", text("on ~* &* +@all -@admin"));
    properties.put("Passwords", list(password()));
    SequencedMap<String, Expression> user = new LinkedHashMap<>();
    user.put("Type", text("AWS::ElastiCache::User"));
    user.put("Properties", object(properties));
    SequencedMap<String, Expression> template = new LinkedHashMap<>();
    template.put("Resources", one("User", object(user)));
    template.put("Outputs", one("UserId", one("Value", one("Ref", text("User")))));
    return object(template);
  }

  private Expression password() {
    return Expressions.template(
        "{{resolve:secretsmanager:",
        place.ref(AwsAddresses.login(cache.name())).dot("arn"),
        ":SecretString:" + DatastoreLogins.PASSWORD + "::",
        place.ref(DatastoreLogins.version(cache.name())).dot("version_id"),
        "}}");
  }

  private static Expression one(String key, Expression value) {
    SequencedMap<String, Expression> entry = new LinkedHashMap<>();
    entry.put(key, value);
    return object(entry);
  }
}
