package dev.slipway.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

  @Test
  void findsTheKeyWithTwoLettersSwapped() {
    assertThat(Suggestion.closest("objectvies", List.of("services", "objectives")))
        .contains("objectives");
  }

  @Test
  void saysNothingWhenNothingIsNear() {
    assertThat(Suggestion.closest("kitchen", List.of("services", "objectives"))).isEmpty();
    assertThat(Suggestion.sentence("kitchen", List.of("services"))).isEmpty();
  }

  @Test
  void survivesAWordAsLongAsAFile() {
    assertThat(Suggestion.closest("x".repeat(1_000_000), List.of("services"))).isEmpty();
  }
}
