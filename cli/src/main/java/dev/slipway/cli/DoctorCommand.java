package dev.slipway.cli;

import static dev.slipway.document.RecordCodec.write;

import dev.slipway.document.JsonWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which outside tools are there. */
@Command(
    name = "doctor",
    description = "Show which outside tools are there, their versions, and what each adds.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway doctor",
      "  slipway doctor --output json",
      "",
      "Slipway needs none of them to make a design."
    })
final class DoctorCommand implements Callable<Integer> {

  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(?:\\.\\d+)?[\\w.+-]*");
  private static final long PATIENCE_SECONDS = 15;

  private final Terminal terminal;
  private final Map<String, String> environment;

  @Mixin private final CommonOptions common = new CommonOptions();

  DoctorCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  /** What was found out about one tool. */
  record Finding(String tool, Optional<String> version, String adds, String install) {}

  /** The answer as data. */
  record Report(String slipway, String java, List<Finding> tools) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    for (OutsideTool tool : OutsideTool.ALL) {
      findings.add(new Finding(tool.name(), version(tool), tool.adds(), tool.install()));
    }
    Report report = new Report(Version.number(), Runtime.version().toString(), findings);
    if (common.json()) {
      terminal.out().print(JsonWriter.write(write(report)));
    } else {
      print(report, common.terminal(terminal));
    }
    return ExitCode.OK.code();
  }

  private static void print(Report report, Terminal terminal) {
    terminal.out().println("slipway " + report.slipway() + " on Java " + report.java());
    terminal.out().println();
    for (Finding finding : report.tools()) {
      boolean found = finding.version().isPresent();
      String version = finding.version().orElse("not found");
      terminal
          .out()
          .printf(
              java.util.Locale.ROOT,
              "  %s %-11s %-14s %s%n",
              found ? terminal.green("✓") : terminal.dim("–"),
              finding.tool(),
              version,
              found ? finding.adds() : finding.adds() + " (" + finding.install() + ")");
    }
    terminal.out().println();
    terminal.out().println("None of them is needed to make a design.");
  }

  private Optional<String> version(OutsideTool tool) throws IOException, InterruptedException {
    Optional<Path> program = find(tool.name());
    if (program.isEmpty()) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>();
    command.add(program.get().toString());
    command.addAll(tool.versionArguments());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    Path answer = Files.createTempFile("slipway", ".txt");
    try {
      Process process = builder.redirectOutput(answer.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of("no answer");
      }
      Matcher matcher =
          VERSION.matcher(new String(Files.readAllBytes(answer), StandardCharsets.UTF_8));
      return Optional.of(matcher.find() ? matcher.group() : "unknown");
    } finally {
      Files.deleteIfExists(answer);
    }
  }

  private Optional<Path> find(String name) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path candidate = Path.of(folder).resolve(name);
      if (!folder.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
