package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.HclItem.Label;
import dev.slipway.hcl.syntax.JoinedBody;
import dev.slipway.hcl.syntax.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * A declaration whose block has been taken apart, but whose values nobody has looked at yet: until
 * then, override files can still change it.
 *
 * @param content what the language itself reads
 * @param rest what is left over for a provider or module
 * @param overrides the drafts of override files that are merged in
 */
record Draft(
    Block block,
    Content content,
    HclBody rest,
    Report report,
    boolean override,
    List<Draft> overrides) {

  Draft {
    overrides = List.copyOf(overrides);
  }

  /** A block of which the schema knows everything. */
  static Draft whole(Block block, BlockSchema schema, boolean override, Report report) {
    BlockSchema wanted = override ? schema.forOverride() : schema;
    return new Draft(
        block,
        Content.whole(block.body(), wanted, block.header(), report),
        block.body(),
        report,
        override,
        List.of());
  }

  /** A block of which the schema knows a part. */
  static Draft part(Block block, BlockSchema schema, boolean override, Report report) {
    BlockSchema wanted = override ? schema.forOverride() : schema;
    Content content = Content.part(block.body(), wanted, block.header(), report);
    HclBody rest = Content.rest(block.body(), schema);
    if (schema.blocks().containsKey("_")) {
      rest = content.withEscaped(rest, report);
    }
    return new Draft(block, content, rest, report, override, List.of());
  }

  /** This declaration with some arguments, and the rest, replaced by what an override gives. */
  Draft overriddenBy(Draft other, List<String> arguments) {
    List<Draft> all = new ArrayList<>(overrides);
    all.add(other);
    return new Draft(
        block,
        content.overriddenBy(other.content, arguments),
        new JoinedBody(rest, other.rest, true),
        report,
        override,
        all);
  }

  Label label(int index) {
    return block.labels().get(index);
  }

  Range header() {
    return block.header();
  }

  /** Reports what an override file may not touch. */
  void refuseOverride(String argument) {
    for (Draft other : overrides) {
      other
          .content
          .argument(argument)
          .ifPresent(found ->
              other.report.error(
                  "OVERRIDE",
                  found.range(),
                  "`" + argument + "` cannot be overridden",
                  "Terraform does not merge this argument from override files.",
                  "Change it where the block is declared."));
    }
  }
}
