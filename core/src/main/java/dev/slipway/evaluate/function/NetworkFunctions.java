package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.NUMBER;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.STRINGS;
import static dev.slipway.evaluate.function.Declaration.named;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Address ranges. */
final class NetworkFunctions {

  private static final int EXTENSION_LIMIT = 32;

  private NetworkFunctions() {}

  static Optional<Function> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "cidrhost" ->
              named(name)
                  .takes("prefix", STRING)
                  .takes("hostnum", NUMBER)
                  .gives(STRING, NetworkFunctions::host);
          case "cidrnetmask" ->
              named(name).takes("prefix", STRING).gives(STRING, NetworkFunctions::netmask);
          case "cidrsubnet" ->
              named(name)
                  .takes("prefix", STRING)
                  .takes("newbits", NUMBER)
                  .takes("netnum", NUMBER)
                  .gives(STRING, NetworkFunctions::subnet);
          case "cidrsubnets" ->
              named(name)
                  .takes("prefix", STRING)
                  .more("newbits", NUMBER)
                  .gives(STRINGS, NetworkFunctions::subnets);
          default -> null;
        });
  }

  private static Network network(Arguments arguments) throws Refusal {
    return Network.parse(arguments.text(0))
        .orElseThrow(() ->
            new Refusal(0, "an address range in CIDR notation is required, such as 10.0.0.0/16"));
  }

  private static Value host(Arguments arguments) throws Refusal {
    BigInteger number = arguments.whole(1);
    Network network = network(arguments);
    if (network.isMapped()) {
      return Value.unknown(STRING); // Terraform makes of these whatever comes
    }
    BigInteger size = network.size();
    BigInteger place = number.signum() < 0 ? size.add(number) : number;
    if (place.signum() < 0 || place.compareTo(size) >= 0) {
      throw new Refusal(1, "a range of " + network.hostBits() + " host bits has no host " + number);
    }
    return Value.of(network.at(place));
  }

  private static Value netmask(Arguments arguments) throws Refusal {
    Network network = network(arguments);
    if (network.bits() == Network.V6) {
      throw new Refusal(0, "ranges of IPv6 have no netmask");
    }
    return Value.of(network.mask());
  }

  private static Value subnet(Arguments arguments) throws Refusal {
    long bits = arguments.integer(1);
    BigInteger number = arguments.whole(2);
    Network network = network(arguments);
    if (bits > network.hostBits()) {
      throw new Refusal(
          1, "a prefix of " + network.length() + " bits cannot be extended by " + bits + " bits");
    }
    if (bits < 0) {
      return Value.unknown(STRING); // Terraform answers, with a range around the one given
    }
    BigInteger last = BigInteger.ONE.shiftLeft((int) bits).subtract(BigInteger.ONE);
    if (number.abs().compareTo(last) > 0) {
      throw new Refusal(2, bits + " bits cannot number " + number + " subnets");
    }
    // Of negative numbers Terraform makes ranges that have nothing to do with the one given.
    return number.signum() < 0
        ? Value.unknown(STRING)
        : Value.of(network.subnet((int) bits, number).toString());
  }

  private static Value subnets(Arguments arguments) throws Refusal {
    Network network = network(arguments);
    List<Value> subnets = new ArrayList<>();
    BigInteger next = network.address();
    BigInteger end = network.address().add(network.size());
    for (int i = 1; i < arguments.count(); i++) {
      long bits = arguments.integer(i);
      if (bits < 1 || bits > EXTENSION_LIMIT || bits > network.hostBits()) {
        throw new Refusal(
            i,
            "a prefix of "
                + network.length()
                + " bits can be extended by 1 to "
                + Math.min(EXTENSION_LIMIT, network.hostBits())
                + " bits");
      }
      BigInteger size = network.size().shiftRight((int) bits);
      // A subnet begins at a multiple of its own size.
      BigInteger start = next.add(size).subtract(BigInteger.ONE).divide(size).multiply(size);
      if (start.add(size).compareTo(end) > 0) {
        throw new Refusal(i, "not enough addresses are left for another subnet of this size");
      }
      subnets.add(Value.of(network.starting(start, (int) bits).toString()));
      next = start.add(size);
    }
    return Value.list(STRING, subnets);
  }
}
