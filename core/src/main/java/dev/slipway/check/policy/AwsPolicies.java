package dev.slipway.check.policy;

import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import dev.slipway.stack.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** IAM policies as their statements. */
final class AwsPolicies {

  static final String DOCUMENT = "aws_iam_policy_document";

  private AwsPolicies() {}

  /**
   * One statement of a policy document.
   *
   * @param actions empty where they are not known
   */
  record Statement(Resource document, Body body, List<String> actions, List<Expression> resources) {

    boolean allows() {
      return !body.argument("effect").filter(new Expression.Text("Deny")::equals).isPresent();
    }

    /** Whether it says what its bearer may do; others say who may do something to their bearer. */
    boolean isOfIdentity() {
      return body.blocks("principals").isEmpty();
    }

    boolean isConditional() {
      return !body.blocks("condition").isEmpty();
    }

    boolean reachesEverything() {
      return resources.contains(new Expression.Text("*"));
    }

    boolean covers(String action) {
      return allows() && actions.stream().anyMatch(pattern -> AwsPolicies.matches(pattern, action));
    }

    boolean concerns(ResourceAddress address) {
      return resources.stream().anyMatch(r -> References.in(r).to(address));
    }
  }

  /** The statements of all policy documents of a stack. */
  static List<Statement> statements(Output output, Stack stack) {
    return stack.ofType(DOCUMENT).stream()
        .flatMap(document -> statements(output, stack, document).stream())
        .toList();
  }

  private static List<Statement> statements(Output output, Stack stack, Resource document) {
    return Output.deep(document.body(), "statement").stream()
        .map(body ->
            new Statement(
                document,
                body,
                texts(output, stack, body, "actions"),
                body.argument("resources").map(AwsPolicies::items).orElse(List.of())))
        .toList();
  }

  private static List<String> texts(Output output, Stack stack, Body body, String argument) {
    Optional<Expression> expression = body.argument(argument);
    if (expression.isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    Value value = output.production(stack).value(expression.get()).orElse(Value.UNKNOWN);
    if (value instanceof Value.Items items) {
      items.items().forEach(item -> item.asText().ifPresent(texts::add));
    }
    return texts.isEmpty() ? References.in(expression.get()).texts() : List.copyOf(texts);
  }

  /** The parts of a list, however it is put together; a part itself is a list of one. */
  private static List<Expression> items(Expression expression) {
    return switch (expression) {
      case Expression.ListOf list -> list.items();
      case Expression.Call call
          when call.name().equals("concat") || call.name().equals("flatten") ->
          call.arguments().stream().flatMap(a -> items(a).stream()).toList();
      default -> List.of(expression);
    };
  }

  /** The statements of the policies that are a role's own. */
  static List<Statement> of(Output output, Stack stack, ResourceAddress role) {
    List<Statement> statements = new ArrayList<>();
    for (String type : List.of("aws_iam_role_policy", "aws_iam_role_policy_attachment")) {
      for (Resource policy : stack.ofType(type)) {
        if (Output.at(policy, "role").filter(r -> References.in(r).to(role)).isPresent()) {
          documents(stack, policy).forEach(d -> statements.addAll(statements(output, stack, d)));
        }
      }
    }
    return List.copyOf(statements);
  }

  // Straight, or by a policy that several roles share.
  private static List<Resource> documents(Stack stack, Resource policy) {
    List<Resource> documents = new ArrayList<>();
    References references = References.in(policy);
    for (String name : references.dataNames(DOCUMENT)) {
      stack.find(ResourceAddress.data(DOCUMENT, name)).ifPresent(documents::add);
    }
    for (String name : references.names("aws_iam_policy")) {
      stack
          .find(ResourceAddress.managed("aws_iam_policy", name))
          .ifPresent(shared -> documents.addAll(documents(stack, shared)));
    }
    return documents;
  }

  /**
   * Whether an action such as {@code s3:GetObject} is one that a pattern such as {@code s3:Get*}
   * names.
   */
  static boolean matches(String pattern, String action) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(action).matches();
  }
}
