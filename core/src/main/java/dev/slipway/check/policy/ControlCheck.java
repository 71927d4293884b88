package dev.slipway.check.policy;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Control;
import dev.slipway.blueprint.Measure;
import dev.slipway.check.policy.ControlVerdict.Status;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.stack.Stack;
import dev.slipway.vocabulary.RiskLevel;
import dev.slipway.vocabulary.Waiver;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Verifies on the output what the Security Assessment asks for. */
public final class ControlCheck {

  private ControlCheck() {}

  /**
   * One verdict a control, in the blueprint's order. Whether a waiver has run out is for {@link
   * #diagnostics}.
   */
  public static List<ControlVerdict> verify(
      Blueprint blueprint, Stack main, Stack bootstrap, List<GeneratedFile> files) {
    Output output = new Output(blueprint, main, bootstrap, files);
    return blueprint.controls().stream().map(control -> verdict(control, output)).toList();
  }

  private static ControlVerdict verdict(Control control, Output output) {
    Set<Proof> proofs = new LinkedHashSet<>();
    List<String> gaps = new ArrayList<>();
    for (Measure measure : control.measures()) {
      Finding finding = Measures.verify(measure, output);
      proofs.addAll(finding.proofs());
      finding.gaps().forEach(gap -> gaps.add(gap.sentence()));
    }
    if (control.measures().isEmpty()) {
      gaps.add("The design has no measure for it.");
    }
    Status status =
        gaps.isEmpty()
            ? Status.SATISFIED
            : control.waiver().isPresent() ? Status.WAIVED : Status.OPEN;
    return new ControlVerdict(
        control, status, List.copyOf(proofs), String.join(" ", new LinkedHashSet<>(gaps)));
  }

  /**
   * The problems in verdicts: open controls, and waivers that have run out or say nothing a date
   * can be read from.
   *
   * @param blocking controls of this level and worse are errors when open, others warnings
   * @param today the day on which waivers are judged; absent: they all hold
   */
  public static List<Diagnostic> diagnostics(
      List<ControlVerdict> verdicts, RiskLevel blocking, Optional<LocalDate> today) {
    List<Diagnostic> problems = new ArrayList<>();
    for (ControlVerdict verdict : verdicts) {
      switch (verdict.status()) {
        case SATISFIED -> {}
        case OPEN -> problems.add(open(verdict, blocking));
        case WAIVED -> waived(verdict, blocking, today).ifPresent(problems::add);
      }
    }
    return problems.stream().sorted().toList();
  }

  private static Severity severity(Control control, RiskLevel blocking) {
    return control.level().compareTo(blocking) <= 0 ? Severity.ERROR : Severity.WARNING;
  }

  private static Diagnostic open(ControlVerdict verdict, RiskLevel blocking) {
    Control control = verdict.control();
    return new Diagnostic(
        "SLIP-CONTROL-OPEN",
        severity(control, blocking),
        Optional.of(control.element().toString()),
        control.evidence().span(),
        "Security requirement " + control.id() + " is not met",
        "Asked for: " + control.text() + "\n" + verdict.gap(),
        "Meet it, or let somebody answer for living with it, in slipway.yaml:\n" + waiver(control));
  }

  private static String waiver(Control control) {
    return "waivers:\n  - requirement: "
        + control.id()
        + "\n"
        + "    reason: why this is acceptable\n"
        + "    owner: who answers for it\n"
        + "    until: YYYY-MM-DD";
  }

  private static Optional<Diagnostic> waived(
      ControlVerdict verdict, RiskLevel blocking, Optional<LocalDate> today) {
    Control control = verdict.control();
    Waiver waiver = control.waiver().orElseThrow();
    Optional<LocalDate> until = date(waiver.until());
    boolean over = today.isPresent() && until.filter(u -> u.isBefore(today.get())).isPresent();
    if (until.isPresent() && !over) {
      return Optional.empty();
    }
    return Optional.of(
        new Diagnostic(
            over ? "SLIP-WAIVER-EXPIRED" : "SLIP-WAIVER-DATE",
            over ? severity(control, blocking) : Severity.WARNING,
            Optional.of(control.element().toString()),
            control.evidence().span(),
            over
                ? "The waiver of security requirement " + control.id() + " has run out"
                : "The waiver of security requirement " + control.id() + " has no end",
            (over
                    ? "It held until " + waiver.until() + ". "
                    : "A waiver without a readable date never ends by itself. ")
                + verdict.gap(),
            "Meet the requirement, or let "
                + (waiver.owner().isEmpty() ? "somebody" : waiver.owner())
                + " renew the waiver in slipway.yaml with `until: YYYY-MM-DD`."));
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
