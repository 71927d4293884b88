package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.Range;
import java.util.List;
import java.util.Optional;

/** Reads {@code module} blocks. */
final class ModuleCallReader {

  static final BlockSchema SCHEMA =
      BlockSchema.of("version", "count", "for_each", "depends_on", "providers")
          .require("source")
          .block("_")
          .block("lifecycle")
          .block("locals")
          .block("provider", "type");

  static final List<String> OVERRIDES =
      List.of("source", "version", "count", "for_each", "providers");

  private ModuleCallReader() {}

  static Draft draft(Block block, boolean override, Report report) {
    return Draft.part(
        block, SCHEMA, override, report.at("module." + block.labels().getFirst().text()));
  }

  static ModuleCall read(Draft draft) {
    Report report = draft.report();
    Content content = draft.content();
    Names.check(draft.label(0), "a module call", report);
    ResourceReader.checkRepetition(content, "number of instances", report);
    content.refuseReserved(
        report.openTofu()
            ? List.of("locals", "provider")
            : List.of("lifecycle", "locals", "provider"),
        report);
    content
        .blocks("lifecycle")
        .forEach(block ->
            report.isOpenTofus(block.nameRange(), "It switches the whole call on and off."));
    draft.refuseOverride("depends_on");
    Optional<HclExpression> source = content.value("source");
    return new ModuleCall(
        draft.label(0).text(),
        source(content, report),
        source.map(HclExpression::range).orElse(draft.header()),
        content
            .value("version")
            .filter(value -> !isComputedByOpenTofu(value, report))
            .flatMap(value -> Versions.constraint(value, report)),
        content.value("count"),
        content.value("for_each"),
        content.value("providers").map(v -> ProviderReferences.passed(v, report)).orElse(List.of()),
        content.argument("providers").isPresent(),
        content.value("depends_on").map(v -> ReferenceReader.list(v, report)).orElse(List.of()),
        draft.rest(),
        draft.label(0).range(),
        draft.header());
  }

  private static ModuleSource source(Content content, Report report) {
    Optional<HclExpression> written = content.value("source");
    if (written.isEmpty() || isComputedByOpenTofu(written.get(), report)) {
      return new ModuleSource.Invalid("", "");
    }
    Optional<String> text = Constants.text(written.get(), report);
    if (text.isEmpty()) {
      return new ModuleSource.Invalid("", "");
    }
    ModuleSource source = ModuleSource.parse(text.get(), content.argument("version").isPresent());
    if (source instanceof ModuleSource.Invalid invalid) {
      refuse(invalid, written.get().range(), report);
    }
    return source;
  }

  private static void refuse(ModuleSource.Invalid source, Range range, Report report) {
    report.error(
        "MODULE-SOURCE",
        range,
        "Invalid source of a module",
        source.why(),
        "A folder is written with `./` or `../` in front; a registry's module as"
            + " `NAMESPACE/NAME/SYSTEM`.");
  }

  /** OpenTofu can compute sources and versions from variables and locals. */
  private static boolean isComputedByOpenTofu(HclExpression expression, Report report) {
    return !dev.slipway.evaluate.References.of(expression).isEmpty()
        && report.isOpenTofus(
            expression.range(), "It computes where a module comes from, before anything else.");
  }
}
