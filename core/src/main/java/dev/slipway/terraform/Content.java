package dev.slipway.terraform;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.HclItem.Attribute;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.HclItem.Label;
import dev.slipway.hcl.syntax.JoinedBody;
import dev.slipway.hcl.syntax.JsonBody;
import dev.slipway.hcl.syntax.PartialBody;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a body holds of what its schema allows.
 *
 * @param arguments by name
 * @param blocks in the order of writing; each has as many labels as it should
 */
record Content(Map<String, Attribute> arguments, List<Block> blocks) {

  Content {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    blocks = List.copyOf(blocks);
  }

  /**
   * Reads a body of which the schema knows everything.
   *
   * @param header what is pointed at when something is missing
   */
  static Content whole(HclBody body, BlockSchema schema, Range header, Report report) {
    for (HclItem item : body.items(schema.labelCounts(), report.problems())) {
      switch (item) {
        case Attribute argument -> checkName(argument, schema, report);
        case Block block -> checkType(block, schema, report);
      }
    }
    return part(body, schema, header, report);
  }

  /** Reads what the schema knows; the rest is for others. */
  static Content part(HclBody body, BlockSchema schema, Range header, Report report) {
    Map<String, Attribute> arguments = new LinkedHashMap<>();
    List<Block> blocks = new ArrayList<>();
    for (HclItem item : known(body, schema, report)) {
      switch (item) {
        case Attribute argument -> {
          if (schema.arguments().containsKey(argument.name())) {
            arguments.putIfAbsent(argument.name(), argument);
          }
        }
        case Block block -> {
          List<String> labels = schema.blocks().get(block.name());
          if (labels != null && labelsFit(block, labels, report)) {
            blocks.add(block);
          }
        }
      }
    }
    Content content = new Content(arguments, blocks);
    content.checkRequired(schema, header, report);
    return content;
  }

  /** A name that this schema does not know may be a block's to others, and stand repeatedly. */
  private static List<HclItem> known(HclBody body, BlockSchema schema, Report report) {
    if (body instanceof JsonBody json) {
      return json.items(
          schema.labelCounts(),
          name -> schema.arguments().containsKey(name) || schema.blocks().containsKey(name),
          report.problems());
    }
    Problems found = new Problems();
    List<HclItem> items = body.items(schema.labelCounts(), found);
    found.sorted().stream()
        .filter(problem -> !problem.code().equals("SLIP-HCL-DUPLICATE"))
        .forEach(report.problems()::add);
    return items;
  }

  /** What {@link #part} leaves over. */
  static HclBody rest(HclBody body, BlockSchema schema) {
    return switch (body) {
      case JoinedBody joined ->
          new JoinedBody(
              rest(joined.first(), schema), rest(joined.second(), schema), joined.overriding());
      default -> new PartialBody(body, schema.arguments().keySet(), schema.blocks().keySet());
    };
  }

  /** The arguments of a body in which no blocks may stand. */
  static List<Attribute> onlyArguments(HclBody body, Report report) {
    List<Attribute> arguments = new ArrayList<>();
    boolean reported = false;
    for (HclItem item : body.items(Map.of(), report.problems())) {
      switch (item) {
        case Attribute argument -> {
          if (!argument.name().equals("//")) {
            arguments.add(argument);
          }
        }
        case Block block -> {
          if (!reported) {
            reported = true;
            report.error(
                "BLOCK-UNKNOWN",
                block.nameRange(),
                "Unexpected block `" + block.name() + "`",
                "Only arguments may stand here, no blocks.",
                "Write `" + block.name() + " = …`, or move the block to where it belongs.");
          }
        }
      }
    }
    return arguments;
  }

  private static void checkName(Attribute argument, BlockSchema schema, Report report) {
    String name = argument.name();
    if (schema.arguments().containsKey(name) || name.equals("//")) {
      return;
    }
    boolean block = schema.blocks().containsKey(name);
    report.error(
        "ARGUMENT-UNKNOWN",
        argument.nameRange(),
        "No argument `" + name + "`",
        block
            ? "`" + name + "` is a block here, not an argument."
            : unknown(name, schema, schema.argumentNames()),
        block
            ? "Write `" + name + " { … }`."
            : schema.openTofus().contains(name)
                ? Report.OPEN_TOFU_FIX
                : "Correct the name or remove the argument.");
  }

