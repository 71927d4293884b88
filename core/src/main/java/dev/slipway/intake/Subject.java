package dev.slipway.intake;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something that a project can decide once: the name under which records, configuration and the
 * command line speak of it. The path is also the key in {@code slipway.yaml}.
 *
 * @param path dotted path, such as {@code objectives.latency.p95}
 * @param description one line for {@code slipway init} and the schema, with the unit
 * @param parser reads the value as people write it; empty for text that is no such value
 * @param <T> the value's type, with a meaningful {@code equals}
 */
public record Subject<T>(String path, String description, Function<String, Optional<T>> parser)
    implements Comparable<Subject<?>> {

  public Optional<T> parse(String text) {
    return parser.apply(text.strip());
  }

  @Override
  public int compareTo(Subject<?> other) {
    return path.compareTo(other.path());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Subject<?> subject && path.equals(subject.path());
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
