package dev.slipway.cli;

import static dev.slipway.document.RecordCodec.write;

import dev.slipway.document.Node;
import dev.slipway.requirements.Requirements;
import dev.slipway.requirements.Resolved;
import java.util.List;
import java.util.Locale;

/** Where each value came from, and what it overrode. */
record SourceTable(List<Row> rows) {

  /** One value. */
  record Row(
      String key,
      String value,
      String origin,
      String place,
      String words,
      List<String> overrides) {}

  static SourceTable of(Requirements requirements) {
    return new SourceTable(
        requirements.resolved().entrySet().stream()
            .map(e -> row(e.getKey(), e.getValue()))
            .toList());
  }

  private static <T> Row row(String key, Resolved<T> resolved) {
    return new Row(
        key,
        text(resolved.value()),
        resolved.evidence().origin().label(),
        resolved.evidence().where(),
        resolved.evidence().excerpt(),
        resolved.overridden().stream()
            .map(claim -> text(claim.value()) + " (" + claim.evidence().where() + ")")
            .toList());
  }

  private static String text(Object value) {
    return switch (value) {
      case List<?> list -> String.join(", ", list.stream().map(SourceTable::text).toList());
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      default -> value.toString();
    };
  }

  Node json() {
    return write(this);
  }

  void print(Terminal terminal) {
    for (Row row : rows) {
      terminal.out().println(terminal.bold(row.key()) + ": " + row.value());
      terminal
          .out()
          .println(
              "    " + row.origin() + " " + row.place() + terminal.dim("  “" + row.words() + "”"));
      row.overrides().forEach(o -> terminal.out().println("    " + terminal.dim("over " + o)));
    }
    if (rows.isEmpty()) {
      terminal.out().println("Nothing says anything; every value is a default.");
    }
  }
}
