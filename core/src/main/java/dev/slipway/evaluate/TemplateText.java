package dev.slipway.evaluate;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.evidence.Span;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Part;
import dev.slipway.hcl.syntax.HclExpression.Template;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclReader;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Templates that do not stand in the configuration: those of templatefile and templatestring. */
public final class TemplateText {

  private static final int LENGTH_LIMIT = 1_000_000;

  private TemplateText() {}

  /**
   * What a template comes to.
   *
   * @param variables the names that it may use: a known map or object
   * @param functions those that it may call; the two template functions are not among them
   * @throws Refusal for argument 0 if the text is no template, for argument 1 if a name is missing,
   *     and for none in particular if it fails otherwise
   */
  public static Value render(String text, Value variables, Functions functions) throws Refusal {
    if (!variables.hasFields()) {
      throw new Refusal(1, "a map is required");
    }
    if (text.length() > LENGTH_LIMIT) {
      return Value.DYNAMIC;
    }
    HclExpression template = template(text);
    Map<String, Value> names = variables.fields();
    for (Traversal reference : References.of(template)) {
      if (!names.containsKey(reference.root())) {
        throw new Refusal(
            1,
            "it has no `%s`, which the template uses in line %d"
                .formatted(reference.root(), line(Optional.of(reference.range().span()))));
      }
    }
    Problems problems = new Problems();
    Value value = Evaluator.evaluate(template, new Inside(names, functions), problems);
    if (!problems.isEmpty()) {
      throw new Refusal(-1, failure(problems.sorted().getFirst()));
    }
    return value;
  }

  /** A here document has the syntax of a file; the newline at its end is not the file's. */
  private static HclExpression template(String text) throws Refusal {
    String marker = "TEMPLATE";
    while (text.contains(marker)) {
      marker += "_";
    }
    String document = "<<" + marker + "\n" + text + "\n" + marker + "\n";
    Outcome<HclExpression> read = HclReader.expression("template", document);
    if (!read.diagnostics().isEmpty()) {
      throw new Refusal(0, failure(read.diagnostics().getFirst()));
    }
    return read.value() instanceof Template template ? withoutLastNewline(template) : read.value();
  }

  private static Template withoutLastNewline(Template template) {
    List<Part> parts = new ArrayList<>(template.parts());
    if (!parts.isEmpty() && parts.getLast() instanceof Part.Text last) {
      String text = last.value();
      parts.removeLast();
      if (text.length() > 1) {
        parts.add(new Part.Text(text.substring(0, text.length() - 1), last.range()));
      }
    }
    return new Template(parts, true, template.range());
  }

  private static String failure(Diagnostic problem) {
    return "line %d of the template: %s".formatted(line(problem.span()), problem.detail());
  }

  private static int line(Optional<Span> span) {
    return span.map(Span::line).orElse(2) - 1;
  }

  /** The names inside a template. */
  record Inside(Map<String, Value> names, Functions functions) implements Scope {
    @Override
    public Resolved resolve(Traversal reference, Problems problems) {
      return new Resolved(names.getOrDefault(reference.root(), Value.DYNAMIC), 0);
    }
  }
}
