package dev.slipway.cli.tool;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Span;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code promtool check rules} over the files of Prometheus's alerting and recording rules. */
final class Promtool implements OutsideCheck {

  private static final Pattern PLACE = Pattern.compile("^(\\S[^:]*): (\\d+):(\\d+): (.*)$");

  @Override
  public String program() {
    return "promtool";
  }

  @Override
  public List<Call> calls(SourceTree tree) {
    List<String> files = new ArrayList<>();
    for (String path : tree.paths()) {
      if ((path.endsWith(".yaml") || path.endsWith(".yml")) && holdsRules(tree, path)) {
        files.add(path);
      }
    }
    return Answers.calls(List.of("check", "rules"), files);
  }

  private static boolean holdsRules(SourceTree tree, String path) {
    String text = tree.text(path).orElse("");
    return text.lines().anyMatch(l -> l.startsWith("groups:"))
        && text.contains("rules:")
        && text.contains("expr:");
  }

  @Override
  public List<Diagnostic> findings(Call call, Answer answer) throws Unreadable {
    List<Diagnostic> findings = new ArrayList<>();
    for (String line : (answer.out() + "\n" + answer.err()).lines().toList()) {
      Matcher matcher = PLACE.matcher(line.strip());
      if (matcher.matches()) {
        findings.add(
            Answers.finding(
                "promtool/rules",
                Severity.ERROR,
                Optional.empty(),
                Span.at(
                    Answers.path("", matcher.group(1)),
                    Answers.number(matcher.group(2), 1),
                    Answers.number(matcher.group(3), 1)),
                "Prometheus refuses the rule",
                matcher.group(4),
                ""));
      }
    }
    if (findings.isEmpty() && answer.exitCode() != 0) {
      throw new Unreadable(Answers.excerpt(answer));
    }
    return findings;
  }
}
