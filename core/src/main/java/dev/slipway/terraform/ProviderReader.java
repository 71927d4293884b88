package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem.Block;
import java.util.List;
import java.util.Optional;

/** Reads {@code provider} blocks. */
final class ProviderReader {

  private static final List<String> RESERVED = List.of("count", "depends_on", "for_each", "source");

  private static final BlockSchema SCHEMA =
      BlockSchema.of("alias", "version", "count", "depends_on", "for_each", "source")
          .block("_")
          .block("lifecycle")
          .block("locals");

  private ProviderReader() {}

  static Draft draft(Block block, Report report) {
    return Draft.part(
        block, SCHEMA, false, report.at("provider." + block.labels().getFirst().text()));
  }

  /** The alias that a draft gives itself. */
  static Optional<String> alias(Draft draft) {
    return draft.content().value("alias").flatMap(v -> Constants.text(v, draft.report()));
  }

  /** Empty where its name cannot be one. */
  static Optional<ProviderConfiguration> read(Draft draft) {
    Report report = draft.report();
    String name = draft.label(0).text();
    if (!ProviderReferences.checkLocalName(name, draft.header(), report)) {
      return Optional.empty();
    }
    Content content = draft.content();
    Optional<String> alias = alias(draft);
    checkAlias(content, alias, report);
    content.value("version").ifPresent(value -> version(value, report));
    for (String reserved : RESERVED) {
      content
          .argument(reserved)
          .filter(argument ->
              !reserved.equals("for_each")
                  || !report.isOpenTofus(
                      argument.nameRange(), "It makes a configuration for each element."))
          .ifPresent(argument ->
              report.error(
                  "META",
                  argument.nameRange(),
                  "`" + reserved + "` is reserved",
                  reserved.equals("for_each")
                      ? "OpenTofu makes a configuration for each element; Terraform does not."
                      : "Terraform keeps this name in provider blocks for later versions.",
                  reserved.equals("for_each") ? Report.OPEN_TOFU_FIX : "Remove the argument."));
    }
    content.refuseReserved(List.of("lifecycle", "locals"), report);
    return Optional.of(
        new ProviderConfiguration(
            name,
            alias,
            content.argument("version").isPresent(),
            report.openTofu() ? content.value("for_each") : Optional.empty(),
            draft.rest(),
            draft.label(0).range(),
            draft.header()));
  }

  private static void checkAlias(Content content, Optional<String> alias, Report report) {
    if (alias.isPresent() && !Names.isIdentifier(alias.get())) {
      report.error(
          "NAME",
          content.value("alias").orElseThrow().range(),
          "Invalid alias",
          "An alias is a name: it begins with a letter or underscore and has only letters, digits,"
              + " underscores and dashes.",
          "Choose such a name.");
    }
  }

  private static void version(HclExpression value, Report report) {
    report.warning(
        "DEPRECATED",
        value.range(),
        "Version constraint in a provider block",
        "It belongs into `required_providers` since Terraform 0.13.",
        "Move it there.");
    Versions.constraint(value, report);
  }
}
