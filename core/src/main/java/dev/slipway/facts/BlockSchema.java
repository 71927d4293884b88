package dev.slipway.facts;

import dev.slipway.value.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The inside of a block: what may and must stand there.
 *
 * @param deprecated whether the provider advises against the block as a whole
 * @param attributes by name, sorted
 * @param blocks by name, sorted
 */
public record BlockSchema(
    boolean deprecated, Map<String, Attribute> attributes, Map<String, NestedBlock> blocks) {

  /** Stands for a body that a broken file describes: nothing can be said about what is in it. */
  public static final BlockSchema UNREADABLE =
      new BlockSchema(false, Collections.emptyMap(), Collections.emptyMap());

  /**
   * An attribute.
   *
   * @param type its type; {@link Type.Primitive#DYNAMIC} when {@code nested} is there
   * @param nested the attributes inside, for an attribute that has a schema of its own
   */
  public record Attribute(
      String name,
      Type type,
      Optional<NestedBlock> nested,
      boolean required,
      boolean optional,
      boolean computed,
      boolean sensitive,
      boolean deprecated,
      boolean writeOnly) {

    /** Whether a configuration may set it. */
    public boolean settable() {
      return required || optional;
    }
  }

  /** How often a nested block may stand. */
  public enum Nesting {
    SINGLE,
    GROUP,
    LIST,
    SET,
    MAP
  }

  /** A nested block; its inside is read on demand. */
  public static final class NestedBlock {
    private final ProviderSchema provider;
    private final String number;
    private final String name;
    private final Nesting nesting;
    private final int min;
    private final int max;

    private NestedBlock(
        ProviderSchema provider, String number, String name, Nesting nesting, int min, int max) {
      this.provider = provider;
      this.number = number;
      this.name = name;
      this.nesting = nesting;
      this.min = min;
      this.max = max;
    }

    public String name() {
      return name;
    }

    public Nesting nesting() {
      return nesting;
    }

    /** How many there must be at least. */
    public int min() {
      return min;
    }

    /** How many there may be; 0 for no limit. */
    public int max() {
      return max;
    }

    public BlockSchema body() {
      return provider.body(number);
    }
  }

  /** Whether it says anything. */
  @SuppressWarnings("ReferenceEquality") // an empty body equals it, and says that nothing may stand
  public boolean isReadable() {
    return this != UNREADABLE;
  }

  public Optional<Attribute> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  public Optional<NestedBlock> block(String name) {
    return Optional.ofNullable(blocks.get(name));
  }

  /**
   * Reads the words of one body: {@code name:mode:type}, {@code name*nesting:min:max:body} or
   * {@code !}.
   */
  static BlockSchema parse(ProviderSchema provider, String text) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    Map<String, NestedBlock> blocks = new LinkedHashMap<>();
    boolean deprecated = false;
    for (String word : FactLines.split(text, ' ')) {
      if (word.equals("!")) {
        deprecated = true;
      } else if (!word.isEmpty()) {
        int colon = word.indexOf(':');
        int star = word.lastIndexOf('*', colon);
        if (star >= 0) {
          NestedBlock block = block(provider, word, star);
          blocks.put(block.name(), block);
        } else {
          Attribute attribute = attribute(provider, word, colon);
          attributes.put(attribute.name(), attribute);
        }
      }
    }
    return new BlockSchema(
        deprecated, Collections.unmodifiableMap(attributes), Collections.unmodifiableMap(blocks));
  }

  private static NestedBlock block(ProviderSchema provider, String word, int star) {
    String[] fields = FactLines.split(word.substring(star + 1), ':');
    return new NestedBlock(
        provider,
        fields[3],
        word.substring(0, star),
        nesting(fields[0].charAt(0)),
        Integer.parseInt(fields[1]),
        Integer.parseInt(fields[2]));
  }

  private static Attribute attribute(ProviderSchema provider, String word, int colon) {
    String name = word.substring(0, colon);
    int next = word.indexOf(':', colon + 1);
    String mode = word.substring(colon + 1, next);
    String type = word.substring(next + 1);
    boolean nested = type.charAt(0) == '^';
    return new Attribute(
        name,
        nested ? Type.Primitive.DYNAMIC : TypeCode.parse(type),
        nested
            ? Optional.of(
                new NestedBlock(provider, type.substring(2), name, nesting(type.charAt(1)), 0, 0))
            : Optional.empty(),
        mode.indexOf('r') >= 0,
        mode.indexOf('o') >= 0,
        mode.indexOf('c') >= 0,
        mode.indexOf('s') >= 0,
        mode.indexOf('d') >= 0,
        mode.indexOf('w') >= 0);
  }

  private static Nesting nesting(char code) {
    return switch (code) {
      case 'l' -> Nesting.LIST;
      case 's' -> Nesting.SET;
      case 'm' -> Nesting.MAP;
      case 'g' -> Nesting.GROUP;
      case '1' -> Nesting.SINGLE;
      default -> throw new IllegalStateException("unknown nesting in the facts: " + code);
    };
  }
}
