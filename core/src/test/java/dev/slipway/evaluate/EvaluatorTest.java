package dev.slipway.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclReader;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.value.Mark;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class EvaluatorTest {

  private static Value value(String expression) {
    Evaluated evaluated = Evaluated.of(expression);
    assertThat(evaluated.problems()).as(expression).isEmpty();
    return evaluated.value();
  }

  private static Diagnostic problem(String expression) {
    Evaluated evaluated = Evaluated.of(expression);
    assertThat(evaluated.problems()).as(expression).hasSize(1);
    return evaluated.problems().getFirst();
  }

  private static int column(Diagnostic problem) {
    return problem.span().orElseThrow().column();
  }

  @Test
  void pointsAtTheAttributeThatDoesNotExistAndSaysWhichOnesDo() {
    Diagnostic problem = problem("var.server.nam");
    assertThat(problem.code()).isEqualTo("SLIP-EXPR-ATTRIBUTE");
    assertThat(column(problem)).isEqualTo(11);
    assertThat(problem.detail()).contains("`nam`", "Did you mean `name`?");
    assertThat(problem.fix()).contains("disk, name, port, tags, zones");
  }

  @Test
  void pointsAtTheOperandThatIsNoNumber() {
    Diagnostic problem = problem("1 + 2 + \"a\" + 4");
    assertThat(problem.code()).isEqualTo("SLIP-EXPR-OPERAND");
    assertThat(column(problem)).isEqualTo(9);
    assertThat(problem.detail()).contains("`+`", "a number is required");
  }

  @Test
  void pointsAtTheArgumentThatAFunctionRefuses() {
    Diagnostic problem = problem("upper([])");
    assertThat(problem.code()).isEqualTo("SLIP-EXPR-ARGUMENT");
    assertThat(column(problem)).isEqualTo(7);
    assertThat(problem("upper(null)").detail()).contains("must not be null");
    assertThat(problem("join(\",\", 5)").detail()).contains("`join`");
  }

  @Test
  void namesTheFunctionThatWasMeant() {
    Diagnostic problem = problem("uper(\"a\")");
    assertThat(problem.code()).isEqualTo("SLIP-EXPR-FUNCTION");
    assertThat(problem.detail()).contains("Did you mean `upper`?");
    assertThat(problem.span().orElseThrow().endColumn()).isEqualTo(5);
  }

  @Test
  void countsArguments() {
    assertThat(problem("upper()").detail()).contains("one argument, but got 0", "`str`");
    assertThat(problem("upper(\"a\", \"b\")").detail()).contains("one argument, but got 2");
  }

  @Test
  void expandsTheLastArgument() {
    assertThat(value("max([1, 5, 3]...)")).isEqualTo(Value.of(5));
    assertThat(value("max(local.list...)").isKnown()).isFalse();
    assertThat(problem("max(null...)").code()).isEqualTo("SLIP-EXPR-EXPAND");
    assertThat(problem("max(\"a\"...)").code()).isEqualTo("SLIP-EXPR-EXPAND");
    assertThat(problem("upper([\"a\", \"b\"]...)").code()).isEqualTo("SLIP-EXPR-ARITY");
  }

  @Test
  void knowsNothingOfProvidersFunctionsButLooksAtTheirArguments() {
    assertThat(value("provider::aws::arn_parse(\"x\")")).isEqualTo(Value.DYNAMIC);
    assertThat(problem("provider::aws::arn_parse(null.x)").code()).isEqualTo("SLIP-EXPR-NULL");
    assertThat(value("core::upper(\"a\")")).isEqualTo(Value.of("A"));
  }

  @Test
  void reportsAProblemOnceHoweverOftenTheLoopRuns() {
    assertThat(problem("[for x in [1, 2, 3] : null.a]").code()).isEqualTo("SLIP-EXPR-NULL");
    assertThat(problem("[for x in [1, 2] : x if null]").code()).isEqualTo("SLIP-EXPR-CONDITION");
  }

  @Test
  void findsSeveralProblemsInOneExpression() {
    assertThat(Evaluated.of("[null.a, \"x\".b, {a = 1}.c]").problems()).hasSize(3);
  }

  @Test
  void saysNothingOfABranchThatIsNotTaken() {
    assertThat(value("true ? 1 : var.words[9]")).isEqualTo(Value.of(1));
    assertThat(value("try(null.a, 2)")).isEqualTo(Value.of(2));
    assertThat(value("can(null.a)")).isEqualTo(Value.FALSE);
  }

  @Test
  void saysWhatDiffersBetweenBranches() {
    assertThat(problem("true ? {a = 1} : {a = [1]}").detail()).contains("`a`", "number", "tuple");
    assertThat(problem("true ? {a = 1, c = 1} : {b = [2]}").detail()).contains("`a`");
    assertThat(problem("true ? [1] : [{}]").detail()).contains("elements 0");
  }

  @Test
  void carriesMarksThroughEverything() {
    for (String expression :
        new String[] {
          "\"x${var.secret}\"",
          "upper(var.secret)",
          "var.secret == \"x\"",
          "var.secret == \"x\" ? 1 : 2",
          "true ? 1 : length(var.secret)",
          "[for x in var.secrets : x]",
          "{(var.secret) = 1}",
          "var.secrets[\"a\"]",
          "toset([var.secret])",
          "max([length(var.secret)]...)",
          "!(var.secret == \"x\")",
        }) {
      assertThat(value(expression).marks()).as(expression).containsExactly(Mark.SENSITIVE);
    }
    assertThat(value("[var.secret]").marks()).isEmpty();
    assertThat(value("[var.secret]").allMarks()).containsExactly(Mark.SENSITIVE);
    assertThat(value("length([var.secret])").allMarks()).isEmpty();
    assertThat(value("nonsensitive(var.secret)").allMarks()).isEmpty();
  }

  @Test
  void neverShowsASensitiveValue() {
    for (String expression :
        new String[] {
          "var.secret + 1",
          "{a = 1}[var.secret]",
          "var.labels[var.secret]",
          "{for x in [var.secret, var.secret] : x => 1}",
          "tonumber(var.secret)",
        }) {
      assertThat(problem(expression).toString()).as(expression).doesNotContain("hidden");
    }
  }

  @Test
  void rendersTemplatesFromElsewhere() {
    assertThat(value("templatestring(var.words[0], {})")).isEqualTo(Value.of("red"));
    assertThat(value("templatestring(local.text, {})").type()).isEqualTo(Primitive.STRING);
    assertThat(problem("templatestring(\"a\", {})").code()).isEqualTo("SLIP-EXPR-CALL");
    assertThat(problem("templatestring(var.servers, {})").code()).isEqualTo("SLIP-EXPR-CALL");
  }

  @Test
  void takesConstantsOnlyWhereNothingElseMayStand() {
    Problems problems = new Problems();
    Evaluator.evaluate(Evaluated.parsed("[var.a, upper(\"x\"), 1]"), Scope.constant(), problems);
    assertThat(problems.sorted())
        .extracting(Diagnostic::code)
        .containsExactly("SLIP-EXPR-NO-NAMES", "SLIP-EXPR-NO-FUNCTIONS");
  }

  @Test
  void goesThroughLongChainsInALoop() {
    assertThat(value("1" + " + 1".repeat(50_000))).isEqualTo(Value.of(50_001));
    assertThat(References.of(Evaluated.parsed("a.b" + " + a.b".repeat(50_000)))).hasSize(50_001);
  }

  @Test
  void surviveDeepNesting() {
    for (String[] around : new String[][] {{"[", "]"}, {"(", ")"}, {"{a = ", "}"}, {"!", ""}}) {
      String deep = around[0].repeat(20_000) + "true" + around[1].repeat(20_000);
      Evaluator.evaluate(
          HclReader.expression("deep.tf", deep).value(), Scope.constant(), new Problems());
    }
    for (String[] around :
        new String[][] {
          {"upper(", ")"},
          {"[for a in [1] : ", "]"},
          {"{for a in [1] : a => ", "}"},
          {"[{a = ", "}][*].a"},
          {"\"x${", "}\""},
          {"true ? ", " : 2"},
          {"-", ""},
        }) {
      Evaluated.of(around[0].repeat(120) + "1" + around[1].repeat(120));
    }
    String chain = "true ? 1 : ".repeat(300) + "2";
    assertThat(value(chain)).isEqualTo(Value.of(1));
  }

  @Test
  void givesUpOnExpressionsThatGrowWithoutBounds() {
    String range = "range(1000)";
    String loop =
        "[for a in %1$s : [for b in %1$s : [for c in %1$s : [a, b, c]]]]".formatted(range);
    String text = "\"x\"";
    for (int i = 0; i < 40; i++) {
      text = "[for x in [" + text + "] : \"${x}${x}\"][0]";
    }
    String doubled = text;
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(Evaluated.of(loop).value().isWhollyKnown()).isFalse();
          assertThat(Evaluated.of(doubled).value().isWhollyKnown()).isFalse();
        });
  }

  @Test
  void computesWithHugeNumbersWithoutWritingThemOut() {
    assertThat(value("1e9999 * 1e9999 > 1")).isEqualTo(Value.TRUE);
    assertThat(value("1e9999 % 7").type()).isEqualTo(Primitive.NUMBER);
    assertThat(value("1e9999 + 1e-9999").type()).isEqualTo(Primitive.NUMBER);
    assertThat(value("\"x${1e9999 * 1e9999}\"").isKnown()).isFalse();
  }

  @Test
  void givesUpOnValuesThatNestWithoutBounds() {
    Value known = Value.of(1);
    Value open = Value.unknown(Primitive.BOOL);
    for (int i = 0; i < 5_000; i++) {
      known = with("[x, {a = x}]", known);
      open = with("local.bool ? [x, x] : [x, x]", open);
    }
    assertThat(known.depth()).isLessThan(200);
    assertThat(open.depth()).isLessThan(200);
  }

  private static Value with(String expression, Value x) {
    Scope scope =
        new Scope() {
          @Override
          public Resolved resolve(Traversal reference, Problems problems) {
            return reference.root().equals("x")
                ? new Resolved(x, 0)
                : new Resolved(Value.unknown(Primitive.BOOL), 1);
          }

          @Override
          public Functions functions() {
            return Scope.constant().functions();
          }
        };
    return Evaluator.evaluate(Evaluated.parsed(expression), scope, new Problems());
  }

  @Test
  void unifiesDeepMixturesInBoundedTime() {
    String list = "1";
    String tuple = "\"a\"";
    for (int i = 0; i < 60; i++) {
      list = "tolist([" + list + "])";
      tuple = "[" + tuple + "]";
    }
    String expression = "true ? " + list + " : " + tuple;
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(Evaluated.of(expression).failed()).isFalse());
  }
}
