package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclItem.Block;
import java.util.List;
import java.util.Optional;

/** Reads {@code check} blocks. */
final class CheckReader {

  private static final BlockSchema SCHEMA =
      BlockSchema.of().block("data", "type", "name").block("assert");

  private CheckReader() {}

  /** Empty in an override file, where none may stand. */
  static Optional<Check> read(Block block, boolean override, Report outer) {
    Report report = outer.at("check." + block.labels().getFirst().text());
    if (override) {
      report.error(
          "OVERRIDE",
          block.header(),
          "`check` cannot be overridden",
          "Terraform does not merge these blocks from override files.",
          "Change it where it is declared.");
      return Optional.empty();
    }
    Content content = Content.whole(block.body(), SCHEMA, block.header(), report);
    Names.check(block.labels().getFirst(), "a check", report);
    List<Condition> asserts =
        ConditionReader.all(Condition.Kind.ASSERT, content.blocks("assert"), false, report);
    if (asserts.isEmpty()) {
      report.error(
          "CHECK",
          block.header(),
          "A check without `assert`",
          "It checks nothing.",
          "Add an `assert` block.");
    }
    Optional<Resource> data =
        content
            .single("data", report)
            .map(found ->
                ResourceReader.read(
                    ResourceMode.DATA,
                    ResourceReader.draft(ResourceMode.DATA, found, false, report),
                    true));
    return Optional.of(
        new Check(
            block.labels().getFirst().text(),
            data,
            asserts,
            block.labels().getFirst().range(),
            block.header()));
  }
}
