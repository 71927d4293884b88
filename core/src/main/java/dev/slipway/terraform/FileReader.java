package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclFile;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.Range;

/** Reads what one file declares. */
final class FileReader {

  private static final BlockSchema SCHEMA =
      BlockSchema.of()
          .block("terraform")
          .block("required_providers")
          .block("provider", "name")
          .block("variable", "name")
          .block("locals")
          .block("output", "name")
          .block("module", "name")
          .block("resource", "type", "name")
          .block("data", "type", "name")
          .block("ephemeral", "type", "name")
          .block("moved")
          .block("removed")
          .block("import")
          .block("check", "name");

  private final ModuleAssembly assembly;
  private final boolean override;
  private final Report report;

  private FileReader(ModuleAssembly assembly, boolean override, Report report) {
    this.assembly = assembly;
    this.override = override;
    this.report = report;
  }

  /** Adds a file's declarations to a module. */
  static void read(HclFile file, boolean override, ModuleAssembly assembly, Report report) {
    Range start = new Range(file.source(), 0, 0);
    BlockSchema schema = SCHEMA.openTofuBlock(report.openTofu(), "language");
    Content content = Content.whole(file.body(), schema, start, report);
    FileReader reader = new FileReader(assembly, override, report);
    content.blocks().forEach(reader::block);
    assembly.endFile(override);
  }

  private void block(Block block) {
    switch (block.name()) {
      case "terraform" -> assembly.settings().read(block, override, report);
      case "required_providers" ->
          report.error(
              "BLOCK-UNKNOWN",
              block.nameRange(),
              "`required_providers` stands alone",
              "It belongs into a `terraform` block.",
              "Write `terraform { required_providers { … } }`.");
      case "provider" -> assembly.add(ProviderReader.draft(block, report), override);
      case "variable" -> assembly.addVariable(VariableReader.draft(block, override, report));
      case "locals" ->
          ValueReaders.locals(block, report)
              .forEach(local -> assembly.add(local, override, report));
      case "output" -> assembly.addOutput(ValueReaders.outputDraft(block, override, report));
      case "module" -> assembly.addCall(ModuleCallReader.draft(block, override, report));
      case "resource" -> resource(ResourceMode.MANAGED, block);
      case "data" -> resource(ResourceMode.DATA, block);
      case "ephemeral" -> resource(ResourceMode.EPHEMERAL, block);
      case "check" ->
          CheckReader.read(block, override, report).ifPresent(check -> assembly.add(check, report));
      case "language" ->
          report.isOpenTofus(block.nameRange(), "It says which versions can read the module.");
      default -> refactoring(block);
    }
  }

  private void resource(ResourceMode mode, Block block) {
    assembly.addResource(mode, ResourceReader.draft(mode, block, override, report));
  }

  private void refactoring(Block block) {
    switch (block.name()) {
      case "moved" -> {
        Moved moved = RefactoringReader.moved(block, report);
        if (mayStand(block)) {
          assembly.add(moved);
        }
      }
      case "import" -> {
        Import imported = RefactoringReader.imported(block, report);
        if (mayStand(block)) {
          assembly.add(imported, report);
        }
      }
      default -> assembly.add(RefactoringReader.removed(block, report));
    }
  }

  private boolean mayStand(Block block) {
    if (override) {
      report.error(
          "OVERRIDE",
          block.header(),
          "`" + block.name() + "` in an override file",
          "These blocks may stand only in normal files.",
          "Move it to one.");
    }
    return !override;
  }
}
