package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclFile;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the files of {@code terraform test} that belong to a root module. */
final class TestFileReader {

  private static final BlockSchema SCHEMA =
      BlockSchema.of()
          .block("run", "name")
          .block("provider", "name")
          .block("mock_provider", "name")
          .block("variables")
          .block("override_resource")
          .block("override_data")
          .block("override_module");

  private final TestRunReader runs;
  private final MockReader mocks;
  private final Report report;
  private final Map<String, Range> declared = new LinkedHashMap<>();

  private TestFileReader(String folder, ModuleFolders folders, Report report) {
    this.runs = new TestRunReader(folder, folders, report);
    this.mocks = new MockReader(folder, folders, report);
    this.report = report;
  }

  static List<TestFile> read(String folder, ModuleFolders folders, Problems problems) {
    List<TestFile> tests = new ArrayList<>();
    for (String path : folders.files(folder).tests()) {
      Optional<HclFile> file = folders.file(path, problems);
      if (file.isPresent()) {
        tests.add(new TestFile(path, file.get()));
        boolean openTofu = path.contains(".tofutest.");
        new TestFileReader(folder, folders, new Report(problems, "", openTofu)).read(file.get());
      }
    }
    return tests;
  }

  private void read(HclFile file) {
    Range start = new Range(file.source(), 0, 0);
    Content content = Content.whole(file.body(), SCHEMA, start, report);
    content
        .single("variables", report)
        .ifPresent(block -> Content.onlyArguments(block.body(), report));
    for (Block block : content.blocks()) {
      switch (block.name()) {
        case "run" -> {
          runs.read(block);
          unique("run." + block.labels().getFirst().text(), block);
        }
        case "provider" -> provider(block);
        case "mock_provider" -> {
          String name = block.labels().getFirst().text();
          Optional<String> alias = mocks.provider(block);
          unique("provider." + alias.map(a -> name + "." + a).orElse(name), block);
        }
        case "variables" -> {}
        default -> mocks.override(block).ifPresent(target -> unique("override." + target, block));
      }
    }
  }

  private void provider(Block block) {
    Draft draft = ProviderReader.draft(block, report);
    draft
        .content()
        .argument("version")
        .ifPresent(version ->
            report.error(
                "TEST",
                version.value().range(),
                "Version constraint in a test",
                "Tests run with the providers that the configuration requires.",
                "Move it into `required_providers` of the configuration."));
    ProviderReader.read(draft).ifPresent(found -> unique(found.address(), block));
  }

  private void unique(String name, Block block) {
    Range earlier = declared.putIfAbsent(name, block.header());
    if (earlier != null) {
      report.error(
          "DUPLICATE",
          block.header(),
          "`" + name + "` is there twice",
          "It stands at " + earlier + " already.",
          "Remove one of the two, or give it another name.");
    }
  }
}
