package dev.slipway.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentTest {

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void refusesDocumentsThatNestBeyondAnyStack(String level) {
    assertThat(YamlDocument.read("a.yaml", level.repeat(100_000)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("SLIP-YAML-SYNTAX");
  }
}
