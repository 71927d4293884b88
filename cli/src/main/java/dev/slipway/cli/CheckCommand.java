package dev.slipway.cli;

import dev.slipway.check.fix.Fixes;
import dev.slipway.check.report.Baseline;
import dev.slipway.check.report.CheckReport;
import dev.slipway.check.report.Kind;
import dev.slipway.check.rule.catalog.RuleCatalog;
import dev.slipway.cli.tool.OutsideChecks;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.emit.report.Counts;
import dev.slipway.emit.report.GithubReport;
import dev.slipway.emit.report.JsonReport;
import dev.slipway.emit.report.JunitReport;
import dev.slipway.emit.report.MarkdownReport;
import dev.slipway.emit.report.PlainText;
import dev.slipway.emit.report.SarifReport;
import dev.slipway.run.CheckRequest;
import dev.slipway.run.CheckRun;
import dev.slipway.source.SourceTree;
import dev.slipway.terraform.ModuleLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether infrastructure code is right. */
@Command(
    name = "check",
    description = "Check infrastructure code: is it valid, safe, sound, free of secrets?",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway check                            everything in this folder",
      "  slipway check terraform/ Dockerfile      these only",
      "  slipway check --only validity            the verdict that terraform validate would give",
      "  slipway check --output sarif > out.sarif for code scanning",
      "  slipway explain SLIP-TF-ARGUMENT-UNKNOWN what a rule means"
    })
final class CheckCommand implements Callable<Integer> {

  /** The forms in which a report can be had. */
  enum Output {
    TEXT,
    JSON,
    SARIF,
    JUNIT,
    MARKDOWN,
    GITHUB
  }

  private final Surroundings surroundings;

  /** Absent where the arguments were read without picocli. */
  @Spec private @Nullable CommandSpec spec;

