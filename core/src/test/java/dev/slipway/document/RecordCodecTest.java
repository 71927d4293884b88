package dev.slipway.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

  @Test
  void aBlueprintReadBackIsTheSameBlueprint() {
    Blueprint blueprint = Blueprints.chat();

    String json = JsonWriter.write(RecordCodec.write(blueprint));
    Node document = JsonDocument.read("blueprint.json", json).value().orElseThrow();

    assertThat(RecordCodec.read(document, Blueprint.class)).isEqualTo(blueprint);
    assertThat(JsonWriter.write(document)).isEqualTo(json);
  }

  @Test
  void theSchemaDefinesEveryTypeThatItNames() {
    String schema = JsonWriter.write(RecordCodec.schema(Blueprint.class, "id", "title"));
    Node document = JsonDocument.read("schema.json", schema).value().orElseThrow();

    Node definitions = document.get("$defs").orElseThrow();
    assertThat(document.descendants().flatMap(n -> n.text("$ref").stream()))
        .isNotEmpty()
        .allSatisfy(
            ref -> assertThat(definitions.get(ref.substring("#/$defs/".length()))).isPresent());
  }

  @Test
  void aDocumentOfAnotherShapeSaysWhatIsMissingAndWhere() {
    Node document = JsonDocument.read("x.json", "{\n  \"version\": 1\n}").value().orElseThrow();

    assertThatThrownBy(() -> RecordCodec.read(document, Blueprint.class))
        .isInstanceOf(RecordCodec.DocumentMismatch.class)
        .hasMessageContaining("project");
  }

  @Test
  void awkwardStringsSurvive() {
    record Holder(String text) {}
    String awkward =
        "quote \" backslash \\ tab \t newline \n null \u0000 emoji \uD83D\uDE80 lone \uD83D end";

    String json = JsonWriter.write(RecordCodec.write(new Holder(awkward)));

    assertThat(
            RecordCodec.read(JsonDocument.read("x", json).value().orElseThrow(), Holder.class)
                .text())
        .isEqualTo(awkward);
  }
}
