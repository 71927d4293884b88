package dev.slipway.hcl.syntax;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong with a text, each problem once. */
public final class Problems {

  private final Set<Diagnostic> found = new LinkedHashSet<>();

  /** See {@link Diagnostic} for the wording of each part. */
  public void error(String code, Range range, String summary, String detail, String fix) {
    found.add(Diagnostic.error(code, range.span(), summary, detail, fix));
  }

  public void warning(String code, Range range, String summary, String detail, String fix) {
    found.add(Diagnostic.warning(code, range.span(), summary, detail, fix));
  }

  /** An error that belongs to a resource or another addressable thing. */
  public void error(
      String code, String address, Range range, String summary, String detail, String fix) {
    found.add(
        new Diagnostic(
            code,
            Severity.ERROR,
            Optional.of(address),
            Optional.of(range.span()),
            summary,
            detail,
            fix));
  }

  public void warning(
      String code, String address, Range range, String summary, String detail, String fix) {
    found.add(
        new Diagnostic(
            code,
            Severity.WARNING,
            Optional.of(address),
            Optional.of(range.span()),
            summary,
            detail,
            fix));
  }

  /** An error whose place only has to be replaced, such as a misspelt name. */
  public void error(
      String code,
      String address,
      Range range,
      String summary,
      String detail,
      String fix,
      String replacement) {
    found.add(
        new Diagnostic(
                code,
                Severity.ERROR,
                address.isEmpty() ? Optional.empty() : Optional.of(address),
                Optional.of(range.span()),
                summary,
                detail,
                fix)
            .mendedBy(new Diagnostic.Edit(range.span(), replacement)));
  }

  public void add(Diagnostic diagnostic) {
    found.add(diagnostic);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /** In a defined order. */
  public List<Diagnostic> sorted() {
    List<Diagnostic> sorted = new ArrayList<>(found);
    sorted.sort(null);
    return List.copyOf(sorted);
  }
}
