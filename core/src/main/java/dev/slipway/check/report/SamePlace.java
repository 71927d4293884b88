package dev.slipway.check.report;

import dev.slipway.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Findings that say the same of the same place, which a module has for each of its calls, as one
 * that names how many addresses it is about.
 *
 * @param findings each place once, under the first of its addresses
 * @param addresses all addresses of those that stand for several
 */
record SamePlace(List<Diagnostic> findings, Map<Diagnostic, List<String>> addresses) {

  private static final int NAMED = 3;

  SamePlace {
    findings = List.copyOf(findings);
    addresses = Collections.unmodifiableMap(new LinkedHashMap<>(addresses));
  }

  static SamePlace of(List<Diagnostic> findings) {
    Map<Diagnostic, List<Diagnostic>> places = new LinkedHashMap<>();
    for (Diagnostic finding : findings) {
      places.computeIfAbsent(withoutAddress(finding), p -> new ArrayList<>()).add(finding);
    }
    List<Diagnostic> merged = new ArrayList<>();
    Map<Diagnostic, List<String>> addresses = new LinkedHashMap<>();
    for (List<Diagnostic> same : places.values()) {
      TreeSet<String> all = new TreeSet<>();
      same.forEach(finding -> finding.address().ifPresent(all::add));
      if (all.size() < 2) {
        merged.add(same.getFirst());
      } else {
        Diagnostic one = one(same.getFirst(), List.copyOf(all));
        merged.add(one);
        addresses.put(one, List.copyOf(all));
      }
    }
    return new SamePlace(merged, addresses);
  }

  /** What has no place of its own is told apart by its address. */
  private static Diagnostic withoutAddress(Diagnostic finding) {
    return finding.span().isEmpty() ? finding : at(finding, Optional.empty(), finding.detail());
  }

  private static Diagnostic one(Diagnostic finding, List<String> addresses) {
    String named = String.join(", ", addresses.subList(0, Math.min(NAMED, addresses.size())));
    int more = addresses.size() - NAMED;
    String sentence =
        " The place stands for "
            + addresses.size()
            + " addresses: "
            + named
            + (more > 0 ? " and " + more + " more." : ".");
    return at(finding, Optional.of(addresses.getFirst()), finding.detail() + sentence);
  }

  private static Diagnostic at(Diagnostic finding, Optional<String> address, String detail) {
    return new Diagnostic(
        finding.code(),
        finding.severity(),
        address,
        finding.span(),
        finding.summary(),
        detail,
        finding.fix(),
        finding.edits());
  }
}
