package dev.slipway.check.report;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.document.JsonDocument;
import dev.slipway.document.JsonWriter;
import dev.slipway.document.Node;
import dev.slipway.document.RecordCodec;
import dev.slipway.evidence.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Findings that were there before the check was introduced: they do not fail it, and it goes on
 * counting them. How often each occurs matters, so that a second one of the same kind is new.
 */
public final class Baseline {

  private static final int VERSION = 1;

  private final Map<String, Integer> left;

  private Baseline(Map<String, Integer> left) {
    this.left = left;
  }

  /** A baseline's file: what it holds is for people to read, except the fingerprint. */
  record Content(int version, List<Entry> findings) {}

  /** One kind of finding in one place. */
  record Entry(String rule, String file, String address, String fingerprint, int count) {}

  public static Baseline none() {
    return new Baseline(new TreeMap<>());
  }

  /** The text of a baseline of these findings. */
  public static String write(List<Diagnostic> findings, Function<String, Optional<String>> text) {
    Fingerprints fingerprints = new Fingerprints(text);
    Map<String, Entry> entries = new TreeMap<>();
    for (Diagnostic finding : findings) {
      String fingerprint = fingerprints.of(finding);
      String file = finding.span().map(Span::file).orElse("");
      Entry one = new Entry(finding.code(), file, finding.address().orElse(""), fingerprint, 1);
      entries.merge(
          file + '\u0000' + finding.code() + '\u0000' + fingerprint,
          one,
          (a, b) -> new Entry(a.rule(), a.file(), a.address(), a.fingerprint(), a.count() + 1));
    }
    return JsonWriter.write(RecordCodec.write(new Content(VERSION, List.copyOf(entries.values()))));
  }

  /** Reads a baseline; an unreadable one is an error, since ignoring it would hide nothing. */
  public static Outcome<Baseline> read(String file, String text) {
    Outcome<Optional<Node>> document = JsonDocument.read(file, text);
    List<Diagnostic> problems = new ArrayList<>(document.diagnostics());
    Map<String, Integer> left = new TreeMap<>();
    Optional<Node> findings = document.value().flatMap(d -> d.get("findings"));
    boolean sound = findings.isPresent();
    for (Node entry : findings.map(Node::items).orElse(List.of())) {
      Optional<String> fingerprint = entry.text("fingerprint");
      int count = entry.text("count").flatMap(Baseline::number).orElse(0);
      sound &= fingerprint.isPresent() && count > 0;
      fingerprint.ifPresent(f -> left.merge(f, count, Integer::sum));
    }
    if (!sound && problems.isEmpty()) {
      problems.add(
          Diagnostic.error(
              "SLIP-BASELINE-UNREADABLE",
              Span.line(file, 1),
              "Baseline cannot be read",
              "It has no list `findings` in which each entry has a fingerprint and a count.",
              "Write it anew:\n  slipway check --write-baseline " + file));
    }
    return new Outcome<>(new Baseline(left), problems);
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(new BigDecimal(text).intValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether this finding is old; each entry answers yes as often as it was counted. */
  public boolean takes(Diagnostic finding, Fingerprints fingerprints) {
    if (left.isEmpty()) {
      return false;
    }
    String fingerprint = fingerprints.of(finding);
    int count = left.getOrDefault(fingerprint, 0);
    if (count == 0) {
      return false;
    }
    left.put(fingerprint, count - 1);
    return true;
  }

  /** How many of its findings were not met again. */
  public int remaining() {
    return left.values().stream().mapToInt(Integer::intValue).sum();
  }
}
