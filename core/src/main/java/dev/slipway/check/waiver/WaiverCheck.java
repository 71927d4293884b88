package dev.slipway.check.waiver;

import dev.slipway.check.report.CheckReport.Waived;
import dev.slipway.check.report.Kind;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.evidence.Span;
import dev.slipway.intake.configuration.Configuration;
import dev.slipway.vocabulary.Waiver;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Settles findings against the waivers that people have written. */
public final class WaiverCheck {

  private final List<RuleWaiver> waivers = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Supplier<? extends Collection<String>> rules;
  private final Set<Kind> kinds;
  private final LocalDate today;

  /**
   * @param rules the ids of all rules there are; asked for when the first waiver is met
   * @param kinds the kinds of finding that are looked for; a waiver of another kind is left alone
   * @param today the day on which waivers are judged
   */
  public WaiverCheck(
      Supplier<? extends Collection<String>> rules, Set<Kind> kinds, LocalDate today) {
    this.rules = rules;
    this.kinds = kinds;
    this.today = today;
  }

  /**
   * What stands and what is waived.
   *
   * @param open findings that no waiver covers, and what is wrong with the waivers themselves
   */
  public record Settled(List<Diagnostic> open, List<Waived> waived) {}

  /** Takes in the waivers that stand in a file's comments. */
  public void readComments(String file, String text) {
    Outcome<List<RuleWaiver>> read = InlineWaivers.read(file, text);
    problems.addAll(read.diagnostics());
    read.value().forEach(this::add);
  }

  /** Takes in the waivers of {@code slipway.yaml} that are about rules. */
  public void readConfiguration(Configuration configuration) {
    for (Configuration.Waiver waiver : configuration.waivers()) {
      boolean ours = waiver.id().startsWith("SLIP-") || rules.get().contains(waiver.id());
      if (waiver.target() == Configuration.Waiver.Target.RULE && ours) {
        RuleWaiver.Place place =
            waiver
                .address()
                .<RuleWaiver.Place>map(RuleWaiver.Place.Address::new)
                .orElseGet(RuleWaiver.Place.Everywhere::new);
        add(
            new RuleWaiver(
                waiver.id(),
                place,
                new Waiver(waiver.reason(), waiver.owner(), waiver.until()),
                waiver.span()));
      }
    }
  }

  private void add(RuleWaiver waiver) {
    Optional<Diagnostic> fault = fault(waiver);
    if (fault.isPresent()) {
      problems.add(fault.get());
    } else if (kinds.contains(Kind.of(waiver.rule()))) {
      waivers.add(waiver);
    }
  }

  private Optional<Diagnostic> fault(RuleWaiver waiver) {
    if (!rules.get().contains(waiver.rule())) {
      return Optional.of(unknown(waiver));
    }
    if (Kind.of(waiver.rule()) == Kind.VALIDITY || Kind.of(waiver.rule()) == Kind.CHECK) {
      return Optional.of(refused(waiver));
    }
    Waiver words = waiver.waiver();
    List<String> missing = new ArrayList<>();
    addIfBlank(missing, "reason", words.reason());
    addIfBlank(missing, "owner", words.owner());
    addIfBlank(missing, "until", words.until());
    if (!missing.isEmpty()) {
      return Optional.of(incomplete(waiver, missing));
    }
    return lastDay(waiver);
  }

  private static void addIfBlank(List<String> missing, String name, String value) {
    if (value.isBlank()) {
      missing.add(name);
    }
  }

  private Optional<Diagnostic> lastDay(RuleWaiver waiver) {
    LocalDate until;
    try {
      until = LocalDate.parse(waiver.waiver().until());
    } catch (DateTimeParseException e) {
      return Optional.of(
          Diagnostic.error(
              "SLIP-WAIVER-DATE",
              waiver.span(),
              "Waiver's last day is no date",
              "`" + waiver.waiver().until() + "` cannot be read, so nobody knows when it ends.",
              "Write it as `until=2027-03-31`."));
    }
    return until.isBefore(today) ? Optional.of(expired(waiver)) : Optional.empty();
  }

  private Diagnostic unknown(RuleWaiver waiver) {
    return Diagnostic.error(
        "SLIP-WAIVER-UNKNOWN-RULE",
        waiver.span(),
        "Waiver for a rule that does not exist",
        "There is no rule `"
            + waiver.rule()
            + "`, so nothing is waived."
            + Suggestion.sentence(waiver.rule(), rules.get()),
        "`slipway check --list-rules` shows all of them.");
  }

  private static Diagnostic refused(RuleWaiver waiver) {
    return Diagnostic.error(
        "SLIP-WAIVER-REFUSED",
        waiver.span(),
        "Waiver for what cannot be lived with",
        "`" + waiver.rule() + "` says that the program cannot work, which no decision changes.",
        "Mend the program and remove the waiver.");
  }

  private static Diagnostic incomplete(RuleWaiver waiver, List<String> missing) {
    return Diagnostic.error(
        "SLIP-WAIVER-INCOMPLETE",
        waiver.span(),
        "Waiver without " + String.join(", ", missing),
        "A waiver is a decision: who took it, why, and until when. Without that it holds for"
            + " nothing.",
        "Add " + String.join("=…, ", missing) + "=….");
  }

  private static Diagnostic expired(RuleWaiver waiver) {
    return Diagnostic.error(
        "SLIP-WAIVER-EXPIRED",
        waiver.span(),
        "Waiver has expired",
        "The waiver of "
            + waiver.rule()
            + " ended on "
            + waiver.waiver().until()
            + "; what it covered stands again.",
        "Mend the finding, or have "
            + waiver.waiver().owner()
            + " decide anew and set a later `until`.");
  }

  /** Splits the findings. A waiver that covers none of them is reported too. */
  public Settled settle(List<Diagnostic> findings) {
    List<Diagnostic> open = new ArrayList<>(problems);
    List<Waived> waived = new ArrayList<>();
    List<RuleWaiver> unused = new ArrayList<>(waivers);
    for (Diagnostic finding : findings) {
      Optional<RuleWaiver> waiver = waiver(finding);
      if (waiver.isPresent()) {
        waived.add(new Waived(finding, waiver.get().waiver()));
        unused.remove(waiver.get());
      } else {
        open.add(finding);
      }
    }
    unused.forEach(waiver -> open.add(unused(waiver)));
    return new Settled(open, waived);
  }

  private Optional<RuleWaiver> waiver(Diagnostic finding) {
    for (RuleWaiver waiver : waivers) {
      if (waiver.rule().equals(finding.code()) && waiver.place().covers(finding)) {
        return Optional.of(waiver);
      }
    }
    return Optional.empty();
  }

  private static Diagnostic unused(RuleWaiver waiver) {
    Span span = waiver.span();
    return Diagnostic.warning(
        "SLIP-WAIVER-UNUSED",
        span,
        "Waiver covers nothing",
        waiver.rule() + " finds nothing there any more, or never did.",
        "Remove it, or put it right above what it is meant for.");
  }
}
