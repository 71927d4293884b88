package dev.slipway.bundle;

import dev.slipway.emit.GeneratedFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of texts and of whole file sets, in lower-case hexadecimal. */
public final class Digest {

  private Digest() {}

  public static String of(String text) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Of a file set: the digest of the list that {@code sha256sum} prints for its files in the order
   * of their paths, so that anybody can compute it without Slipway.
   */
  public static String of(List<GeneratedFile> sorted) {
    StringBuilder list = new StringBuilder();
    for (GeneratedFile file : sorted) {
      list.append(of(file.text())).append("  ").append(file.path()).append('\n');
    }
    return of(list.toString());
  }
}
