package dev.slipway.check.rule.terraform;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which addresses and ports a network rule lets through. */
final class Ports {

  /** Where machines are administered. */
  static final List<Integer> ADMIN = List.of(22, 3389, 5985, 5986, 2375, 2376, 6443, 10250);

  /** Where databases, caches, queues and search engines listen. */
  static final List<Integer> DATA =
      List.of(
          1433, 1521, 2379, 3306, 5432, 5439, 5984, 6379, 7000, 8086, 9042, 9092, 9200, 9300, 11211,
          27017, 50000);

  private Ports() {}

  /** Whether an address range is the whole internet. */
  static boolean isWorld(String range) {
    return range.equals("0.0.0.0/0")
        || range.equals("::/0")
        || range.equals("*")
        || range.equalsIgnoreCase("Internet")
        || range.equalsIgnoreCase("Any");
  }

  static boolean isWorld(List<String> ranges) {
    return ranges.stream().anyMatch(Ports::isWorld);
  }

  /** A range of ports, both ends included. */
  record Span(int from, int to) {
    static final Span ALL = new Span(0, 65535);

    boolean has(int port) {
      return from <= port && port <= to;
    }

    boolean isAll() {
      return from <= 1 && to >= 65535;
    }
  }

  /** {@code 22}, {@code 8000-9000} or {@code *}. */
  static Optional<Span> read(String text) {
    String range = text.strip();
    if (range.equals("*")) {
      return Optional.of(Span.ALL);
    }
    int dash = range.indexOf('-');
    try {
      return dash < 0
          ? Optional.of(new Span(Integer.parseInt(range), Integer.parseInt(range)))
          : Optional.of(
              new Span(
                  Integer.parseInt(range.substring(0, dash).strip()),
                  Integer.parseInt(range.substring(dash + 1).strip())));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static List<Span> read(List<String> texts) {
    List<Span> spans = new ArrayList<>();
    texts.forEach(text -> read(text).ifPresent(spans::add));
    return spans;
  }

  /** The first of these ports that a range has, unless it lets all through, which is worse. */
  static Optional<Integer> first(List<Integer> ports, Span span) {
    return ports.stream().filter(span::has).findFirst();
  }

  static Optional<Span> between(Setting from, Setting to) {
    Optional<BigDecimal> low = from.number();
    Optional<BigDecimal> high = to.number();
    return low.isPresent() && high.isPresent()
        ? Optional.of(new Span(low.get().intValue(), high.get().intValue()))
        : Optional.empty();
  }
}
