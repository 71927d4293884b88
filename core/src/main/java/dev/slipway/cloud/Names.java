package dev.slipway.cloud;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names within a limit. One that would be too long is cut and gets four hexadecimal digits of its
 * digest, so that two long names stay apart.
 */
public final class Names {

  private Names() {}

  /** The name, or as much of it as the limit leaves room for. */
  public static String shorten(String name, int limit) {
    if (name.length() <= limit) {
      return name;
    }
    String digest = digest(name).substring(0, 4);
    String kept = name.substring(0, limit - 5);
    return (kept.endsWith("-") ? kept.substring(0, kept.length() - 1) : kept) + "-" + digest;
  }

  private static String digest(String text) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
