package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.NUMBER;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.named;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Value;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Digests and what is like them. */
final class HashFunctions {

  private static final int BCRYPT_TEXT_LIMIT = 72;
  private static final int BCRYPT_COST_LIMIT = 31;

  private HashFunctions() {}

  static Optional<Function> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "md5", "sha1", "sha256", "sha512", "base64sha256", "base64sha512" ->
              named(name)
                  .takes("str", STRING)
                  .gives(STRING, a -> Value.of(digest(name, a.text(0).getBytes(UTF_8))));
          case "bcrypt" ->
              named(name)
                  .takes("str", STRING)
                  .more("cost", NUMBER)
                  .gives(STRING, HashFunctions::bcrypt);
          case "uuid" -> named(name).gives(STRING, a -> Value.unknown(STRING));
          case "uuidv5" ->
              named(name)
                  .takes("namespace", STRING)
                  .takes("name", STRING)
                  .gives(STRING, a -> Value.of(uuid(namespace(a.text(0)), a.text(1))));
          case "rsadecrypt" ->
              named(name)
                  .takes("ciphertext", STRING)
                  .takes("privatekey", STRING)
                  .gives(STRING, HashFunctions::decrypted);
          default -> null;
        });
  }

  /** The digest that the function of this name makes, as hexadecimal digits or Base64. */
  static String digest(String function, byte[] content) {
    byte[] digest =
        switch (function) {
          case "md5" -> digest(content, "MD5");
          case "sha1" -> digest(content, "SHA-1");
          case "sha256", "base64sha256" -> digest(content, "SHA-256");
          default -> digest(content, "SHA-512");
        };
    return function.startsWith("base64")
        ? Base64.getEncoder().encodeToString(digest)
        : HexFormat.of().formatHex(digest);
  }

  private static byte[] digest(byte[] content, String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has these
    }
  }

  /** The outcome has salt in it, so only what is refused can be told. */
  private static Value bcrypt(Arguments arguments) throws Refusal {
    if (arguments.count() > 2) {
      throw new Refusal(2, "at most two arguments are taken");
    }
    if (arguments.count() > 1 && arguments.integer(1) > BCRYPT_COST_LIMIT) {
      throw new Refusal(1, "the cost must not exceed " + BCRYPT_COST_LIMIT);
    }
    if (arguments.text(0).getBytes(UTF_8).length > BCRYPT_TEXT_LIMIT) {
      throw new Refusal(0, "the string must not be longer than " + BCRYPT_TEXT_LIMIT + " bytes");
    }
    return Value.unknown(STRING);
  }

  private static Value decrypted(Arguments arguments) throws Refusal {
    if (EncodingFunctions.base64(arguments.text(0)).isEmpty()) {
      throw new Refusal(0, "the ciphertext must be Base64");
    }
    if (!arguments.text(1).contains("-----BEGIN ")) {
      throw new Refusal(1, "a private key in PEM form is required");
    }
    // A private key in a repository is not used, not even to see what it opens.
    return Value.unknown(STRING);
  }

  private static UUID namespace(String name) throws Refusal {
    return switch (name) {
      case "dns" -> UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
      case "url" -> UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
      case "oid" -> UUID.fromString("6ba7b812-9dad-11d1-80b4-00c04fd430c8");
      case "x500" -> UUID.fromString("6ba7b814-9dad-11d1-80b4-00c04fd430c8");
      default -> parsed(name);
    };
  }

  private static final String DIGITS = "[0-9A-Fa-f]";

  private static UUID parsed(String text) throws Refusal {
    String plain = text;
    if (text.regionMatches(true, 0, "urn:uuid:", 0, 9)) {
      plain = text.substring(9);
    } else if (text.length() == 38) {
      plain = text.substring(1, 37);
    }
    if (plain.matches(DIGITS + "{32}")) {
      plain = plain.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }
    String four = "-" + DIGITS + "{4}";
    if (!plain.matches(DIGITS + "{8}" + four + four + four + "-" + DIGITS + "{12}")) {
      throw new Refusal(0, "a namespace is dns, url, oid, x500 or a UUID");
    }
    return UUID.fromString(plain);
  }

  private static String uuid(UUID namespace, String name) {
    byte[] text = name.getBytes(UTF_8);
    byte[] all =
        java.nio.ByteBuffer.allocate(16 + text.length)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .put(text)
            .array();
    java.nio.ByteBuffer digest = java.nio.ByteBuffer.wrap(digest(all, "SHA-1"));
    long most = digest.getLong() & ~0xF000L | 0x5000L;
    long least = digest.getLong() & ~(0xC0L << 56) | 0x80L << 56;
    return new UUID(most, least).toString();
  }
}
