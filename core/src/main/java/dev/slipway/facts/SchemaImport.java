package dev.slipway.facts;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Takes what {@code terraform providers schema -json} prints and gives each provider's schema in
 * the compact form that {@link SchemaCatalog} reads. The text is read as a stream: no more of it
 * than one resource type is held at a time.
 */
public final class SchemaImport {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final SchemaJson json;
  private final Map<String, String> versions;
  private final List<ImportedSchema> found = new ArrayList<>();

  private SchemaImport(SchemaJson json, Map<String, String> versions) {
    this.json = json;
    this.versions = versions;
  }

  /**
   * One provider's schema.
   *
   * @param source the provider's source address
   * @param version empty when it is not known
   * @param path the file of a project in which it belongs
   * @param text the file's text
   */
  public record ImportedSchema(
      String source,
      String version,
      String path,
      String text,
      int resources,
      int dataSources,
      int ephemeralResources,
      int functions) {}

  /**
   * Reads the schemas of all providers in the text.
   *
   * @param text JSON in UTF-8
   * @param name what messages call the text
   * @param versions the providers' versions by source address, as far as they are known
   */
  public static Outcome<List<ImportedSchema>> read(
      InputStream text, String name, Map<String, String> versions) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      SchemaImport schemas = new SchemaImport(new SchemaJson(parser), versions);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new SchemaJson.Malformed("it is no JSON object");
      }
      schemas.json.properties(property -> schemas.top(property));
      if (schemas.found.isEmpty()) {
        throw new SchemaJson.Malformed("it has no `provider_schemas`, or they are empty");
      }
      return Outcome.of(List.copyOf(schemas.found));
    } catch (JacksonException broken) {
      return malformed(name, "it stops being JSON: " + broken.getOriginalMessage());
    } catch (SchemaJson.Malformed broken) {
      return malformed(name, broken.reason());
    }
  }

  private static Outcome<List<ImportedSchema>> malformed(String name, String reason) {
    return new Outcome<>(
        List.of(),
        List.of(
            new Diagnostic(
                "SLIP-SCHEMA-IMPORT",
                Severity.ERROR,
                Optional.empty(),
                Optional.empty(),
                "No provider schema in `" + name + "`",
                "The text is not what Terraform prints: " + reason + ".",
                "Print it in an initialized directory:\n"
                    + "terraform providers schema -json > schema.json")));
  }

  private void top(String property) throws SchemaJson.Malformed {
    if (property.equals("provider_schemas")) {
      json.properties(this::provider);
    } else {
      json.skip();
    }
  }

  private void provider(String source) throws SchemaJson.Malformed {
    if (!source.matches("[a-z0-9.:-]{1,200}/[0-9a-z_-]{1,64}/[0-9a-z_-]{1,64}")) {
      throw new SchemaJson.Malformed("`" + shown(source) + "` is no provider's address");
    }
    ProviderText text = new ProviderText();
    json.properties(part -> {
      switch (part) {
        case "provider" -> text.configuration = body(text);
        case "resource_schemas" -> text.resources = types("r.", text);
        case "data_source_schemas" -> text.dataSources = types("d.", text);
        case "ephemeral_resource_schemas" -> text.ephemeral = types("e.", text);
        case "functions" -> text.functions = functions(text);
        default -> json.skip();
      }
    });
    String version = versions.getOrDefault(source, "");
    found.add(
        new ImportedSchema(
            source,
            version,
            SchemaCatalog.path(source),
            text.text(source, version),
            text.resources,
            text.dataSources,
            text.ephemeral,
            text.functions));
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 79) + "…";
  }

  private int types(String prefix, ProviderText text) throws SchemaJson.Malformed {
    int before = text.lines.size();
    json.properties(type -> text.lines.add(prefix + SchemaJson.name(type) + "\t" + body(text)));
    return text.lines.size() - before;
  }

  /** {@code {"version": 0, "block": {…}}}; a provider without configuration has no block. */
  private String body(ProviderText text) throws SchemaJson.Malformed {
    String[] number = {""};
    json.properties(property -> {
      if (property.equals("block")) {
        number[0] = json.block(text);
      } else {
        json.skip();
      }
    });
    return number[0].isEmpty() ? text.add("") : number[0];
  }

  private int functions(ProviderText text) throws SchemaJson.Malformed {
    int before = text.lines.size();
    json.properties(name -> text.lines.add("f." + SchemaJson.name(name) + "\t" + json.function()));
    return text.lines.size() - before;
  }
}
