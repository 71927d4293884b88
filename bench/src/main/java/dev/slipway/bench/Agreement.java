package dev.slipway.bench;

import dev.slipway.bench.Verdict.Refusal;
import dev.slipway.check.report.Baseline;
import dev.slipway.check.report.Kind;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.run.CheckRequest;
import dev.slipway.run.CheckRun;
import dev.slipway.source.DirectorySourceTree;
import dev.slipway.source.SourceTree;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.ModuleLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares {@code slipway check --only validity} with {@code terraform validate} over a corpus.
 *
 * <p>Arguments: the corpus, and options. The corpus has a folder {@code cases} with a folder for
 * each program; where the root module is a folder within it, a file beside it, {@code ID.root},
 * names that folder. Terraform's verdict is kept in {@code ID.verdict.json}. A program that came
 * from {@link Mutants} has a file {@code ID.mutation} that begins with the kind.
 *
 * <ul>
 *   <li>{@code --plugins DIR}: ask Terraform, with these plugins, where the verdict is missing,
 *       which takes some seconds for each program. Without it such programs are left out.
 *   <li>{@code --only TEXT}: the programs whose names begin so.
 *   <li>{@code --out FILE}: where the disagreements go; {@code agreement.tsv} in the corpus unless
 *       given. Each line says what it is (ALARM a valid program called invalid, MISSED an invalid
 *       one called valid, ELSEWHERE none of the places that Terraform names), the program,
 *       Terraform's first error, the kind of mutation, and ours.
 * </ul>
 */
public final class Agreement {

  private final Path corpus;
  private final Optional<String> plugins;
  private final Map<String, Tally> tallies = new TreeMap<>();
  private final List<String> disagreements = new ArrayList<>();
  private long nanos;
  private int programs;

  /** The figures of one group of programs. */
  private static final class Tally {
    int valid;
    int alarms;
    int invalid;
    int found;
    int located;
    int errors;
    int errorsLocated;
  }

  private Agreement(Path corpus, Optional<String> plugins) {
    this.corpus = corpus;
    this.plugins = plugins;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Agreement agreement = new Agreement(Path.of(arguments[0]), option(arguments, "--plugins"));
    String beginning = option(arguments, "--only").orElse("");
    for (Path program : agreement.programs()) {
      if (name(program).startsWith(beginning)) {
        agreement.compare(program);
      }
    }
    Files.write(
        option(arguments, "--out").map(Path::of).orElse(agreement.corpus.resolve("agreement.tsv")),
        agreement.disagreements);
    agreement.print();
  }

  private static Optional<String> option(String[] arguments, String name) {
    int at = List.of(arguments).indexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(arguments[at + 1]);
  }

