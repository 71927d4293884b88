package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.named;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.evaluate.function.Declaration.Takes;
import dev.slipway.value.Value;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Optional;

/** Texts as other notations write them. */
final class EncodingFunctions {

  private EncodingFunctions() {}

  static Optional<Function> find(String name) {
    return bytes(name).or(() -> documents(name));
  }

  private static Optional<Function> bytes(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "base64encode" ->
              named(name)
                  .takes("str", STRING)
                  .gives(STRING, a -> Value.of(encoded(a.text(0).getBytes(UTF_8))));
          case "base64decode" ->
              named(name)
                  .takes("str", STRING)
                  .gives(STRING, a -> Value.of(text(decoded(a.text(0)), UTF_8)));
          // How small it becomes is the packing program's secret.
          case "base64gzip" ->
              named(name).takes("str", STRING).gives(STRING, a -> Value.unknown(STRING));
          case "textencodebase64" ->
              named(name)
                  .takes("string", STRING)
                  .takes("encoding", STRING)
                  .gives(STRING, EncodingFunctions::textEncoded);
          case "textdecodebase64" ->
              named(name)
                  .takes("source", STRING)
                  .takes("encoding", STRING)
                  .gives(STRING, EncodingFunctions::textDecoded);
          case "urlencode" ->
              named(name).takes("str", STRING).gives(STRING, a -> Value.of(url(a.text(0))));
          default -> null;
        });
  }

  private static Optional<Function> documents(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "jsonencode" ->
              named(name)
                  .takes("val", ANY, Takes.NULL, Takes.UNKNOWN, Takes.ANY_TYPE)
                  .gives(
                      STRING,
                      a ->
                          a.at(0).isWhollyKnown()
                              ? Value.of(JsonEncoder.encode(a.at(0)))
                              : Value.unknown(STRING));
          case "jsondecode" ->
              named(name)
                  .takes("str", STRING)
                  .gives(
                      a -> a.at(0).isKnown() ? JsonDecoder.decode(a.text(0)).type() : ANY,
                      (a, type) -> JsonDecoder.decode(a.text(0)));
          case "yamlencode" ->
              named(name)
                  .takes("value", ANY, Takes.NULL, Takes.UNKNOWN, Takes.ANY_TYPE)
                  .gives(
                      STRING,
                      a ->
                          a.at(0).isWhollyKnown()
                              ? Value.of(YamlEncoder.encode(a.at(0)))
                              : Value.unknown(STRING));
          case "yamldecode" ->
              named(name)
                  .takes("src", STRING)
                  .gives(
                      a -> a.at(0).isKnown() ? YamlDecoder.decode(a.text(0)).type() : ANY,
                      (a, type) -> YamlDecoder.decode(a.text(0)));
          case "csvdecode" ->
              named(name)
                  .takes("str", STRING)
                  .gives(
                      a -> a.at(0).isKnown() ? CsvDecoder.decode(a.text(0)).type() : ANY,
                      (a, type) -> CsvDecoder.decode(a.text(0)));
          default -> null;
        });
  }

  static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** What the Base64 text stands for, if it is one, with its padding. */
  static Optional<byte[]> base64(String text) {
    String joined = text.replace("\n", "").replace("\r", "");
    if (joined.length() % 4 != 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(joined));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] decoded(String text) throws Refusal {
    return base64(text).orElseThrow(() -> new Refusal(0, "the string is not Base64"));
  }

  private static String text(byte[] bytes, Charset charset) throws Refusal {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(0, "what the string stands for is no text in " + charset.name());
    }
  }

  /** Encodings that Java has and Terraform knows under one of the same names. */
  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Value textEncoded(Arguments arguments) throws Refusal {
    Optional<Charset> charset = charset(arguments.text(1));
    if (charset.isEmpty() || !charset.get().canEncode()) {
      return Value.unknown(STRING);
    }
    try {
      ByteBuffer bytes = charset.get().newEncoder().encode(CharBuffer.wrap(arguments.text(0)));
      byte[] all = new byte[bytes.remaining()];
      bytes.get(all);
      return Value.of(encoded(all));
    } catch (CharacterCodingException e) {
      throw new Refusal(
          0, "the string has characters that " + charset.get().name() + " cannot write");
    }
  }

  private static Value textDecoded(Arguments arguments) throws Refusal {
    byte[] bytes = decoded(arguments.text(0));
    Optional<Charset> charset = charset(arguments.text(1));
    return charset.isEmpty() ? Value.unknown(STRING) : Value.of(text(bytes, charset.get()));
  }

  private static String url(String text) {
    StringBuilder result = new StringBuilder();
    for (byte each : text.getBytes(UTF_8)) {
      char c = (char) (each & 0xFF);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || "-_.~".indexOf(c) >= 0;
      if (plain) {
        result.append(c);
      } else if (c == ' ') {
        result.append('+');
      } else {
        result.append('%').append(hex(c >> 4)).append(hex(c & 15));
      }
    }
    return result.toString();
  }

  private static char hex(int digit) {
    return "0123456789ABCDEF".charAt(digit);
  }
}
