package dev.slipway.diagnostic;

import dev.slipway.evidence.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A problem as a value.
 *
 * <p>How to word one: the summary is constant for its code apart from names, a noun phrase or short
 * sentence without a full stop. The detail says in sentences what is wrong and why it matters. The
 * fix says what to do; a command to copy stands alone on its own line. Name the other place when
 * two places disagree.
 *
 * @param code stable identifier, {@code SLIP-} and a short upper-case name such as {@code
 *     SLIP-RECORD-CONFLICT}
 * @param severity how bad it is
 * @param address the blueprint element or resource it concerns, if any
 * @param span the place, if any
 * @param summary what is wrong, in one line
 * @param detail what and why, in sentences
 * @param fix what to do
 * @param edits the same as changes of text, where it is mechanical; together they mend the problem
 */
public record Diagnostic(
    String code,
    Severity severity,
    Optional<String> address,
    Optional<Span> span,
    String summary,
    String detail,
    String fix,
    List<Edit> edits)
    implements Comparable<Diagnostic> {

  private static final Comparator<Diagnostic> ORDER =
      Comparator.comparing(Diagnostic::severity)
          .thenComparing(d -> d.span().map(Span::file).orElse(""))
          .thenComparingInt(d -> d.span().map(Span::line).orElse(0))
          .thenComparingInt(d -> d.span().map(Span::column).orElse(0))
          .thenComparing(Diagnostic::code)
          .thenComparing(d -> d.address().orElse(""))
          .thenComparing(Diagnostic::summary)
          .thenComparing(Diagnostic::detail);

  public Diagnostic {
    edits = List.copyOf(edits);
  }

  public Diagnostic(
      String code,
      Severity severity,
      Optional<String> address,
      Optional<Span> span,
      String summary,
      String detail,
      String fix) {
    this(code, severity, address, span, summary, detail, fix, List.of());
  }

  /** What stands at {@code span} gives way to {@code replacement}; an empty span is a place. */
  public record Edit(Span span, String replacement) {}

  /** This problem, said of something else. */
  public Diagnostic at(String other) {
    return new Diagnostic(code, severity, Optional.of(other), span, summary, detail, fix, edits);
  }

  /** This problem with the changes that mend it. */
  public Diagnostic mendedBy(Edit... changes) {
    return new Diagnostic(code, severity, address, span, summary, detail, fix, List.of(changes));
  }

  public static Diagnostic error(
      String code, Span span, String summary, String detail, String fix) {
    return new Diagnostic(
        code, Severity.ERROR, Optional.empty(), Optional.of(span), summary, detail, fix);
  }

  public static Diagnostic warning(
      String code, Span span, String summary, String detail, String fix) {
    return new Diagnostic(
        code, Severity.WARNING, Optional.empty(), Optional.of(span), summary, detail, fix);
  }

  public static Diagnostic note(String code, Span span, String summary, String detail, String fix) {
    return new Diagnostic(
        code, Severity.NOTE, Optional.empty(), Optional.of(span), summary, detail, fix);
  }

  public static Diagnostic of(
      String code, Severity severity, String address, String summary, String detail, String fix) {
    return new Diagnostic(
        code, severity, Optional.of(address), Optional.empty(), summary, detail, fix);
  }

  @Override
  public int compareTo(Diagnostic other) {
    return ORDER.compare(this, other);
  }
}
