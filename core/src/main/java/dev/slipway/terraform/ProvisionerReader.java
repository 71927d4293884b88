package dev.slipway.terraform;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.evaluate.References;
import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.HclItem.Label;
import dev.slipway.terraform.Resource.Connection;
import dev.slipway.terraform.Resource.Provisioner;
import java.util.List;
import java.util.Optional;

/** Reads {@code provisioner} blocks. */
final class ProvisionerReader {

  private static final BlockSchema SCHEMA =
      BlockSchema.of("when", "on_failure").block("_").block("connection").block("lifecycle");

  private static final List<String> REMOVED =
      List.of("chef", "habitat", "puppet", "salt-masterless");

  private static final List<String> KNOWN = List.of("file", "local-exec", "remote-exec");

  private ProvisionerReader() {}

  static Optional<Provisioner> read(Block block, Report report) {
    Draft draft = Draft.part(block, SCHEMA, false, report);
    String type = draft.label(0).text();
    if (REMOVED.contains(type)) {
      report.error(
          "PROVISIONER-UNKNOWN",
          draft.label(0).range(),
          "The provisioner `" + type + "` is gone",
          "Terraform had it until version 0.14.",
          "Prepare the machine's image instead, or use `local-exec`.");
      return Optional.empty();
    }
    Content content = draft.content();
    boolean onDestroy =
        keyword(content, "when", List.of("create", "destroy"), report).equals("destroy");
    boolean goesOn =
        keyword(content, "on_failure", List.of("fail", "continue"), report).equals("continue");
    content.refuseReserved(List.of("lifecycle"), report);
    Optional<Connection> connection = ResourceReader.connection(content, report);
    if (onDestroy) {
      checkOnlySelf(draft.rest(), report);
      connection.ifPresent(found -> checkOnlySelf(found.body(), report));
    }
    return Optional.of(
        new Provisioner(
            type,
            onDestroy,
            goesOn,
            connection,
            draft.rest(),
            draft.label(0).range(),
            block.header()));
  }

  /** In {@code removed} blocks Terraform does not look. */
  static void checkKnown(Label type, Report report) {
    if (!KNOWN.contains(type.text())) {
      report.error(
          "PROVISIONER-UNKNOWN",
          type.range(),
          "No provisioner `" + type.text() + "`",
          "Terraform has `file`, `local-exec` and `remote-exec`."
              + Suggestion.sentence(type.text(), KNOWN),
          "Use one of them.");
    }
  }

  /** The keyword of an argument; the first one when it is absent or wrong. */
  private static String keyword(
      Content content, String argument, List<String> keywords, Report report) {
    Optional<HclExpression> value = content.value(argument);
    if (value.isEmpty()) {
      return keywords.getFirst();
    }
    Optional<String> quoted = ReferenceReader.quoted(value.get());
    quoted.ifPresent(text -> ReferenceReader.quotedIsOld(value.get().range(), report));
    Optional<String> keyword =
        quoted.or(() -> Constants.keyword(value.get())).filter(keywords::contains);
    if (keyword.isEmpty() && !(value.get() instanceof HclExpression.Invalid)) {
      report.error(
          "META",
          value.get().range(),
          "No such `" + argument + "`",
          "It must be one of the words `" + String.join("` and `", keywords) + "`.",
          "Write one of them, without quotes.");
    }
    return keyword.orElse(keywords.getFirst());
  }

  /** When a resource is destroyed, others may be gone. */
  static void checkOnlySelf(HclBody body, Report report) {
    for (HclExpression value : ResourceReader.values(body)) {
      if (References.of(value).stream().anyMatch(reference -> !isOwn(reference))) {
        report.error(
            "PROVISIONER",
            value.range(),
            "Reference to others on destroy",
            "What runs when a resource is destroyed may only use that resource, as `self`, and"
                + " `count.index` and `each.key`: other resources may be gone by then.",
            "Keep the value in the resource, such as in `triggers`, and read it from `self`.");
      }
    }
  }

  private static boolean isOwn(Traversal reference) {
    return switch (reference.root()) {
      case "self", "path", "terraform" -> true;
      case "count" -> is(reference, "index");
      case "each" -> is(reference, "key");
      default -> false;
    };
  }

  private static boolean is(Traversal reference, String name) {
    return reference.steps().size() == 1
        && reference.steps().getFirst() instanceof Step.Attribute attribute
        && attribute.name().equals(name);
  }
}
