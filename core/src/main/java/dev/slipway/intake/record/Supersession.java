package dev.slipway.intake.record;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import dev.slipway.intake.RecordReference.RecordStatus;
import dev.slipway.intake.record.Draft.Pointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which decision records are in force, following what supersedes what, and in which order they were
 * made.
 */
final class Supersession {

  private final List<Draft> drafts;
  private final List<Diagnostic> diagnostics;

  /** By path, the paths of the records that replace it. */
  private final Map<String, TreeSet<String>> replacedBy = new LinkedHashMap<>();

  Supersession(List<Draft> drafts, List<Diagnostic> diagnostics) {
    this.drafts = drafts;
    this.diagnostics = diagnostics;
    duplicates();
    for (Draft draft : drafts) {
      for (Pointer pointer : draft.supersedes()) {
        find(draft, pointer).filter(d -> counted(draft)).ifPresent(old -> replace(old, draft));
      }
      for (Pointer pointer : draft.supersededBy()) {
        find(draft, pointer).ifPresent(newer -> replace(draft, newer));
      }
    }
  }

  /** A record that was never in force replaces nothing. */
  private static boolean counted(Draft draft) {
    RecordStatus status = draft.status().orElse(RecordStatus.IN_FORCE);
    return status != RecordStatus.PROPOSED && status != RecordStatus.REJECTED;
  }

  private void replace(Draft old, Draft newer) {
    if (!old.path().equals(newer.path())) {
      replacedBy.computeIfAbsent(old.path(), k -> new TreeSet<>()).add(newer.path());
    }
  }

  private Optional<Draft> find(Draft from, Pointer pointer) {
    Optional<Draft> byFile =
        drafts.stream()
            .filter(d ->
                !pointer.file().isEmpty()
                    && HeadReader.fileName(d.path()).equalsIgnoreCase(pointer.file()))
            .findFirst();
    Optional<Draft> found =
        byFile.or(() ->
            drafts.stream()
                .filter(d ->
                    pointer.number().isPresent()
                        && d.number().equals(pointer.number())
                        && !d.path().equals(from.path()))
                .findFirst());
    if (found.isEmpty()) {
      diagnostics.add(missing(from, pointer));
    }
    return found;
  }

  private static Diagnostic missing(Draft from, Pointer pointer) {
    String name = pointer.number().map(n -> "ADR-" + n).orElse(pointer.file());
    return Diagnostic.warning(
        "SLIP-RECORD-MISSING",
        Span.line(from.path(), Math.max(1, pointer.line())),
        "Record " + name + " is not there",
        "The record says that it supersedes or is superseded by " + name + ", which was not found.",
        "Correct the reference, or add the record.");
  }

  /** The status of each record by path. */
  Map<String, RecordStatus> statuses() {
    Map<String, RecordStatus> statuses = new LinkedHashMap<>();
    Set<String> cycles = cycles();
    for (Draft draft : drafts) {
      RecordStatus own = draft.status().orElse(RecordStatus.IN_FORCE);
      boolean replaced = replacedBy.containsKey(draft.path()) && !cycles.contains(draft.path());
      statuses.put(
          draft.path(), replaced && own == RecordStatus.IN_FORCE ? RecordStatus.SUPERSEDED : own);
    }
    return statuses;
  }

  private Set<String> cycles() {
    TreeSet<String> found = new TreeSet<>();
    for (Draft draft : drafts) {
      if (!found.contains(draft.path()) && reaches(draft.path(), draft.path())) {
        List<String> members = members(draft.path());
        found.addAll(members);
        diagnostics.add(
            Diagnostic.error(
                "SLIP-RECORD-CYCLE",
                Span.line(draft.path(), draft.record().titleLine()),
                "Decision records supersede each other in a circle",
                "Each of these is superseded by another of them: "
                    + String.join(", ", members)
                    + ". Which one is in force cannot be told.",
                "Let the newest record supersede the others, and none supersede it."));
      }
    }
    return found;
  }

  private List<String> members(String path) {
    return drafts.stream()
        .map(Draft::path)
        .filter(p -> reaches(path, p) && reaches(p, path))
        .toList();
  }

  private boolean reaches(String from, String to) {
    List<String> open = new ArrayList<>(replacedBy.getOrDefault(from, new TreeSet<>()));
    TreeSet<String> seen = new TreeSet<>();
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (next.equals(to)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(replacedBy.getOrDefault(next, new TreeSet<>()));
      }
    }
    return false;
  }

  /** Each record's rank by path: later ones higher, those whose order nobody wrote down alike. */
  Map<String, Integer> ranks() {
    boolean dated = drafts.stream().allMatch(d -> d.date().isPresent());
    Comparator<Draft> order =
        dated
            ? Comparator.<Draft, String>comparing(d -> d.date().orElse(""))
                .thenComparing(d -> d.number().orElse(0))
            : Comparator.comparing(d -> d.number().orElse(0));
    List<Draft> sorted = drafts.stream().sorted(order).toList();
    Map<String, Integer> ranks = new LinkedHashMap<>();
    int rank = 0;
    for (int i = 0; i < sorted.size(); i++) {
      rank +=
          i > 0 && order.compare(sorted.get(i - 1), sorted.get(i)) != 0 ? RecordFacts.RANK_STEP : 0;
      ranks.put(sorted.get(i).path(), rank);
    }
    return ranks;
  }

  private void duplicates() {
    Map<Integer, Draft> byNumber = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      Draft first = draft.number().map(n -> byNumber.putIfAbsent(n, draft)).orElse(null);
      if (first != null && folder(first).equals(folder(draft))) {
        diagnostics.add(
            Diagnostic.warning(
                "SLIP-RECORD-DUPLICATE",
                Span.line(draft.path(), draft.record().titleLine()),
                "Two decision records have the same number",
                first.path()
                    + " has number "
                    + draft.number().get()
                    + " as well, so references to it are ambiguous.",
                "Give one of them the next free number."));
      }
    }
  }

  private static String folder(Draft draft) {
    int slash = draft.path().lastIndexOf('/');
    return slash < 0 ? "" : draft.path().substring(0, slash);
  }
}
