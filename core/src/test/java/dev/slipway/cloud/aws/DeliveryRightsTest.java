package dev.slipway.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryRightsTest {

  static Stream<String> designs() {
    return Designs.all().keySet().stream();
  }

  private static Blueprint design(String name) {
    return Objects.requireNonNull(Designs.all().get(name));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void coverEveryTypeOfResourceOfTheMainStack(String design) {
    assertThat(AwsLowering.main(design(design)).resources())
        .extracting(r -> r.address().type())
        .allSatisfy(type -> assertThat(DeliveryRights.known(type)).as(type).isTrue());
  }

  @ParameterizedTest
  @MethodSource("designs")
  void keepEachPolicyWithinWhatIamTakes(String design) {
    Stack bootstrap = AwsLowering.bootstrap(design(design));
    for (Resource policy : bootstrap.ofType("aws_iam_policy")) {
      Resource document = bootstrap.find(Policies.document(policy.address().name())).orElseThrow();
      assertThat(length(document.body())).as(policy.address().toString()).isLessThan(6144);
    }
  }

  /** About the characters of the JSON that a document becomes. */
  private static int length(Body body) {
    int length = 40;
    for (Body.Item item : body.items()) {
      length +=
          switch (item) {
            case Body.Argument argument -> argument.name().length() + 6 + length(argument.value());
            case Body.Block block -> length(block.body());
          };
    }
    return length;
  }

  private static int length(Expression value) {
    return switch (value) {
      case Expression.Text text -> text.value().length() + 3;
      case Expression.ListOf list -> list.items().stream().mapToInt(i -> length(i)).sum() + 2;
      case Expression.Template template ->
          template.parts().stream().mapToInt(i -> length(i)).sum() + 3;
      default -> 70;
    };
  }

  @ParameterizedTest
  @MethodSource("designs")
  void letNoRoleOfTheMainStackNeedWhatItsBoundaryForbids(String design) {
    Stack main = AwsLowering.main(design(design));
    List<String> allowed = DeliveryRights.of(main).runtime();
    TreeSet<String> needed = new TreeSet<>();
    for (Resource policy : main.ofType("aws_iam_role_policy")) {
      main.find(Policies.document(policy.address().name()))
          .ifPresent(document -> needed.addAll(prefixes(document.body())));
    }
    needed.remove("iam");
    assertThat(allowed).containsAll(needed);
  }

  private static TreeSet<String> prefixes(Body document) {
    TreeSet<String> prefixes = new TreeSet<>();
    for (Body statement : document.blocks("statement")) {
      statement
          .argument("actions")
          .ifPresent(actions -> {
            for (Expression action : ((Expression.ListOf) actions).items()) {
              String text = ((Expression.Text) action).value();
              prefixes.add(text.substring(0, text.indexOf(':')));
            }
          });
    }
    return prefixes;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void putEveryRoleOfTheMainStackWithinTheBoundary(String design) {
    assertThat(AwsLowering.main(design(design)).ofType("aws_iam_role"))
        .allSatisfy(role -> assertThat(role.body().argument("permissions_boundary")).isPresent());
  }
}
