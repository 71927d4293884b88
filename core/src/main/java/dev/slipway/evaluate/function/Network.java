package dev.slipway.evaluate.function;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * A range of addresses.
 *
 * @param address its first address
 * @param length the number of bits that all its addresses have in common
 * @param bits of an address: 32 or 128
 */
record Network(BigInteger address, int length, int bits) {

  static final int V4 = 32;
  static final int V6 = 128;

  private static final int GROUPS = 8;

  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String host = text.substring(0, slash);
    int bits = host.indexOf(':') < 0 ? V4 : V6;
    Optional<BigInteger> address = bits == V4 ? v4(host) : v6(host);
    int length = decimal(text.substring(slash + 1), bits);
    if (address.isEmpty() || length < 0) {
      return Optional.empty();
    }
    int rest = bits - length;
    return Optional.of(new Network(address.get().shiftRight(rest).shiftLeft(rest), length, bits));
  }

  /** The number that the digits write, -1 for anything else and for more than the limit. */
  private static int decimal(String text, int limit) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    // Zeros may lead: Terraform keeps taking them.
    BigInteger number = text.length() > 1_000 ? BigInteger.TEN.pow(9) : new BigInteger(text);
    return number.compareTo(BigInteger.valueOf(limit)) > 0 ? -1 : number.intValue();
  }

  private static Optional<BigInteger> v4(String text) {
    String[] parts = text.split("\\.", -1);
    BigInteger address = BigInteger.ZERO;
    for (String part : parts) {
      int number = decimal(part, 255);
      if (number < 0 || parts.length != 4) {
        return Optional.empty();
      }
      address = address.shiftLeft(8).or(BigInteger.valueOf(number));
    }
    return Optional.of(address);
  }

  private static Optional<BigInteger> v6(String text) {
    String groups = text;
    int colon = text.lastIndexOf(':');
    if (text.indexOf('.') >= 0) {
      Optional<BigInteger> tail = v4(text.substring(colon + 1));
      if (tail.isEmpty()) {
        return Optional.empty();
      }
      int low = tail.get().intValue();
      groups =
          text.substring(0, colon + 1)
              + Integer.toHexString(low >>> 16)
              + ":"
              + Integer.toHexString(low & 0xFFFF);
    }
    int gap = groups.indexOf("::");
    if (gap < 0) {
      return groups(groups, GROUPS);
    }
    String head = groups.substring(0, gap);
    String tail = groups.substring(gap + 2);
    int given = count(head) + count(tail);
    if (given >= GROUPS) {
      return Optional.empty();
    }
    Optional<BigInteger> high = groups(head, count(head));
    Optional<BigInteger> low = groups(tail, count(tail));
    return high.isEmpty() || low.isEmpty()
        ? Optional.empty()
        : Optional.of(high.get().shiftLeft(16 * (GROUPS - count(head))).or(low.get()));
  }

  private static int count(String groups) {
    return groups.isEmpty() ? 0 : 1 + (int) groups.chars().filter(c -> c == ':').count();
  }

  private static Optional<BigInteger> groups(String text, int wanted) {
    BigInteger address = BigInteger.ZERO;
    if (wanted == 0) {
      return Optional.of(address);
    }
    String[] parts = text.split(":", -1);
    for (String part : parts) {
      if (parts.length != wanted || !part.matches("[0-9a-fA-F]{1,4}")) {
        return Optional.empty();
      }
      address = address.shiftLeft(16).or(new BigInteger(part, 16));
    }
    return Optional.of(address);
  }

  /** Whether it is a range of IPv4 written as one of IPv6. */
  boolean isMapped() {
    return bits == V6 && address.shiftRight(V4).equals(BigInteger.valueOf(0xFFFF));
  }

  int hostBits() {
    return bits - length;
  }

  BigInteger size() {
    return BigInteger.ONE.shiftLeft(hostBits());
  }

  /** The address at this place in the range. */
  String at(BigInteger place) {
    return written(address.add(place));
  }

  String mask() {
    BigInteger all = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    return written(all.shiftRight(hostBits()).shiftLeft(hostBits()));
  }

  /** The subnet of this number, when the prefix gets so many bits more. */
  Network subnet(int more, BigInteger number) {
    return starting(address.add(number.shiftLeft(hostBits() - more)), more);
  }

  Network starting(BigInteger start, int more) {
    return new Network(start, length + more, bits);
  }

  private String written(BigInteger of) {
    if (bits == V6) {
      return v6(of);
    }
    int value = of.intValue();
    return String.format(
        Locale.ROOT,
        "%d.%d.%d.%d",
        value >>> 24,
        value >>> 16 & 255,
        value >>> 8 & 255,
        value & 255);
  }

  /** With the longest row of at least two zero groups left out, the first of several. */
  private static String v6(BigInteger address) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = address.shiftRight(16 * (GROUPS - 1 - i)).intValue() & 0xFFFF;
    }
    boolean mapped = address.shiftRight(32).equals(BigInteger.valueOf(0xFFFF));
    if (mapped) {
      return new Network(address, V4, V4).written(address);
    }
    int start = -1;
    int row = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > row) {
        start = i;
        row = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += row - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return written(address) + "/" + length;
  }
}