  @Mixin private final TerminalOptions common;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Folders and files (default: the current folder).")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text (default), json, sarif, junit, markdown or github.")
  private Output output = Output.TEXT;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description =
          "The least bad finding that ends with exit code 1: error (default), warning, note.")
  private Severity threshold = Severity.ERROR;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "KIND",
      description = "validity, policy, secret; several with commas (default: all).")
  private List<Kind> only = new ArrayList<>();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Old debt: what it lists does not fail the check, and is still counted.")
  private @Nullable Path baseline;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description = "Write what is found now into FILE as old debt.")
  private @Nullable Path newBaseline;

  @Option(
      names = "--terraform-version",
      paramLabel = "VERSION",
      description =
          "Judge required_version by this one (default: " + ModuleLoader.TERRAFORM_VERSION + ").")
  private String terraformVersion = ModuleLoader.TERRAFORM_VERSION;

  @Option(
      names = "--with",
      split = ",",
      paramLabel = "PROGRAM",
      description =
          "Ask other programs too and merge what they find: terraform, tflint, checkov, trivy,"
              + " hadolint, actionlint, kubeconform, promtool, or auto for those installed.")
  private List<String> with = new ArrayList<>();

  @Option(
      names = "--fix",
      description = "Show as a diff what can be mended mechanically; nothing is written.")
  private boolean fix;

  @Option(names = "--write", description = "With --fix: write these changes.")
  private boolean write;

  @Option(
      names = "--watch",
      description = "Check again whenever a file changes, until interrupted.")
  private boolean watch;

  @Option(names = "--list-rules", description = "Print every rule: id, severity, title.")
  private boolean listRules;

  CheckCommand(Surroundings surroundings) {
    this(surroundings, new TerminalOptions());
  }

  private CheckCommand(Surroundings surroundings, TerminalOptions common) {
    this.surroundings = surroundings;
    this.common = common;
  }

  /** The command with arguments that picocli has not seen. */
  static CheckCommand of(PlainArguments arguments, Surroundings surroundings) {
    CheckCommand command =
        new CheckCommand(
            surroundings,
            TerminalOptions.of(arguments.quiet(), arguments.verbose(), arguments.noColor()));
    command.paths = arguments.paths();
    command.only = arguments.only();
    command.output = arguments.output();
    command.threshold = arguments.threshold();
    return command;
  }

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal(surroundings.terminal());
    if (listRules) {
      new RulePrinter(terminal).list(output == Output.JSON, RulePacks.texts(existing().getFirst()));
      return ExitCode.OK.code();
    }
    if (write && !fix) {
      throw misuse("`--write` goes with `--fix`.");
    }
    if (watch && newBaseline != null) {
      throw misuse("`--write-baseline` does not go with `--watch`.");
    }
    CheckedProject project = CheckedProject.around(existing());
    if (watch) {
      return new Watch(project.root()).run(terminal.err(), () -> check(terminal, project));
    }
    return check(terminal, project);
  }

  private int check(Terminal terminal, CheckedProject project) throws IOException {
    SourceTree tree = project.tree();
    Outcome<Baseline> known = known();
    if (!known.diagnostics().isEmpty()) {
      new DiagnosticPrinter(terminal).print(terminal.err(), known.diagnostics(), Severity.NOTE);
      return ExitCode.USAGE.code();
    }
    OutsideChecks.Found outside = outside(project, tree);
    CheckReport report =
        CheckRun.check(
            new CheckRequest(
                    tree,
                    project.parts(),
                    kinds(),
                    known.value(),
                    surroundings.today(),
                    terraformVersion,
                    outside.findings(),
                    outside.skipped())
                .with(RulePacks.read(project.root())));
    if (newBaseline != null) {
      Files.writeString(common.resolve(newBaseline), Baseline.write(report.open(), tree::text));
      terminal.err().println("Wrote " + report.open().size() + " findings to " + newBaseline);
      return ExitCode.OK.code();
    }
    if (fix) {
      return fix(terminal, project, tree, report);
    }
    print(terminal, project, tree, report);
    return report.fails(threshold) ? ExitCode.PROBLEMS.code() : ExitCode.OK.code();
  }

  private int fix(Terminal terminal, CheckedProject project, SourceTree tree, CheckReport report)
      throws IOException {
    List<Fixes.Change> changes = Fixes.of(report.open(), tree.paths(), tree);
    int mended = 0;
    FileChanges files = new FileChanges(project.root());
    for (Fixes.Change change : changes) {
      new DiffPrinter(terminal).print(change.path(), change.before(), change.after());
      mended += change.mended();
      files.add(change.path(), change.before(), change.after());
    }
    if (write) {
      files.write();
    }
    terminal
        .err()
        .println(
            (write ? "Changed " : "Would change ")
                + changes.size()
                + " files and mend "
                + mended
                + " of "
                + report.open().size()
                + " findings"
                + (write || changes.isEmpty() ? "." : "; --fix --write does it."));
    return report.fails(threshold) ? ExitCode.PROBLEMS.code() : ExitCode.OK.code();
  }

  private ParameterException misuse(String message) {
    CommandLine parser = spec == null ? new CommandLine(this) : spec.commandLine();
    return new ParameterException(parser, message);
  }

  private List<Path> existing() {
    List<Path> wanted = paths.isEmpty() ? List.of(Path.of("")) : paths;
    List<Path> resolved = new ArrayList<>();
    for (Path path : wanted) {
      Path absolute = common.resolve(path);
      if (!Files.exists(absolute)) {
        throw misuse("There is no file or folder `" + path + "`.");
      }
      resolved.add(absolute);
    }
    return resolved;
  }

  private OutsideChecks.Found outside(CheckedProject project, SourceTree tree) {
    if (with.isEmpty()) {
      return new OutsideChecks.Found(List.of(), List.of());
    }
    OutsideChecks programs = new OutsideChecks(project.root(), surroundings.environment());
    return programs.run(wanted(programs), tree);
  }

  /** The programs that are wanted; {@code auto} is those that are installed. */
  private List<String> wanted(OutsideChecks programs) {
    List<String> known = OutsideChecks.names();
    List<String> wanted = new ArrayList<>();
    for (String name : with) {
      if (name.equals("auto")) {
        wanted.addAll(programs.installed());
      } else if (known.contains(name)) {
        wanted.add(name);
      } else {
        throw misuse(
            "`--with` knows no program `"
                + name
                + "`."
                + Suggestion.sentence(name, known)
                + " It knows "
                + String.join(", ", known)
                + " and auto.");
      }
    }
    return wanted;
  }

  private Set<Kind> kinds() {
    return only.isEmpty() ? EnumSet.allOf(Kind.class) : EnumSet.copyOf(only);
  }

  private Outcome<Baseline> known() throws IOException {
    if (baseline == null) {
      return Outcome.of(Baseline.none());
    }
    Path file = common.resolve(baseline);
    if (!Files.isRegularFile(file)) {
      throw misuse("There is no baseline `" + baseline + "`.");
    }
    return Baseline.read(baseline.toString(), Files.readString(file));
  }

  private void print(
      Terminal terminal, CheckedProject project, SourceTree tree, CheckReport report) {
    switch (output) {
      case TEXT -> text(terminal, project, tree, report);
      case JSON ->
          terminal
              .out()
              .print(JsonReport.write(report, threshold, Version.generator(), tree::text));
      case SARIF ->
          terminal
              .out()
              .print(SarifReport.write(report, Version.number(), RuleCatalog::find, tree::text));
      case JUNIT -> terminal.out().print(JunitReport.write(report, threshold));
      case MARKDOWN -> terminal.out().print(MarkdownReport.write(report));
      case GITHUB -> terminal.out().print(GithubReport.write(report));
    }
  }

  /** From the reader's own place where that is short, and in full elsewhere. */
  private static String shown(Path here, Path file) {
    return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
  }

  private void text(
      Terminal terminal, CheckedProject project, SourceTree tree, CheckReport report) {
    Path here = common.resolve(Path.of(""));
    FindingPrinter printer =
        new FindingPrinter(terminal, tree::text, file -> shown(here, project.root().resolve(file)));
    Severity least =
        common.verbose() ? Severity.NOTE : common.quiet() ? Severity.ERROR : Severity.WARNING;
    Severity shown = threshold.compareTo(least) > 0 ? threshold : least;
    for (Diagnostic finding : report.open()) {
      if (finding.severity().compareTo(shown) <= 0) {
        printer.print(terminal.out(), finding);
      }
    }
    if (!common.quiet()) {
      report
          .skipped()
          .forEach(s -> terminal.out().println(terminal.dim("not checked: " + PlainText.of(s))));
    }
    String sentence = Counts.sentence(report);
    terminal
        .out()
        .println(report.fails(threshold) ? terminal.red(sentence) : terminal.green(sentence));
    if (shown != Severity.NOTE && report.count(Severity.NOTE) > 0) {
      terminal.out().println(terminal.dim("Notes are shown with --verbose."));
    }
  }
}
