package dev.slipway.terraform;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A provider: {@code registry.terraform.io/hashicorp/aws}. */
public record ProviderAddress(String host, String namespace, String type) {

  public static final String PUBLIC_REGISTRY = "registry.terraform.io";

  private static final String OFFICIAL = "hashicorp";
  private static final int PART_LIMIT = 63;

  /** What a local name stands for when nothing is required by it. */
  public static ProviderAddress implied(String localName) {
    return localName.equals("terraform")
        ? new ProviderAddress("terraform.io", "builtin", "terraform")
        : official(normalized(localName));
  }

  /** The provider of this type that Terraform's makers publish. */
  static ProviderAddress official(String type) {
    return new ProviderAddress(PUBLIC_REGISTRY, OFFICIAL, type);
  }

  /** The provider of {@code terraform_data} and {@code terraform_remote_state}. */
  public boolean isBuiltIn() {
    return host.equals("terraform.io") && namespace.equals("builtin");
  }

  boolean isOfficial() {
    return host.equals(PUBLIC_REGISTRY) && namespace.equals(OFFICIAL);
  }

  /** Why a text cannot be part of an address; empty if it can. */
  static Optional<String> fault(String part) {
    if (part.isEmpty()) {
      return Optional.of("It must have at least one character.");
    }
    if (part.contains(".")) {
      return Optional.of("It must not have dots.");
    }
    if (part.contains("--")) {
      return Optional.of("It must not have several dashes in a row.");
    }
    boolean letters =
        part.codePoints().allMatch(letter -> letter == '-' || Character.isLetterOrDigit(letter));
    return letters && part.length() <= PART_LIMIT && !part.startsWith("-") && !part.endsWith("-")
        ? Optional.empty()
        : Optional.of(
            "It may have only letters, digits and dashes, and no dash at its beginning or end.");
  }

  static String normalized(String part) {
    return part.toLowerCase(Locale.ROOT);
  }

  /** A source as read, or why it is none. */
  sealed interface Parsed {
    /** An address. */
    record Found(ProviderAddress address) implements Parsed {}

    /** No address. */
    record Wrong(String why) implements Parsed {}
  }

  /** Reads a source: {@code aws}, {@code hashicorp/aws} or one with the host in front. */
  static Parsed parse(String source) {
    List<String> parts = List.of(source.split("/", -1));
    if (parts.size() > 3 || parts.contains("")) {
      return new Parsed.Wrong(
          "A source has the form `HOST/NAMESPACE/TYPE`; the host may be left out.");
    }
    String type = normalized(parts.getLast());
    Optional<String> fault = fault(type);
    if (fault.isPresent()) {
      return new Parsed.Wrong("`" + parts.getLast() + "` is no type of a provider: " + fault.get());
    }
    String namespace = parts.size() > 1 ? normalized(parts.get(parts.size() - 2)) : OFFICIAL;
    String host = parts.size() > 2 ? normalized(parts.getFirst()) : PUBLIC_REGISTRY;
    boolean legacy = namespace.equals("-");
    if (legacy ? !host.equals(PUBLIC_REGISTRY) : fault(namespace).isPresent()) {
      return new Parsed.Wrong(
          "`" + namespace + "` is no namespace: " + fault(namespace).orElse(""));
    }
    if (!isHost(host)) {
      return new Parsed.Wrong("`" + host + "` is not the name of a host.");
    }
    return type.startsWith("terraform-")
        ? new Parsed.Wrong(
            "The type must not begin with `terraform-`, as names of repositories do.")
        : new Parsed.Found(new ProviderAddress(host, namespace, type));
  }

  /** A host name, with a port or without. */
  private static boolean isHost(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String port = colon < 0 ? "" : text.substring(colon + 1);
    if (!port.chars().allMatch(Character::isDigit) || (colon >= 0 && port.isEmpty())) {
      return false;
    }
    List<String> labels = List.of(name.split("\\.", -1));
    boolean letters =
        labels.stream()
            .allMatch(label ->
                !label.isEmpty()
                    && label.length() <= PART_LIMIT
                    && !label.startsWith("-")
                    && !label.endsWith("-")
                    && label
                        .codePoints()
                        .allMatch(letter -> letter == '-' || Character.isLetterOrDigit(letter)));
    return letters;
  }

  @Override
  public String toString() {
    return host + "/" + namespace + "/" + type;
  }
}
