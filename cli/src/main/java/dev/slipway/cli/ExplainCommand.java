package dev.slipway.cli;

import dev.slipway.blueprint.Decision;
import dev.slipway.bundle.Placement;
import dev.slipway.check.rule.RuleText;
import dev.slipway.check.rule.catalog.RuleCatalog;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.JsonWriter;
import dev.slipway.document.RecordCodec;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.evidence.Evidence;
import dev.slipway.run.Design;
import dev.slipway.run.DesignRequest;
import dev.slipway.run.DesignRun;
import dev.slipway.run.Explanation;
import dev.slipway.source.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why something is as it is. */
@Command(
    name = "explain",
    description = "Say why something in the design is as it is, down to the words it rests on.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway explain terraform/database.tf:12",
      "  slipway explain google_sql_database_instance.main",
      "  slipway explain workload.api",
      "  slipway explain database.main.tier",
      "  slipway explain SLIP-AWS-S3-PUBLIC-ACL"
    })
final class ExplainCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "ADDRESS|FILE:LINE|DECISION|RULE",
      description =
          "A Terraform address, a line of a generated file, a part of the blueprint, a decision or"
              + " a rule of the check.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private String question;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "The project's folder (default: the current one).")
  private Path path = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder that the design was written into.")
  private @Nullable Path out;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "As given to design.")
  private List<String> assignments = new ArrayList<>();

  ExplainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal(surroundings.terminal());
    if (question.toUpperCase(Locale.ROOT).startsWith("SLIP-")) {
      return rule(terminal, RuleCatalog.find(question));
    }
    Path root = common.resolve(path);
    Optional<RuleText> own =
        RulePacks.texts(root).stream().filter(text -> text.id().equals(question)).findFirst();
    if (own.isPresent()) {
      return rule(terminal, own);
    }
    ProjectInput input =
        new ProjectInput(root, out == null ? root : common.resolve(out), surroundings.today());
    Outcome<SourceTree> tree = input.tree();
    Outcome<Optional<Design>> outcome =
        DesignRun.design(input.request(tree.value(), assignments, DesignRequest.Progress.SILENT));
    if (outcome.value().isEmpty()) {
      List<Diagnostic> problems = ProjectInput.joined(tree.diagnostics(), outcome.diagnostics());
      new DiagnosticPrinter(terminal).print(terminal.err(), problems, Severity.ERROR);
      return ExitCode.PROBLEMS.code();
    }
    Design design = outcome.value().get();
    List<GeneratedFile> files =
        Placement.plan(input.target(), Version.generator(), design.blueprint(), design.files())
            .value()
            .files();
    return answer(terminal, design, files);
  }

  private int rule(Terminal terminal, Optional<RuleText> text) {
    if (text.isEmpty()) {
      terminal
          .err()
          .println(
              terminal.red("error")
                  + " There is no rule "
                  + question
                  + "."
                  + RuleCatalog.suggestion(question));
      return ExitCode.PROBLEMS.code();
    }
    if (common.json()) {
      terminal.out().print(JsonWriter.write(RecordCodec.write(text.get())));
    } else {
      new RulePrinter(terminal).explain(text.get());
    }
    return ExitCode.OK.code();
  }

  private int answer(Terminal terminal, Design design, List<GeneratedFile> files) {
    Optional<Explanation> explanation = Explanation.of(design, files, question);
    if (explanation.isEmpty()) {
      terminal
          .err()
          .println(terminal.red("error") + " Nothing in the design is called " + question);
      Explanation.suggestions(design, files, question)
          .forEach(s -> terminal.err().println("    Did you mean " + s + "?"));
      return ExitCode.PROBLEMS.code();
    }
    if (common.json()) {
      terminal.out().print(JsonWriter.write(RecordCodec.write(explanation.get())));
    } else {
      print(terminal, explanation.get());
    }
    return ExitCode.OK.code();
  }

  private static void print(Terminal terminal, Explanation explanation) {
    terminal.out().println(terminal.bold(explanation.subject()));
    explanation.line().filter(l -> !l.isEmpty()).ifPresent(l -> terminal.out().println("  " + l));
    explanation.address().ifPresent(a -> terminal.out().println(terminal.dim("  resource " + a)));
    explanation.element().ifPresent(e -> terminal.out().println(terminal.dim("  part of  " + e)));
    if (explanation.decisions().isEmpty()) {
      terminal.out().println();
      terminal
          .out()
          .println(
              explanation.element().isPresent()
                  ? "Nothing was decided here: it follows from that part of the design."
                  : "Slipway did not write this line, or it is only form.");
    }
    explanation.decisions().forEach(d -> print(terminal, d));
  }

  private static void print(Terminal terminal, Decision decision) {
    terminal.out().println();
    terminal
        .out()
        .println(
            terminal.bold(decision.subject() + ": " + decision.choice())
                + terminal.dim("  [" + decision.id() + "]"));
    terminal.out().println("  " + decision.reason());
    for (Evidence evidence : decision.evidence()) {
      String strength = evidence.strength().name().toLowerCase(Locale.ROOT);
      terminal
          .out()
          .println(
              "  "
                  + terminal.cyan(strength)
                  + "  "
                  + evidence.where()
                  + "  “"
                  + evidence.excerpt()
                  + "”");
    }
    for (Decision.Alternative alternative : decision.alternatives()) {
      terminal.out().println("  not " + alternative.name() + ": " + alternative.whyNot());
    }
    terminal.out().println("  would change it: " + decision.reconsiderWhen());
  }
}
