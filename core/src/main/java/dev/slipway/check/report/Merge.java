package dev.slipway.check.report;

import dev.slipway.check.rule.RuleText;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One report out of ours and others': what another program says of the same thing in the same place
 * is said once, in our words.
 */
public final class Merge {

  private final Function<String, Optional<RuleText>> texts;

  /**
   * @param texts the text of a rule of ours by its id
   */
  public Merge(Function<String, Optional<RuleText>> texts) {
    this.texts = texts;
  }

  /** The others' findings that ours do not cover, each once. */
  public List<Diagnostic> news(List<Diagnostic> ours, List<Diagnostic> others) {
    Places places = new Places();
    if (!others.isEmpty()) {
      ours.forEach(places::add);
    }
    Set<Diagnostic> news = new LinkedHashSet<>();
    for (Diagnostic other : others) {
      if (places.near(other).noneMatch(mine -> aboutOneThing(mine, other))) {
        news.add(other);
      }
    }
    return List.copyOf(news);
  }

  /** Findings by where they are: in the same lines of a file, or at the same address in it. */
  private static final class Places {
    private final Map<String, LineRanges> lines = new LinkedHashMap<>();
    private final Map<At, List<Diagnostic>> addresses = new LinkedHashMap<>();

    private record At(String file, String address) {}

    void add(Diagnostic finding) {
      if (finding.span().isEmpty()) {
        return;
      }
      Span span = finding.span().get();
      lines.computeIfAbsent(span.file(), file -> new LineRanges()).add(span, finding);
      finding
          .address()
          .map(address -> new At(span.file(), address))
          .ifPresent(at -> addresses.computeIfAbsent(at, key -> new ArrayList<>()).add(finding));
    }

    Stream<Diagnostic> near(Diagnostic other) {
      if (other.span().isEmpty()) {
        return Stream.empty();
      }
      Span span = other.span().get();
      LineRanges ranges = lines.get(span.file());
      Stream<Diagnostic> overlapping = ranges == null ? Stream.empty() : ranges.meeting(span);
      Stream<Diagnostic> same =
          other.address().map(address -> new At(span.file(), address)).stream()
              .flatMap(at -> addresses.getOrDefault(at, List.of()).stream());
      return Stream.concat(overlapping, same);
    }
  }

  /** Findings of one file by their lines; the few that have very many lines are kept apart. */
  private static final class LineRanges {
    private static final int LONG = 16;

    private final TreeMap<Integer, List<Diagnostic>> starting = new TreeMap<>();
    private final List<Diagnostic> longOnes = new ArrayList<>();

    void add(Span span, Diagnostic finding) {
      if (span.endLine() - span.line() >= LONG) {
        longOnes.add(finding);
      } else {
        starting.computeIfAbsent(span.line(), line -> new ArrayList<>()).add(finding);
      }
    }

    Stream<Diagnostic> meeting(Span other) {
      Stream<Diagnostic> shortOnes =
          starting.subMap(other.line() - LONG, true, other.endLine(), true).values().stream()
              .flatMap(List::stream);
      return Stream.concat(shortOnes, longOnes.stream())
          .filter(finding -> finding.span().filter(span -> overlap(span, other)).isPresent());
    }

    private static boolean overlap(Span here, Span there) {
      return here.line() <= there.endLine() && there.line() <= here.endLine();
    }
  }

  private boolean aboutOneThing(Diagnostic mine, Diagnostic other) {
    String tool = other.code().substring(0, other.code().indexOf('/'));
    String id = other.code().substring(tool.length() + 1);
    return switch (tool) {
      case "terraform" -> mine.severity() == Severity.ERROR && Kind.of(mine) == Kind.VALIDITY;
      case "checkov" -> texts.apply(mine.code()).map(t -> t.checkov().contains(id)).orElse(false);
      case "trivy" -> texts.apply(mine.code()).map(t -> t.trivy().contains(id)).orElse(false);
      case "hadolint" -> texts.apply(mine.code()).map(t -> t.hadolint().contains(id)).orElse(false);
      case "zizmor" -> texts.apply(mine.code()).map(t -> t.zizmor().contains(id)).orElse(false);
      default -> false;
    };
  }
}
