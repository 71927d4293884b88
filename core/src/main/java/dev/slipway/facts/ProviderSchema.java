package dev.slipway.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one provider says about its resources, data sources and its own configuration. Each type is
 * read when it is asked for, its nested blocks when they are.
 */
public final class ProviderSchema {

  private static final List<String> PROVIDERS = List.of("google", "aws", "azurerm");
  private static final Map<String, ProviderSchema> LOADED = new ConcurrentHashMap<>();

  private final String name;
  private final String version;
  private final FactLines lines;
  private final Map<String, BlockSchema> bodies = new ConcurrentHashMap<>();
  private final Map<String, ResourceSchema> types = new ConcurrentHashMap<>();
  private final String configuration;

  private ProviderSchema(FactLines lines) {
    this.lines = lines;
    String[] fields =
        FactLines.split(
            lines.find("provider").orElseThrow(() -> new IllegalStateException("no provider line")),
            '\t');
    this.configuration = fields[0];
    this.name = fields[1];
    this.version = fields[2];
  }

  /** A resource or data source. */
  public record ResourceSchema(String type, BlockSchema body) {}

  /** The schema of {@code google}, {@code aws} or {@code azurerm}; empty for others. */
  public static Optional<ProviderSchema> of(String provider) {
    if (!PROVIDERS.contains(provider)) {
      return Optional.empty();
    }
    return Optional.of(
        LOADED.computeIfAbsent(
            provider, wanted -> new ProviderSchema(FactLines.read(wanted + ".schema"))));
  }

  /** The schema of the provider that a type's name begins with. */
  public static Optional<ProviderSchema> ofType(String type) {
    int end = type.indexOf('_');
    return end < 0 ? Optional.empty() : of(type.substring(0, end));
  }

  /** Reads a schema from its text form; for tests. */
  static ProviderSchema parse(String text) {
    return new ProviderSchema(FactLines.of(text));
  }

  public String name() {
    return name;
  }

  /** The provider version whose schema this is. */
  public String version() {
    return version;
  }

  public Optional<ResourceSchema> resource(String type) {
    return found("r." + type, type);
  }

  public Optional<ResourceSchema> data(String type) {
    return found("d." + type, type);
  }

  private Optional<ResourceSchema> found(String key, String type) {
    ResourceSchema known = types.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<ResourceSchema> read =
        lines.find(key).map(body -> new ResourceSchema(type, body(body)));
    read.ifPresent(schema -> types.put(key, schema));
    return read;
  }

  /** The provider's own block. */
  public BlockSchema provider() {
    return body(configuration);
  }

  /** All resource types, sorted; reads the whole file, so only for messages. */
  public List<String> resourceTypes() {
    return lines.keys("r.");
  }

  /** All data source types, sorted; reads the whole file, so only for messages. */
  public List<String> dataTypes() {
    return lines.keys("d.");
  }

  BlockSchema body(String number) {
    BlockSchema known = bodies.get(number);
    if (known != null) {
      return known;
    }
    String text =
        lines
            .find("#" + number)
            .orElseThrow(() -> new IllegalStateException("no body " + number + " of " + name));
    BlockSchema read = BlockSchema.parse(this, text);
    bodies.put(number, read);
    return read;
  }
}
