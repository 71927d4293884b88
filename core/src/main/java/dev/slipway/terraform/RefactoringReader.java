package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem.Attribute;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.Resource.Provisioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code moved}, {@code removed} and {@code import} blocks. */
final class RefactoringReader {

  private static final BlockSchema MOVED = BlockSchema.of().require("from", "to");

  private static final BlockSchema REMOVED =
      BlockSchema.of()
          .require("from")
          .block("lifecycle")
          .block("connection")
          .block("provisioner", "type");

  private static final BlockSchema REMOVED_LIFECYCLE = BlockSchema.of("destroy");

  private static final BlockSchema IMPORT =
      BlockSchema.of("provider", "for_each", "id", "identity").require("to");

  private RefactoringReader() {}

  static Moved moved(Block block, Report report) {
    Content content = Content.whole(block.body(), MOVED, block.header(), report);
    Optional<Reference> from = plain(content, "from", report);
    Optional<Reference> to = plain(content, "to", report);
    Optional<Address> source = from.flatMap(r -> Address.read(r, true, report));
    Optional<Address> target = to.flatMap(r -> Address.read(r, true, report));
    if (source.isPresent()
        && target.isPresent()
        && source.get().resource().isPresent() != target.get().resource().isPresent()) {
      report.error(
          "MOVED",
          block.header(),
          "A resource and a module in one `moved`",
          "Resources can only become resources, and modules only modules.",
          "Let both sides name resources, or both modules.");
    }
    return new Moved(source.flatMap(found -> from), target.flatMap(found -> to), block.header());
  }

  private static Optional<Reference> plain(Content content, String argument, Report report) {
    return content.value(argument).flatMap(value -> ReferenceReader.plain(value, report));
  }

  static Removed removed(Block block, Report report) {
    Content content = Content.whole(block.body(), REMOVED, block.header(), report);
    Optional<Reference> from = plain(content, "from", report);
    Optional<Address> address = from.flatMap(r -> Address.read(r, false, report));
    Optional<ResourceMode> mode =
        address.flatMap(Address::resource).map(Address.ResourceName::mode);
    if (mode.filter(ResourceMode.DATA::equals).isPresent()) {
      report.error(
          "REMOVED",
          from.orElseThrow().range(),
          "Data sources are not removed",
          "Terraform only reads them, so there is nothing to keep or to destroy.",
          "Remove the `data` block and this one.");
    }
    boolean destroy = true;
    for (Block lifecycle : content.blocks("lifecycle")) {
      Content inner =
          Content.whole(lifecycle.body(), REMOVED_LIFECYCLE, lifecycle.header(), report);
      destroy = inner.value("destroy").flatMap(v -> Constants.bool(v, report)).orElse(destroy);
    }
    boolean managed = mode.filter(ResourceMode.MANAGED::equals).isPresent();
    return new Removed(
        address.flatMap(found -> from),
        destroy,
        provisioners(content, managed || address.isEmpty(), report),
        block.header());
  }

  private static List<Provisioner> provisioners(Content content, boolean managed, Report report) {
    if (!managed) {
      for (Block block : content.blocks()) {
        if (!block.name().equals("lifecycle")) {
          notHere(block.header(), "`" + block.name() + "` is for managed resources", report);
        }
      }
      return List.of();
    }
    ResourceReader.connection(content, report);
    List<Provisioner> provisioners = new ArrayList<>();
    for (Block block : content.blocks("provisioner")) {
      Optional<Provisioner> provisioner = ProvisionerReader.read(block, report);
      provisioner.ifPresent(provisioners::add);
      if (provisioner.filter(found -> !found.onDestroy()).isPresent()) {
        notHere(block.header(), "Only `when = destroy` runs for what is removed", report);
      }
    }
    return provisioners;
  }

  private static void notHere(Range range, String summary, Report report) {
    report.error(
        "REMOVED",
        range,
        summary,
        "What is removed from the configuration is only destroyed or forgotten.",
        "Remove the block, or write `when = destroy`.");
  }

  static Import imported(Block block, Report report) {
    Content content = Content.whole(block.body(), IMPORT, block.header(), report);
    checkIdentity(content, block, report);
    Optional<Attribute> to = content.argument("to");
    Optional<Reference> target =
        to.flatMap(argument -> ReferenceReader.withoutInstances(argument.value(), report));
    Optional<Address> address = target.flatMap(r -> Address.read(r, true, report));
    if (address.isPresent() && !isManaged(address.get())) {
      report.error(
          "IMPORT",
          to.orElseThrow().range(),
          "Only managed resources can be imported",
          "This names something else.",
          "Name a `resource`.");
    }
    Optional<HclExpression> provider = content.value("provider");
    if (provider.isPresent() && address.filter(found -> !found.modules().isEmpty()).isPresent()) {
      report.error(
          "IMPORT",
          content.argument("provider").orElseThrow().range(),
          "`provider` does not go with a resource in a module",
          "It is for imports that generate configuration; a module gets its providers from its"
              + " call.",
          "Remove the argument.");
    }
    return new Import(
        content.value("to"),
        address,
        content.value("id"),
        content.value("for_each"),
        provider.flatMap(value -> ProviderReferences.read(value, "provider", report)),
        block.header());
  }

  /** Terraform takes an identity in place of the id since 1.12. */
  private static void checkIdentity(Content content, Block block, Report report) {
    Optional<Attribute> identity = content.argument("identity");
    if (identity.isPresent() && !report.takesIdentity()) {
      report.error(
          "ARGUMENT-UNKNOWN",
          identity.get().nameRange(),
          "No argument `identity`",
          "Terraform has it since version 1.12, and this is checked for an older one.",
          "Write `id = …`, or check for the version that you use with `--terraform-version`.");
    } else if (identity.isPresent() && content.argument("id").isPresent()) {
      report.error(
          "META",
          identity.get().nameRange(),
          "Both `id` and `identity`",
          "Each of them says what is imported, so only one may stand here.",
          "Remove one of the two.");
    } else if (content.argument("id").isEmpty() && identity.isEmpty()) {
      report.error(
          "ARGUMENT-MISSING",
          block.header(),
          "`id` is missing",
          "This block cannot do without it.",
          "Add `id = …`.");
    }
  }

  private static boolean isManaged(Address address) {
    return address.resource().filter(r -> r.mode() == ResourceMode.MANAGED).isPresent();
  }
}
