package dev.slipway.check.rule.written;

import java.util.Locale;
import java.util.Optional;

/**
 * A container image as files name it.
 *
 * @param name without Docker Hub's own prefixes: {@code python}, {@code gcr.io/p/web}
 * @param digest {@code sha256:…}
 */
public record ImageName(String name, Optional<String> tag, Optional<String> digest) {

  /** The image of a text; empty when parts of it are only known later, or it is no name. */
  public static Optional<ImageName> read(String text) {
    String rest = text.strip();
    if (rest.isEmpty() || rest.chars().anyMatch(c -> "${}<> \t\"'%".indexOf(c) >= 0)) {
      return Optional.empty();
    }
    Optional<String> digest = Optional.empty();
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = Optional.of(rest.substring(at + 1));
      rest = rest.substring(0, at);
    }
    Optional<String> tag = Optional.empty();
    int colon = rest.lastIndexOf(':');
    if (colon > rest.lastIndexOf('/')) {
      tag = Optional.of(rest.substring(colon + 1));
      rest = rest.substring(0, colon);
    }
    return rest.isEmpty()
        ? Optional.empty()
        : Optional.of(new ImageName(withoutHub(rest), tag, digest));
  }

  private static String withoutHub(String name) {
    String rest = name;
    for (String prefix : new String[] {"index.docker.io/", "docker.io/", "library/"}) {
      rest = rest.startsWith(prefix) ? rest.substring(prefix.length()) : rest;
    }
    return rest;
  }

  /** Whether the same name can be another image tomorrow, whatever version it is. */
  public boolean isUnversioned() {
    return digest.isEmpty() && tag.map(t -> t.equals("latest") || t.isEmpty()).orElse(true);
  }

  /** What comes after the last slash, in lower case. */
  public String shortName() {
    return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  /** In words: {@code has no tag} or {@code has the tag latest}. */
  public String state() {
    return tag.map(t -> "has the tag `" + t + "`").orElse("has no tag");
  }

  @Override
  public String toString() {
    return name + tag.map(t -> ":" + t).orElse("") + digest.map(d -> "@" + d).orElse("");
  }
}
