package dev.slipway.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The providers whose schemas are at hand, by source address such as {@code
 * registry.terraform.io/hashicorp/aws}: those that ship with the product, and those that a project
 * has imported, which go first. Each is read when it is first asked for.
 */
public final class SchemaCatalog {

  /** Where a project keeps the schemas that it has imported. */
  public static final String FOLDER = ".slipway/schemas";

  private static final String REGISTRY = "registry.terraform.io/";
  private static final List<String> REGISTRIES = List.of(REGISTRY, "registry.opentofu.org/");
  private static final List<String> NAMESPACES = List.of("hashicorp/", "opentofu/");
  private static final String BUILT_IN = "terraform.io/builtin/terraform";

  private final Function<String, Optional<String>> files;
  private final Map<String, Optional<ProviderSchema>> own = new ConcurrentHashMap<>();

  private SchemaCatalog(Function<String, Optional<String>> files) {
    this.files = files;
  }

  /** The schemas that ship with the product. */
  public static SchemaCatalog builtIn() {
    return new SchemaCatalog(path -> Optional.empty());
  }

  /**
   * The schemas of a project, and those that ship with the product.
   *
   * @param files the text of one of the project's files by its path, if it is there
   */
  public static SchemaCatalog of(Function<String, Optional<String>> files) {
    return new SchemaCatalog(files);
  }

  /** The file in which the imported schema of a provider lies. */
  public static String path(String source) {
    return FOLDER + "/" + address(source) + ".schema";
  }

  /** The schema of a provider, if it is at hand. */
  public Optional<ProviderSchema> provider(String source) {
    String address = address(source);
    Optional<ProviderSchema> imported =
        own.computeIfAbsent(
            address,
            wanted -> files.apply(path(wanted)).flatMap(text -> ProviderSchema.imported(text)));
    return imported.or(() -> shipped(address));
  }

  private static Optional<ProviderSchema> shipped(String address) {
    if (address.equals(BUILT_IN)) {
      return ProviderSchema.of("terraform");
    }
    for (String registry : REGISTRIES) {
      for (String namespace : NAMESPACES) {
        if (address.startsWith(registry + namespace)) {
          return ProviderSchema.of(address.substring(registry.length() + namespace.length()))
              .filter(schema -> !schema.name().equals("terraform"));
        }
      }
    }
    return Optional.empty();
  }

  /** The full form of a source address: {@code aws} and {@code hashicorp/aws} lack a part. */
  private static String address(String source) {
    String lower = source.toLowerCase(java.util.Locale.ROOT);
    return switch (FactLines.split(lower, '/').length) {
      case 1 -> REGISTRY + "hashicorp/" + lower;
      case 2 -> REGISTRY + lower;
      default -> lower;
    };
  }
}
