package dev.slipway.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.evaluate.function.FunctionFiles;
import dev.slipway.evaluate.function.TerraformFunctions;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import org.junit.jupiter.api.Test;

final class TemplateTextTest {

  private static Value render(String text, String variables) throws Refusal {
    Value names = Evaluated.of(variables).value();
    return TemplateText.render(text, names, TerraformFunctions.of(FunctionFiles.unknown()));
  }

  private static Refusal refusal(String text, String variables) {
    return assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> render(text, variables))
        .actual();
  }

  @Test
  void insertsVariablesAndCallsFunctions() throws Refusal {
    assertThat(render("a\n${upper(name)}\n", "{name = \"x\"}")).isEqualTo(Value.of("a\nX\n"));
    assertThat(render("%{ for x in xs ~}\n${x}\n%{ endfor ~}\n", "{xs = [1, 2]}"))
        .isEqualTo(Value.of("1\n2\n"));
  }

  @Test
  void keepsTheEndOfTheTextAsItIs() throws Refusal {
    assertThat(render("", "{}")).isEqualTo(Value.of(""));
    assertThat(render("a", "{}")).isEqualTo(Value.of("a"));
    assertThat(render("a\n", "{}")).isEqualTo(Value.of("a\n"));
    assertThat(render("TEMPLATE\n  b \n\n", "{}")).isEqualTo(Value.of("TEMPLATE\n  b \n\n"));
    assertThat(render("\\n \"q\" $${x}", "{}")).isEqualTo(Value.of("\\n \"q\" ${x}"));
  }

  @Test
  void givesTheValueOfASingleInterpolation() throws Refusal {
    assertThat(render("${x}", "{x = [1]}").hasElements()).isTrue();
    assertThat(render("${x}", "{x = local.dynamic}")).isEqualTo(Value.DYNAMIC);
    assertThat(render("a${x}", "{x = local.dynamic}").type()).isEqualTo(Primitive.STRING);
  }

  @Test
  void namesTheVariableThatIsMissingAndItsLine() {
    Refusal refusal = refusal("a\nb ${nam}\n", "{name = 1}");
    assertThat(refusal.argument()).isEqualTo(1);
    assertThat(refusal).hasMessageContaining("`nam`").hasMessageContaining("line 2");
  }

  @Test
  void refusesTextThatIsNoTemplate() {
    assertThat(refusal("a ${", "{}").argument()).isZero();
    assertThat(refusal("%{ if x }", "{x = true}").argument()).isZero();
    assertThat(refusal("${x.y}", "{x = 1}")).hasMessageContaining("line 1");
    assertThat(refusal("a", "[]").argument()).isEqualTo(1);
  }

  @Test
  void rendersNoTemplateInsideATemplate() {
    assertThat(refusal("${templatefile(\"a\", {})}", "{}"))
        .hasMessageContaining("cannot render another one");
    assertThat(refusal("${templatestring(x, {})}", "{x = \"a\"}"))
        .hasMessageContaining("cannot render another one");
  }
}