  private static void checkType(Block block, BlockSchema schema, Report report) {
    String type = block.name();
    if (schema.blocks().containsKey(type)) {
      return;
    }
    boolean argument = schema.arguments().containsKey(type);
    report.error(
        "BLOCK-UNKNOWN",
        block.nameRange(),
        "No block `" + type + "`",
        argument
            ? "`" + type + "` is an argument here, not a block."
            : unknown(type, schema, schema.blocks().keySet()),
        argument
            ? "Write `" + type + " = …`."
            : schema.openTofus().contains(type)
                ? Report.OPEN_TOFU_FIX
                : "Correct the name or remove the block.");
  }

  private static String unknown(String name, BlockSchema schema, Collection<String> known) {
    return schema.openTofus().contains(name)
        ? "OpenTofu has it; Terraform does not."
        : "Terraform does not know it here." + Suggestion.sentence(name, known);
  }

  private static boolean labelsFit(Block block, List<String> wanted, Report report) {
    List<Label> labels = block.labels();
    if (labels.size() == wanted.size()) {
      return true;
    }
    boolean missing = labels.size() < wanted.size();
    report.error(
        "BLOCK-LABEL",
        missing ? block.header() : labels.get(wanted.size()).range(),
        missing
            ? "`" + block.name() + "` needs a " + wanted.get(labels.size())
            : "`" + block.name() + "` has a label too many",
        wanted.isEmpty()
            ? "Blocks of this type have no labels."
            : "A block of this type has "
                + (wanted.size() == 1 ? "one label" : wanted.size() + " labels")
                + ": "
                + String.join(" and ", wanted)
                + ".",
        "Write `" + form(block.name(), wanted) + "`.");
    return false;
  }

  private static String form(String type, List<String> labels) {
    StringBuilder form = new StringBuilder(type);
    labels.forEach(label -> form.append(" \"").append(label).append('"'));
    return form.append(" { … }").toString();
  }

  private void checkRequired(BlockSchema schema, Range header, Report report) {
    schema
        .arguments()
        .forEach((name, required) -> {
          if (required && !arguments.containsKey(name)) {
            report.error(
                "ARGUMENT-MISSING",
                header,
                "`" + name + "` is missing",
                "This block cannot do without it.",
                "Add `" + name + " = …`.");
          }
        });
  }

  Optional<Attribute> argument(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  Optional<HclExpression> value(String name) {
    return argument(name).map(Attribute::value);
  }

  List<Block> blocks(String type) {
    return blocks.stream().filter(block -> block.name().equals(type)).toList();
  }

  /** The only block of this type; further ones are reported. */
  Optional<Block> single(String type, Report report) {
    List<Block> found = blocks(type);
    found.stream()
        .skip(1)
        .forEach(block ->
            report.error(
                "DUPLICATE",
                block.header(),
                "A second block `" + type + "`",
                "One stands at " + found.getFirst().header() + " already, and only one may.",
                "Join the two."));
    return found.stream().findFirst();
  }

  /** Reports the blocks whose types Terraform keeps for itself. */
  void refuseReserved(List<String> types, Report report) {
    for (Block block : blocks) {
      if (types.contains(block.name())) {
        report.error(
            "META",
            block.nameRange(),
            "Block type `" + block.name() + "` is reserved",
            "Terraform keeps the name for later versions.",
            "Remove the block.");
      }
    }
  }

  /** A body and, after it, what its {@code _} block holds. */
  HclBody withEscaped(HclBody body, Report report) {
    Optional<Block> escaped = single("_", report);
    return escaped.isPresent() ? new JoinedBody(body, escaped.get().body(), false) : body;
  }

  /** This content with an override's arguments in place of its own. */
  Content overriddenBy(Content override, List<String> names) {
    Map<String, Attribute> merged = new LinkedHashMap<>(arguments);
    for (String name : names) {
      override.argument(name).ifPresent(argument -> merged.put(name, argument));
    }
    return new Content(merged, blocks);
  }
}
