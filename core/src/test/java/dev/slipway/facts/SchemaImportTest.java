package dev.slipway.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.facts.BlockSchema.Nesting;
import dev.slipway.facts.SchemaImport.ImportedSchema;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaImportTest {

  private static final String TEXT =
      """
      {"format_version": "1.0", "provider_schemas": {"registry.terraform.io/acme/box": {
        "provider": {"version": 0, "block": {"attributes": {"token": {"type": "string",
          "description": "x: y", "optional": true, "sensitive": true}}}},
        "resource_schemas": {
          "box_shelf": {"version": 3, "block": {
            "attributes": {
              "name": {"type": "string", "required": true},
              "size": {"type": ["object", {"w": "number", "h": ["list", "number"]}], "optional": true},
              "pair": {"type": ["tuple", ["string", "bool"]], "computed": true},
              "key_wo": {"type": "string", "optional": true, "write_only": true},
              "parts": {"nested_type": {"nesting_mode": "map", "attributes": {
                "id": {"type": "string", "computed": true}}}, "optional": true}},
            "block_types": {
              "board": {"nesting_mode": "list", "max_items": 2, "min_items": 1, "block": {
                "attributes": {"wood": {"type": "string", "optional": true, "deprecated": true}}}}},
            "deprecated": true}}},
        "ephemeral_resource_schemas": {"box_key": {"version": 0, "block": {}}},
        "functions": {
          "fold": {"summary": "s", "return_type": ["list", "string"],
            "parameters": [{"name": "edge", "type": "number", "is_nullable": true}],
            "variadic_parameter": {"name": "rest", "type": "dynamic"}}}}}}
      """;

  @Test
  void keepsAllThatACheckNeeds() {
    ImportedSchema imported = imported(TEXT).value().getFirst();
    assertThat(imported.source()).isEqualTo("registry.terraform.io/acme/box");
    assertThat(imported.path()).isEqualTo(".slipway/schemas/registry.terraform.io/acme/box.schema");
    assertThat(List.of(imported.resources(), imported.dataSources(), imported.functions()))
        .containsExactly(1, 0, 1);
    ProviderSchema box = catalog(imported).provider("acme/box").orElseThrow();
    assertThat(box.title()).isEqualTo("box 2.1.0");
    assertThat(box.isComplete()).isTrue();
    assertThat(box.provider().attribute("token").orElseThrow().sensitive()).isTrue();
    BlockSchema shelf = box.resource("box_shelf").orElseThrow().body();
    assertThat(shelf.deprecated()).isTrue();
    assertThat(shelf.attribute("size").orElseThrow().type())
        .hasToString("object({h = list(number), w = number})");
    assertThat(shelf.attribute("pair").orElseThrow().type()).hasToString("tuple([string, bool])");
    assertThat(shelf.attribute("key_wo").orElseThrow().writeOnly()).isTrue();
    assertThat(shelf.attribute("parts").orElseThrow().nested().orElseThrow().nesting())
        .isEqualTo(Nesting.MAP);
    assertThat(shelf.block("board").orElseThrow().max()).isEqualTo(2);
    assertThat(
            shelf.block("board").orElseThrow().body().attribute("wood").orElseThrow().deprecated())
        .isTrue();
    assertThat(box.ephemeral("box_key")).isPresent();
    ProviderSchema.FunctionSchema fold = box.function("fold").orElseThrow();
    assertThat(fold.result()).hasToString("list(string)");
    assertThat(fold.parameters().getFirst().takesNull()).isTrue();
    assertThat(fold.variadic().orElseThrow().name()).isEqualTo("rest");
  }

  @Test
  void aProjectsOwnSchemaGoesBeforeTheShippedOne() {
    ImportedSchema own = imported(TEXT.replace("acme/box", "hashicorp/aws")).value().getFirst();
    SchemaCatalog catalog = catalog(own);
    assertThat(catalog.provider("aws").orElseThrow().resource("box_shelf")).isPresent();
    assertThat(catalog.provider("hashicorp/google").orElseThrow().version()).isEqualTo("7.45.0");
  }

  @Test
  void aProvidersNameAloneDoesNotMakeItKnown() {
    SchemaCatalog catalog = SchemaCatalog.builtIn();
    assertThat(catalog.provider("registry.terraform.io/hashicorp/aws")).isPresent();
    assertThat(catalog.provider("registry.opentofu.org/hashicorp/aws")).isPresent();
    assertThat(catalog.provider("terraform.io/builtin/terraform")).isPresent();
    assertThat(catalog.provider("acme/aws")).isEmpty();
    assertThat(catalog.provider("example.com/hashicorp/aws")).isEmpty();
    assertThat(catalog.provider("hashicorp/google-beta")).isEmpty();
    assertThat(catalog.provider("hashicorp/terraform")).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithATextThatIsNoSchema() {
    for (String text :
        List.of(
            "",
            "[]",
            "{}",
            "{\"provider_schemas\": {}}",
            "{\"provider_schemas\": {\"aws\": {}}}",
            TEXT.substring(0, TEXT.length() / 2),
            TEXT.replace("\"string\"", "\"text\""),
            TEXT.replace("box_shelf", "box\\tshelf"),
            TEXT.replace("\"list\", \"max_items\"", "\"row\", \"max_items\""),
            "{\"a\":".repeat(5000))) {
      Outcome<List<ImportedSchema>> outcome = imported(text);
      assertThat(outcome.value()).as(text).isEmpty();
      assertThat(outcome.diagnostics()).as(text).hasSize(1);
    }
  }

  @Test
  void aBrokenFileIsAsGoodAsNone() {
    String whole = imported(TEXT).value().getFirst().text();
    for (int cut = 0; cut < whole.length(); cut++) {
      String text = whole.substring(0, cut) + "\u0001" + whole.substring(cut + 1);
      SchemaCatalog catalog = SchemaCatalog.of(path -> Optional.of(text));
      catalog
          .provider("acme/box")
          .ifPresent(schema -> {
            schema.resourceTypes().forEach(schema::resource);
            schema.resource("box_shelf").ifPresent(type -> walk(type.body()));
            schema.function("fold");
            schema.provider();
          });
    }
  }

  private static void walk(BlockSchema body) {
    body.blocks().values().forEach(block -> assertThat(block.body()).isNotNull());
  }

  private static Outcome<List<ImportedSchema>> imported(String text) {
    return SchemaImport.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        "schema.json",
        Map.of("registry.terraform.io/acme/box", "2.1.0"));
  }

  private static SchemaCatalog catalog(ImportedSchema imported) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(imported.path(), imported.text());
    return SchemaCatalog.of(path -> Optional.ofNullable(files.get(path)));
  }
}
