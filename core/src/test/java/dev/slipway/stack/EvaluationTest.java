package dev.slipway.stack;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.emit.terraform.StackFixtures;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static Stack stack(LocalValue... locals) {
    InputVariable environment =
        new InputVariable(
            "environment",
            "variables.tf",
            ref("string"),
            "Which.",
            Optional.of(text("dev")),
            false,
            false,
            false,
            List.of(),
            StackFixtures.WHY);
    VariableFile production =
        new VariableFile(
            "production",
            "environments/production.tfvars",
            "",
            List.of(new VariableFile.Value("environment", text("prod"), "", StackFixtures.WHY)));
    return StackFixtures.of(
        List.of(environment), List.of(locals), List.of(), List.of(), List.of(production));
  }

  private static LocalValue value(String name, Expression expression) {
    return new LocalValue(name, "main.tf", expression, "", StackFixtures.WHY);
  }

  @Test
  void differsByEnvironment() {
    Stack stack =
        stack(value("size", when(equal(var("environment"), text("prod")), number(3), number(1))));
    assertThat(Evaluation.of(stack, "production").number(local("size")))
        .contains(BigDecimal.valueOf(3));
    assertThat(Evaluation.of(stack, "staging").number(local("size"))).contains(BigDecimal.ONE);
  }

  @Test
  void keepsUnknownWhatDependsOnAResource() {
    Evaluation evaluation =
        Evaluation.of(
            stack(
                value("id", template("x-", ref("google_x.y.id"))),
                value("all", list(text("a"), ref("google_x.y.id")))),
            "");
    assertThat(evaluation.value(local("id"))).isEmpty();
    assertThat(evaluation.number(call("length", local("all")))).contains(BigDecimal.valueOf(2));
    assertThat(evaluation.value(call("join", text(","), local("all")))).isEmpty();
  }

  @Test
  void endsWhenLocalsGoInACircle() {
    assertThat(
            Evaluation.of(stack(value("a", local("b")), value("b", local("a"))), "")
                .value(local("a")))
        .isEmpty();
  }

  @Test
  void knowsCommonFunctions() {
    Evaluation evaluation = Evaluation.of(stack(), "");
    assertThat(evaluation.text(call("format", text("%s-%d%%"), text("a"), number(5))))
        .contains("a-5%");
    assertThat(evaluation.text(call("substr", text("abcdef"), number(1), number(3))))
        .contains("bcd");
    assertThat(evaluation.text(call("trimprefix", text("v1"), text("v")))).contains("1");
    assertThat(evaluation.text(call("replace", text("a.b.c"), text("."), text("-"))))
        .contains("a-b-c");
    assertThat(evaluation.text(call("jsonencode", object(Map.of("a", list(number(1), text("<")))))))
        .contains("{\"a\":[1,\"\\u003c\"]}");
    assertThat(evaluation.number(call("max", number(1), number(7), number(3))))
        .contains(BigDecimal.valueOf(7));
    assertThat(evaluation.bool(call("contains", list(text("a")), text("b")))).contains(false);
    assertThat(evaluation.text(call("coalesce", text(""), new Expression.Null(), text("x"))))
        .contains("x");
    assertThat(evaluation.value(call("timestamp"))).isEmpty();
  }

  @Test
  void countsInstances() {
    Evaluation evaluation = Evaluation.of(stack(), "");
    Resource plain = StackFixtures.resource("google_x", "y", Body.builder());
    assertThat(evaluation.instances(plain)).hasValue(1);
    Resource each =
        StackFixtures.resource(
            "google_x",
            "y",
            Body.builder(),
            Resource.Meta.NONE.withForEach(call("toset", list(text("a"), text("b"), text("a")))));
    assertThat(evaluation.instances(each)).hasValue(2);
    Resource unknown =
        StackFixtures.resource(
            "google_x", "y", Body.builder(), Resource.Meta.NONE.withCount(ref("google_z.w.count")));
    assertThat(evaluation.instances(unknown)).isEmpty();
  }
}
