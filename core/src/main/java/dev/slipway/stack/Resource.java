package dev.slipway.stack;

import dev.slipway.blueprint.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * A resource or data source.
 *
 * @param address its address, unique in the stack
 * @param file the file of the stack that it is printed in, such as {@code main.tf}
 * @param comment printed above it, without comment signs, possibly several lines; empty for none
 * @param meta the meta-arguments
 * @param body its own arguments and blocks
 * @param provenance the blueprint element and the decisions behind it
 */
public record Resource(
    ResourceAddress address,
    String file,
    String comment,
    Meta meta,
    Body body,
    Provenance provenance) {

  /**
   * Meta-arguments.
   *
   * @param count as written
   * @param forEach as written
   * @param provider alias reference such as {@code google.replica}
   * @param dependsOn references
   * @param lifecycle the body of the lifecycle block
   */
  public record Meta(
      Optional<Expression> count,
      Optional<Expression> forEach,
      Optional<Expression> provider,
      List<Expression.Reference> dependsOn,
      Optional<Body> lifecycle) {

    public static final Meta NONE =
        new Meta(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public Meta withCount(Expression expression) {
      return new Meta(Optional.of(expression), forEach, provider, dependsOn, lifecycle);
    }

    public Meta withForEach(Expression expression) {
      return new Meta(count, Optional.of(expression), provider, dependsOn, lifecycle);
    }

    public Meta withProvider(Expression alias) {
      return new Meta(count, forEach, Optional.of(alias), dependsOn, lifecycle);
    }

    public Meta withDependsOn(List<Expression.Reference> references) {
      return new Meta(count, forEach, provider, List.copyOf(references), lifecycle);
    }

    public Meta withLifecycle(Body body) {
      return new Meta(count, forEach, provider, dependsOn, Optional.of(body));
    }
  }
}
