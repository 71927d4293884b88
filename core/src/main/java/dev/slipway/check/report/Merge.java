package dev.slipway.check.report;

import dev.slipway.check.rule.RuleText;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

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
    Map<String, List<Diagnostic>> byFile = new TreeMap<>();
    for (Diagnostic mine : ours) {
      mine.span()
          .ifPresent(span -> byFile.computeIfAbsent(span.file(), f -> new ArrayList<>()).add(mine));
    }
    Set<Diagnostic> news = new LinkedHashSet<>();
    for (Diagnostic other : others) {
      String file = other.span().map(Span::file).orElse("");
      if (byFile.getOrDefault(file, List.of()).stream().noneMatch(mine -> same(mine, other))) {
        news.add(other);
      }
    }
    return List.copyOf(news);
  }

  private boolean same(Diagnostic mine, Diagnostic other) {
    return inOnePlace(mine, other) && aboutOneThing(mine, other);
  }

  private static boolean inOnePlace(Diagnostic mine, Diagnostic other) {
    if (mine.span().isEmpty() || other.span().isEmpty()) {
      return false;
    }
    Span here = mine.span().get();
    Span there = other.span().get();
    boolean sameAddress = mine.address().isPresent() && mine.address().equals(other.address());
    boolean sameLine = here.line() <= there.endLine() && there.line() <= here.endLine();
    return here.file().equals(there.file()) && (sameAddress || sameLine);
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
