package dev.slipway.evaluate.function;

import dev.slipway.value.Numbers;
import dev.slipway.value.Type;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * A verb of a format.
 *
 * @param mode the letter that says how to write
 * @param flags of {@code 0#+-} and a space, those that are given
 * @param width the least number of characters; -1 for any
 * @param precision -1 when it is not given
 */
record FormatVerb(char mode, String flags, int width, int precision) {

  static final int HUGE = 10_000;

  boolean isKnown() {
    return "vtbdoxXeEfgGsq".indexOf(mode) >= 0;
  }

  boolean isHuge() {
    return width >= HUGE || precision >= HUGE;
  }

  boolean isWhole() {
    return "bdoxX".indexOf(mode) >= 0;
  }

  /** What is written with it; any type for {@code %v}. */
  Type type() {
    return switch (mode) {
      case 'v' -> Primitive.DYNAMIC;
      case 't' -> Primitive.BOOL;
      case 's', 'q' -> Primitive.STRING;
      default -> Primitive.NUMBER;
    };
  }

  /** Any value, as {@code %v} writes it. */
  String any(Value value) {
    if (!has('#') && value.isText()) {
      return padded(value.text());
    }
    if (!has('#') && value.isNumber()) {
      return padded(FloatText.general(value.number(), -1, 'e'));
    }
    return padded(JsonEncoder.encode(value));
  }

  /** A value of the verb's type; nothing when the text would become very long. */
  Optional<String> known(Value value) {
    if (value.isBool()) {
      return Optional.of(Boolean.toString(value.bool()));
    }
    if (value.isText()) {
      String text = precision > 0 ? Graphemes.part(value.text(), 0, precision) : value.text();
      return Optional.of(padded(mode == 'q' ? JsonEncoder.encode(Value.of(text)) : text));
    }
    return Numbers.text(value.number()).map(plain -> number(value.number()));
  }

  private boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  private String padded(String text) {
    int missing = width - Graphemes.count(text);
    if (missing <= 0) {
      return text;
    }
    String fill = (has('0') ? "0" : " ").repeat(missing);
    return has('-') ? text + fill : fill + text;
  }

  private String number(BigDecimal number) {
    String sign = number.signum() < 0 ? "-" : has('+') ? "+" : has(' ') ? " " : "";
    if (isWhole()) {
      return whole(sign, number.abs().toBigInteger());
    }
    BigDecimal size = number.abs();
    int digits = precision < 0 ? 6 : precision;
    String text =
        switch (mode) {
          case 'f' -> FloatText.plain(size, digits);
          case 'e', 'E' -> FloatText.scientific(size, digits, mode);
          default -> FloatText.general(size, precision, (char) (mode + 'e' - 'g'));
        };
    int missing = Math.max(0, width - sign.length() - text.length());
    if (has('0')) {
      return sign + "0".repeat(missing) + text;
    }
    return has('-') ? sign + text + " ".repeat(missing) : " ".repeat(missing) + sign + text;
  }

  private String whole(String sign, BigInteger size) {
    String digits =
        switch (mode) {
          case 'b' -> size.toString(2);
          case 'o' -> size.toString(8);
          case 'x' -> size.toString(16);
          case 'X' -> size.toString(16).toUpperCase(Locale.ROOT);
          default -> size.toString();
        };
    if (precision == 0 && size.signum() == 0) {
      return " ".repeat(Math.max(0, width));
    }
    String prefix = has('#') ? prefix() : "";
    String zeros = "0".repeat(Math.max(0, precision - digits.length()));
    int missing =
        Math.max(0, width - sign.length() - prefix.length() - zeros.length() - digits.length());
    if (has('-')) {
      return sign + prefix + zeros + digits + " ".repeat(missing);
    }
    return has('0') && precision < 0
        ? sign + prefix + "0".repeat(missing) + digits
        : " ".repeat(missing) + sign + prefix + zeros + digits;
  }

  private String prefix() {
    return switch (mode) {
      case 'b' -> "0b";
      case 'o' -> "0";
      case 'x' -> "0x";
      case 'X' -> "0X";
      default -> "";
    };
  }
}
