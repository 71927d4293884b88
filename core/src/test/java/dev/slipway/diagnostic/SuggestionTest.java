package dev.slipway.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
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

  @Test
  void doesNotHoldEachOfManyWrongNamesAgainstMoreNamesThanAnyoneWrites() {
    List<String> many = IntStream.range(0, 5_001).mapToObj(i -> "name" + i).toList();

    assertThat(Suggestion.closest("name1x", many)).isEmpty();
    assertThat(Suggestion.closest("name1x", many.subList(0, 100))).contains("name1");
  }
}
