package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code run} blocks of tests. */
final class TestRunReader {

  private static final BlockSchema SCHEMA =
      BlockSchema.of("command", "providers", "expect_failures", "state_key")
          .block("plan_options")
          .block("assert")
          .block("variables")
          .block("module")
          .block("override_resource")
          .block("override_data")
          .block("override_module");

  private static final BlockSchema OPTIONS = BlockSchema.of("mode", "refresh", "replace", "target");

  private static final BlockSchema MODULE = BlockSchema.of("source", "version");

  private final String folder;
  private final ModuleFolders folders;
  private final MockReader mocks;
  private final Report report;

  TestRunReader(String folder, ModuleFolders folders, Report report) {
    this.folder = folder;
    this.folders = folders;
    this.mocks = new MockReader(folder, folders, report);
    this.report = report;
  }

  void read(Block block) {
    Content content = Content.whole(block.body(), SCHEMA, block.header(), report);
    Names.check(block.labels().getFirst(), "a run", report);
    ConditionReader.all(Condition.Kind.ASSERT, content.blocks("assert"), false, report);
    content.single("plan_options", report).ifPresent(this::options);
    content
        .single("variables", report)
        .ifPresent(inner -> Content.onlyArguments(inner.body(), report));
    content.single("module", report).ifPresent(this::module);
    overrides(content);
    content
        .value("command")
        .ifPresent(value -> checkKeyword("command", value, List.of("apply", "plan"), report));
    content.value("providers").ifPresent(value -> ProviderReferences.passed(value, report));
    content.value("expect_failures").ifPresent(value -> ReferenceReader.list(value, report));
    content.value("state_key").ifPresent(value -> Constants.text(value, report));
  }

  private void overrides(Content content) {
    Map<String, Range> targets = new LinkedHashMap<>();
    for (Block block : content.blocks()) {
      if (block.name().startsWith("override_")) {
        Optional<String> target = mocks.override(block);
        Optional<Range> earlier = target.map(name -> targets.putIfAbsent(name, block.header()));
        earlier.ifPresent(range ->
            report.error(
                "DUPLICATE",
                block.header(),
                "`" + target.orElseThrow() + "` is overridden twice",
                "It is at " + range + " already.",
                "Remove one of the two."));
      }
    }
  }

  private void options(Block block) {
    Content content = Content.whole(block.body(), OPTIONS, block.header(), report);
    Optional<HclExpression> mode = content.value("mode");
    mode.ifPresent(value -> checkKeyword("mode", value, List.of("normal", "refresh-only"), report));
    boolean refresh = content.value("refresh").flatMap(v -> Constants.bool(v, report)).orElse(true);
    content.value("replace").ifPresent(value -> ReferenceReader.list(value, report));
    content.value("target").ifPresent(value -> ReferenceReader.list(value, report));
    boolean refreshOnly =
        mode.flatMap(Constants::keyword).filter("refresh-only"::equals).isPresent();
    if (!refresh && refreshOnly) {
      report.error(
          "TEST",
          content.argument("refresh").orElseThrow().range(),
          "`refresh = false` in mode `refresh-only`",
          "Then the run would do nothing.",
          "Remove one of the two.");
    }
  }

  static void checkKeyword(
      String argument, HclExpression value, List<String> keywords, Report report) {
    if (value instanceof HclExpression.Invalid
        || Constants.keyword(value).filter(keywords::contains).isPresent()) {
      return;
    }
    report.error(
        "TEST",
        value.range(),
        "No such `" + argument + "`",
        "It must be one of the words `" + String.join("` and `", keywords) + "`.",
        "Write one of them, without quotes.");
  }

  private void module(Block block) {
    Content content = Content.whole(block.body(), MODULE, block.header(), report);
    content.value("version").ifPresent(value -> Versions.constraint(value, report));
    Optional<HclExpression> written = content.value("source");
    if (written.isEmpty()) {
      report.error(
          "ARGUMENT-MISSING",
          block.header(),
          "`source` is missing",
          "The run needs to know which module to use in place of the configuration.",
          "Add `source = \"./…\"`, or remove the block.");
      return;
    }
    Optional<String> text = Constants.text(written.get(), report);
    if (text.isPresent()) {
      Range range = content.argument("source").orElseThrow().range();
      source(ModuleSource.parse(text.get(), content.argument("version").isPresent()), range, block);
    }
  }

  private void source(ModuleSource source, Range range, Block block) {
    switch (source) {
      case ModuleSource.Local local -> {
        Optional<String> target = FolderPath.resolve(folder, local.text());
        if (target.isPresent() && !folders.exists(target.get())) {
          report.error(
              "MODULE-MISSING",
              block.header(),
              "No such module",
              "There is no folder `" + local.text() + "` in the configuration's folder.",
              "Correct the path, or add the module.");
        }
        target
            .filter(folders::exists)
            .ifPresent(
                found -> folders.module(found).diagnostics().forEach(report.problems()::add));
      }
      case ModuleSource.Registry registry -> {}
      case ModuleSource.Remote remote ->
          refuse(range, "Tests can use folders and modules of a registry, nothing else.");
      case ModuleSource.Invalid invalid -> refuse(range, invalid.why());
    }
  }

  private void refuse(Range range, String why) {
    report.error(
        "MODULE-SOURCE",
        range,
        "Invalid source of a module",
        why,
        "A folder is written with `./` or `../` in front.");
  }
}