  private List<Path> programs() throws IOException {
    try (Stream<Path> entries = Files.list(corpus.resolve("cases"))) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  private void compare(Path program) throws IOException, InterruptedException {
    Path cached = beside(program, ".verdict.json");
    if (!Files.exists(cached)) {
      if (plugins.isEmpty()) {
        return;
      }
      TerraformVerdict.ask(program, root(program), plugins.get(), cached);
    }
    Verdict verdict = Verdict.read(cached);
    long begin = System.nanoTime();
    SourceTree tree = DirectorySourceTree.open(program).value();
    List<Diagnostic> ours = ofModules(check(tree), tree, root(program));
    nanos += System.nanoTime() - begin;
    programs++;
    for (String group : List.of("all programs", group(program))) {
      count(tallies.computeIfAbsent(group, name -> new Tally()), program, verdict, ours);
    }
    note(program, verdict, ours);
  }

  private static Path beside(Path program, String suffix) {
    return program.resolveSibling(program.getFileName() + suffix);
  }

  private static String root(Path program) throws IOException {
    Path file = beside(program, ".root");
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  private static String group(Path program) throws IOException {
    Path file = beside(program, ".mutation");
    return Files.exists(file)
        ? "mutation " + Files.readString(file).lines().findFirst().orElse("")
        : "as found";
  }

  private static List<Diagnostic> check(SourceTree tree) {
    return CheckRun.check(
            new CheckRequest(
                tree,
                List.of(""),
                EnumSet.of(Kind.VALIDITY),
                Baseline.none(),
                LocalDate.of(2026, 1, 1),
                ModuleLoader.TERRAFORM_VERSION,
                List.of(),
                List.of()))
        .open()
        .stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .toList();
  }

  /**
   * Terraform looks at one root module and what it calls; beside them may lie modules that nothing
   * calls, which we look at too.
   */
  private static List<Diagnostic> ofModules(
      List<Diagnostic> findings, SourceTree tree, String root) {
    Set<String> folders = new TreeSet<>();
    for (ModuleInstance module : ModuleLoader.load(tree, root).value().modules()) {
      folders.add(module.module().folder());
    }
    return findings.stream()
        .filter(f -> f.span().map(span -> folders.contains(folder(span.file()))).orElse(true))
        .toList();
  }

  private static String folder(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "" : file.substring(0, slash);
  }

  private static void count(Tally tally, Path program, Verdict verdict, List<Diagnostic> ours)
      throws IOException {
    if (verdict.valid()) {
      tally.valid++;
      tally.alarms += ours.isEmpty() ? 0 : 1;
      return;
    }
    tally.invalid++;
    tally.found += ours.isEmpty() ? 0 : 1;
    SamePlace place = new SamePlace(program, root(program));
    int located = 0;
    for (Refusal error : verdict.errors()) {
      located += place.isNamed(error, ours) ? 1 : 0;
    }
    tally.located += located > 0 ? 1 : 0;
    tally.errors += verdict.errors().size();
    tally.errorsLocated += located;
  }

  private void note(Path program, Verdict verdict, List<Diagnostic> ours) throws IOException {
    SamePlace place = new SamePlace(program, root(program));
    if (verdict.valid() && !ours.isEmpty()) {
      line("ALARM", program, "", ours.getFirst());
    } else if (!verdict.valid() && ours.isEmpty()) {
      Refusal first = verdict.errors().getFirst();
      disagreements.add(
          String.join("\t", "MISSED", name(program), words(first), group(program), ""));
    } else if (verdict.errors().stream().noneMatch(error -> place.isNamed(error, ours))
        && !verdict.valid()) {
      line("ELSEWHERE", program, words(verdict.errors().getFirst()), ours.getFirst());
    }
  }

  private void line(String what, Path program, String theirs, Diagnostic ours) throws IOException {
    String place = ours.span().map(Object::toString).orElse("");
    String found = ours.code() + " " + place + " " + ours.summary() + " " + ours.detail();
    disagreements.add(
        String.join("\t", what, name(program), theirs, group(program), oneLine(found)));
  }

  private static String name(Path program) {
    return program.getFileName().toString();
  }

  private static String words(Refusal error) {
    return error.file().orElse("") + ":" + error.line() + " " + oneLine(error.words());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private void print() {
    System.out.printf(
        Locale.ROOT, "%d programs, %.2f ms each%n", programs, nanos / 1e6 / Math.max(1, programs));
    System.out.println(
        "group                                    valid alarms  invalid  found  placed  errors"
            + " placed");
    for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
      Tally t = entry.getValue();
      System.out.printf(
          Locale.ROOT,
          "%-40s %5d %6d  %7d %5.1f%% %6.1f%% %7d %5.1f%%%n",
          entry.getKey(),
          t.valid,
          t.alarms,
          t.invalid,
          percent(t.found, t.invalid),
          percent(t.located, t.invalid),
          t.errors,
          percent(t.errorsLocated, t.errors));
    }
  }

  private static double percent(int part, int whole) {
    return whole == 0 ? 100 : 100.0 * part / whole;
  }
}
