package dev.slipway.terraform;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import java.util.Optional;

/**
 * Where readers put what they find wrong with one declaration.
 *
 * @param address what the declaration is called; empty where it has no name
 * @param openTofu whether it stands in a file that only OpenTofu reads, or in a project that
 *     OpenTofu runs
 * @param takesIdentity whether an import may give an identity in place of an id
 */
record Report(Problems problems, String address, boolean openTofu, boolean takesIdentity) {

  Report(Problems problems, String address, boolean openTofu) {
    this(problems, address, openTofu, false);
  }

  static final String OPEN_TOFU_FIX =
      "Remove it; or, where OpenTofu runs this, write it into a file whose name ends in `.tofu`, or"
          + " pin the version in `.opentofu-version`.";

  Report at(String declaration) {
    return new Report(problems, declaration, openTofu, takesIdentity);
  }

  void error(String code, Range range, String summary, String detail, String fix) {
    add(Severity.ERROR, code, range, summary, detail, fix);
  }

  void warning(String code, Range range, String summary, String detail, String fix) {
    add(Severity.WARNING, code, range, summary, detail, fix);
  }

  void note(String code, Range range, String summary, String detail, String fix) {
    add(Severity.NOTE, code, range, summary, detail, fix);
  }

  /**
   * Something that OpenTofu has and Terraform does not: worth a note where OpenTofu is what reads
   * it; elsewhere nothing is said.
   *
   * @return whether it may stand here
   */
  boolean isOpenTofus(Range range, String what) {
    if (openTofu) {
      note(
          "OPENTOFU",
          range,
          "Only OpenTofu understands this",
          what + " Terraform does not have it.",
          "Nothing, if OpenTofu is what runs this configuration.");
    }
    return openTofu;
  }

  /** Adds what another stage has found, as it is. */
  void addAll(Problems found) {
    found.sorted().forEach(this::add);
  }

  private void add(Diagnostic found) {
    boolean named = found.address().isPresent() || address.isEmpty();
    problems.add(
        named
            ? found
            : new Diagnostic(
                found.code(),
                found.severity(),
                Optional.of(address),
                found.span(),
                found.summary(),
                found.detail(),
                found.fix()));
  }

  private void add(
      Severity severity, String code, Range range, String summary, String detail, String fix) {
    problems.add(
        new Diagnostic(
            "SLIP-TF-" + code,
            severity,
            address.isEmpty() ? Optional.empty() : Optional.of(address),
            Optional.of(range.span()),
            summary,
            detail,
            fix));
  }
}
