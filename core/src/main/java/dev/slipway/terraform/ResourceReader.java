package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.terraform.Resource.Connection;
import dev.slipway.terraform.Resource.Lifecycle;
import dev.slipway.terraform.Resource.Provisioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code resource}, {@code data} and {@code ephemeral} blocks. */
final class ResourceReader {

  private static final BlockSchema READ =
      BlockSchema.of("count", "for_each", "provider", "depends_on")
          .block("lifecycle")
          .block("locals")
          .block("_");

  private static final BlockSchema MANAGED = READ.block("connection").block("provisioner", "type");

  static final List<String> OVERRIDES = List.of("count", "for_each", "provider");

  private ResourceReader() {}

  static Draft draft(ResourceMode mode, Block block, boolean override, Report report) {
    String address =
        mode.prefix() + block.labels().getFirst().text() + "." + block.labels().get(1).text();
    return Draft.part(
        block, mode == ResourceMode.MANAGED ? MANAGED : READ, override, report.at(address));
  }

  /**
   * @param insideCheck whether it stands in a {@code check} block, where less is allowed
   */
  static Resource read(ResourceMode mode, Draft draft, boolean insideCheck) {
    Report report = draft.report();
    Content content = draft.content();
    Names.check(draft.label(0), "a resource type", report);
    Names.check(draft.label(1), "a resource", report);
    checkRepetition(content, "number of instances", report);
    content.refuseReserved(List.of("locals"), report);
    draft.refuseOverride("depends_on");
    if (insideCheck) {
      refuseInCheck(content, report);
    }
    Lifecycle lifecycle = LifecycleReader.read(mode, draft);
    List<Provisioner> provisioners = provisioners(draft);
    Optional<Connection> connection = connection(draft);
    if (provisioners.stream().anyMatch(Provisioner::onDestroy)) {
      connection.ifPresent(c -> ProvisionerReader.checkOnlySelf(c.body(), report));
    }
    return new Resource(
        mode,
        draft.label(0).text(),
        draft.label(1).text(),
        content
            .value("provider")
            .flatMap(value -> ProviderReferences.read(value, "provider", report)),
        content.value("count"),
        content.value("for_each"),
        content.value("depends_on").map(v -> ReferenceReader.list(v, report)).orElse(List.of()),
        lifecycle,
        connection,
        provisioners,
        draft.rest(),
        insideCheck,
        draft.label(0).range(),
        draft.label(1).range(),
        draft.header());
  }

  /** Reports {@code count} beside {@code for_each}. */
  static void checkRepetition(Content content, String what, Report report) {
    if (content.argument("count").isPresent() && content.argument("for_each").isPresent()) {
      report.error(
          "META",
          content.argument("for_each").orElseThrow().nameRange(),
          "Both `count` and `for_each`",
          "Each of them says the " + what + ", so only one may stand here.",
          "Remove one of the two.");
    }
  }

  private static void refuseInCheck(Content content, Report report) {
    for (String name : List.of("count", "for_each")) {
      content
          .argument(name)
          .ifPresent(found ->
              report.error(
                  "META",
                  found.nameRange(),
                  "No `" + name + "` inside `check`",
                  "The data source of a check has exactly one instance.",
                  "Remove the argument."));
    }
    content
        .blocks("lifecycle")
        .forEach(block ->
            report.error(
                "META",
                block.header(),
                "No `lifecycle` inside `check`",
                "The check decides when its data source is read.",
                "Remove the block."));
  }

  private static List<Provisioner> provisioners(Draft draft) {
    List<Draft> drafts = new ArrayList<>(List.of(draft));
    drafts.addAll(draft.overrides());
    List<Provisioner> last = List.of();
    for (Draft each : drafts) {
      List<Provisioner> found = new ArrayList<>();
      for (Block block : each.content().blocks("provisioner")) {
        Optional<Provisioner> read = ProvisionerReader.read(block, each.report());
        read.ifPresent(found::add);
        read.ifPresent(p -> ProvisionerReader.checkKnown(block.labels().getFirst(), each.report()));
      }
      last = found.isEmpty() ? last : found;
    }
    return last;
  }

  private static Optional<Connection> connection(Draft draft) {
    Optional<Connection> last = connection(draft.content(), draft.report());
    for (Draft other : draft.overrides()) {
      Optional<Connection> next = connection(other.content(), other.report());
      last = next.isPresent() ? next : last;
    }
    return last;
  }

  static Optional<Connection> connection(Content content, Report report) {
    return content
        .single("connection", report)
        .map(block -> new Connection(block.body(), block.header()));
  }

  /** Expressions of a body's own arguments. */
  static List<HclExpression> values(HclBody body) {
    return body.items(java.util.Map.of()).stream()
        .filter(dev.slipway.hcl.syntax.HclItem.Attribute.class::isInstance)
        .map(item -> ((dev.slipway.hcl.syntax.HclItem.Attribute) item).value())
        .toList();
  }
}
