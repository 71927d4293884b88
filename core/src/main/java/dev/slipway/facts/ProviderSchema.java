package dev.slipway.facts;

import dev.slipway.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one provider says about its resources, data sources, ephemeral resources and functions, and
 * its own configuration. Each type is read when it is asked for, its nested blocks when they are.
 */
public final class ProviderSchema {

  private static final List<String> PROVIDERS =
      List.of("google", "aws", "azurerm", "random", "terraform");
  private static final Map<String, ProviderSchema> LOADED = new ConcurrentHashMap<>();

  private final FactLines lines;
  private final Map<String, BlockSchema> bodies = new ConcurrentHashMap<>();
  private final Map<String, ResourceSchema> types = new ConcurrentHashMap<>();
  private final boolean shipped;
  private final String configuration;
  private final String source;
  private final String version;
  private final boolean complete;

  private ProviderSchema(FactLines lines, boolean shipped) {
    this.lines = lines;
    this.shipped = shipped;
    String[] fields =
        FactLines.split(
            lines.find("provider").orElseThrow(() -> new IllegalStateException("no provider line")),
            '\t');
    this.configuration = fields[0];
    this.source = fields[1];
    this.version = fields[2];
    this.complete = fields.length > 3 && fields[3].equals("complete");
  }

  /** A resource, data source or ephemeral resource. */
  public record ResourceSchema(String type, BlockSchema body) {}

  /**
   * A function of the provider.
   *
   * @param variadic the type of all further arguments, if any number of them may follow
   */
  public record FunctionSchema(
      String name, Type result, List<Parameter> parameters, Optional<Parameter> variadic) {

    public FunctionSchema {
      parameters = List.copyOf(parameters);
    }

    /** A parameter; whether null is a proper argument. */
    public record Parameter(String name, Type type, boolean takesNull) {}
  }

  /**
   * The schema of {@code google}, {@code aws}, {@code azurerm}, {@code random} or {@code
   * terraform}; empty for others.
   */
  public static Optional<ProviderSchema> of(String provider) {
    if (!PROVIDERS.contains(provider)) {
      return Optional.empty();
    }
    return Optional.of(
        LOADED.computeIfAbsent(
            provider, wanted -> new ProviderSchema(FactLines.read(wanted + ".schema"), true)));
  }

  /** The schema of the provider that a type's name begins with. */
  public static Optional<ProviderSchema> ofType(String type) {
    int end = type.indexOf('_');
    return end < 0 ? Optional.empty() : of(type.substring(0, end));
  }

  /** Reads a schema from its text form; for tests. */
  static ProviderSchema parse(String text) {
    return new ProviderSchema(FactLines.of(text), true);
  }

  /** Reads what {@link SchemaImport} has written; empty when it is something else. */
  static Optional<ProviderSchema> imported(String text) {
    return FactLines.indexed(text)
        .filter(lines ->
            lines
                .find("provider")
                .map(line -> FactLines.split(line, '\t').length > 2)
                .orElse(false))
        .map(lines -> new ProviderSchema(lines, false));
  }

  /** The last part of its address, by which most configurations call it. */
  public String name() {
    return source.substring(source.lastIndexOf('/') + 1);
  }

  /** The provider version whose schema this is; empty when it is not known. */
  public String version() {
    return version;
  }

  /** Its name and version, as far as they are known. */
  public String title() {
    return version.isEmpty() ? name() : name() + " " + version;
  }

  /** Whether it ships with the product, so that more than the schema is known of the provider. */
  public boolean isShipped() {
    return shipped;
  }

  /** Whether an ephemeral resource or function that is not found does not exist. */
  public boolean isComplete() {
    return complete;
  }

  public Optional<ResourceSchema> resource(String type) {
    return found("r." + type, type);
  }

  public Optional<ResourceSchema> data(String type) {
    return found("d." + type, type);
  }

  public Optional<ResourceSchema> ephemeral(String type) {
    return found("e." + type, type);
  }

  /** A provisioner, or {@code connection}: only Terraform itself has them. */
  public Optional<ResourceSchema> provisioner(String type) {
    return found("p." + type, type);
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

  /** A function by its own name, such as {@code arn_parse}. */
  public Optional<FunctionSchema> function(String name) {
    return lines.find("f." + name).flatMap(text -> readable(() -> function(name, text)));
  }

  private static FunctionSchema function(String name, String text) {
    String[] words = FactLines.split(text, ' ');
    List<FunctionSchema.Parameter> parameters = new ArrayList<>();
    Optional<FunctionSchema.Parameter> variadic = Optional.empty();
    for (int i = 1; i < words.length; i++) {
      String[] fields = FactLines.split(words[i], ':');
      FunctionSchema.Parameter parameter =
          new FunctionSchema.Parameter(
              fields[0], TypeCode.parse(fields[2]), fields[1].indexOf('n') >= 0);
      if (fields[1].indexOf('v') >= 0) {
        variadic = Optional.of(parameter);
      } else {
        parameters.add(parameter);
      }
    }
    return new FunctionSchema(name, TypeCode.parse(words[0]), parameters, variadic);
  }

  /** The provider's own block. */
  public BlockSchema provider() {
    return body(configuration);
  }

  /** All resource types, sorted; reads the whole index, so only for messages. */
  public List<String> resourceTypes() {
    return lines.keys("r.");
  }

  /** All data source types, sorted; reads the whole index, so only for messages. */
  public List<String> dataTypes() {
    return lines.keys("d.");
  }

  /** All types of ephemeral resources, sorted; reads the whole index, so only for messages. */
  public List<String> ephemeralTypes() {
    return lines.keys("e.");
  }

  /** All functions, sorted; reads the whole index, so only for messages. */
  public List<String> functions() {
    return lines.keys("f.");
  }

  BlockSchema body(String number) {
    BlockSchema known = bodies.get(number);
    if (known != null) {
      return known;
    }
    BlockSchema read =
        lines
            .find("#" + number)
            .flatMap(text -> readable(() -> BlockSchema.parse(this, text)))
            .orElse(BlockSchema.UNREADABLE);
    if (shipped && !read.isReadable()) {
      throw new IllegalStateException("no body " + number + " of " + source);
    }
    bodies.put(number, read);
    return read;
  }

  /** A project's file may hold anything; what makes no sense in it is as good as not there. */
  private static <T> Optional<T> readable(java.util.function.Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (IllegalStateException | IndexOutOfBoundsException | NumberFormatException broken) {
      return Optional.empty();
    }
  }
}
