package dev.slipway.source;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evidence.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one file as UTF-8 text, refusing what is too large, binary or in another encoding. */
final class TextFile {

  /** No record, manifest or source file that a person wrote is larger. */
  static final int SIZE_LIMIT = 4 * 1024 * 1024;

  private static final List<String> TEXT =
      List.of(
          ".md", ".txt", ".json", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".env", ".tf", ".py",
          ".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".go", ".mod", ".sql", ".sh", ".html");

  private static final int BINARY_PROBE = 8_000;

  private TextFile() {}

  static Outcome<Optional<String>> read(Path file, String path) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(SIZE_LIMIT + 1);
    } catch (IOException e) {
      return problem(
          "SLIP-FILE-UNREADABLE",
          path,
          "File cannot be read",
          "Opening "
              + path
              + " failed ("
              + e.getClass().getSimpleName()
              + "), so nothing in it was taken into account.",
          "Check its permissions, or leave it out with `ignore:` in slipway.yaml.");
    }
    if (bytes.length > SIZE_LIMIT) {
      return problem(
          "SLIP-FILE-TOO-LARGE",
          path,
          "File is too large to read",
          path + " has more than 4 MiB, more than any file that people write, so it was left out.",
          "Leave it out with `ignore:` in slipway.yaml, or split it.");
    }
    if (isBinary(bytes)) {
      return isProbablyText(path) ? binary(path) : new Outcome<>(Optional.empty(), List.of());
    }
    return decode(bytes, path);
  }

  private static boolean isBinary(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, BINARY_PROBE); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether anybody would miss the file: pictures, fonts and databases are expected to be binary.
   */
  private static boolean isProbablyText(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return TEXT.stream().anyMatch(name::endsWith) || name.indexOf('.') <= 0;
  }

  private static Outcome<Optional<String>> binary(String path) {
    return problem(
        "SLIP-FILE-BINARY",
        path,
        "File is not text",
        path + " contains zero bytes: it is binary, or text in UTF-16. It was left out.",
        "Save it as UTF-8 if it is meant to be text, or leave it out with `ignore:` in"
            + " slipway.yaml.");
  }

  private static Outcome<Optional<String>> decode(byte[] bytes, String path) {
    int start =
        bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF
            ? 3
            : 0;
    ByteBuffer buffer = ByteBuffer.wrap(bytes, start, bytes.length - start);
    try {
      return Outcome.of(Optional.of(StandardCharsets.UTF_8.newDecoder().decode(buffer).toString()));
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < buffer.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      return new Outcome<>(
          Optional.empty(),
          List.of(
              Diagnostic.warning(
                  "SLIP-FILE-NOT-UTF-8",
                  Span.line(path, line),
                  "File is not UTF-8",
                  "This line has bytes that are no UTF-8, so the file was left out.",
                  "Save it as UTF-8, or leave it out with `ignore:` in slipway.yaml.")));
    }
  }

  private static Outcome<Optional<String>> problem(
      String code, String path, String summary, String detail, String fix) {
    return new Outcome<>(
        Optional.empty(),
        List.of(Diagnostic.warning(code, Span.line(path, 1), summary, detail, fix)));
  }
}
