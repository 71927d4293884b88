package dev.slipway.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReferencesTest {

  private static String references(String expression) {
    StringBuilder text = new StringBuilder();
    References.of(Evaluated.parsed(expression))
        .forEach(reference -> text.append(reference.range().text()).append(' '));
    return text.toString().strip();
  }

  @Test
  void findsThemInEveryKindOfExpressionInOrder() {
    assertThat(references("a.b + f(c.d, [e.f], {k = g.h, (i.j) = 1})...".replace("...", "")))
        .isEqualTo("a.b c.d e.f g.h i.j");
    assertThat(references("a.b ? \"${c.d}%{if e.f}${g.h}%{endif}\" : !(i.j)"))
        .isEqualTo("a.b c.d e.f g.h i.j");
    assertThat(references("a.b[*].c[d.e]")).isEqualTo("a.b d.e");
    assertThat(references("f(a.b)[c.d].e")).isEqualTo("a.b c.d");
  }

  @Test
  void leavesOutTheNamesThatLoopsGive() {
    assertThat(references("[for k, v in a.b : v.x + k + c.d if v.y]")).isEqualTo("a.b c.d");
    assertThat(references("{for v in v.list : v.key => v...}")).isEqualTo("v.list");
    assertThat(references("[for v in a.b : [for w in v : w + v + x.y]]")).isEqualTo("a.b x.y");
    assertThat(references("\"%{for v in a.b}${v}${w.x}%{endfor}${v.z}\"")).isEqualTo("a.b w.x v.z");
  }

  @Test
  void leavesOutBareWordsAsKeys() {
    assertThat(references("{a = 1, b = c.d}")).isEqualTo("c.d");
    assertThat(references("{(a) = 1}")).isEqualTo("a");
  }
}
