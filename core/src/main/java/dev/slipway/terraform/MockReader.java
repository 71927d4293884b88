package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem.Attribute;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what tests put in the place of providers, resources and modules. */
final class MockReader {

  private static final BlockSchema PROVIDER = BlockSchema.of("alias", "source", "override_during");

  private static final BlockSchema DATA =
      BlockSchema.of()
          .block("mock_resource", "type")
          .block("mock_data", "type")
          .block("override_resource")
          .block("override_data");

  private static final BlockSchema MOCK = BlockSchema.of("defaults", "override_during");
  private static final BlockSchema OVERRIDE = BlockSchema.of("target", "override_during", "values");

  private static final BlockSchema OVERRIDE_MODULE =
      BlockSchema.of("target", "override_during", "outputs");

  private final String folder;
  private final ModuleFolders folders;
  private final Report report;

  MockReader(String folder, ModuleFolders folders, Report report) {
    this.folder = folder;
    this.folders = folders;
    this.report = report;
  }

  /** Reads a provider's stand-in; returns its alias. */
  Optional<String> provider(Block block) {
    Content content = Content.part(block.body(), PROVIDER, block.header(), report);
    ProviderReferences.checkLocalName(block.labels().getFirst().text(), block.header(), report);
    checkWhen(content);
    Optional<String> alias = content.value("alias").flatMap(v -> Constants.text(v, report));
    if (alias.filter(name -> !Names.isIdentifier(name)).isPresent()) {
      report.error(
          "NAME",
          content.value("alias").orElseThrow().range(),
          "Invalid alias",
          "An alias is a name: it begins with a letter or underscore and has only letters, digits,"
              + " underscores and dashes.",
          "Choose such a name.");
    }
    data(Content.rest(block.body(), PROVIDER), block.header());
    content
        .value("source")
        .flatMap(value -> Constants.text(value, report))
        .ifPresent(source -> external(source, block.header()));
    return alias;
  }

  private void data(HclBody body, Range header) {
    Content content = Content.whole(body, DATA, header, report);
    Map<String, Range> declared = new LinkedHashMap<>();
    for (Block block : content.blocks()) {
      Optional<String> key = Optional.empty();
      if (block.name().startsWith("mock_")) {
        mock(block);
        key = Optional.of(block.name() + " " + block.labels().getFirst().text());
      } else {
        key = override(block);
      }
      Optional<Range> earlier = key.map(name -> declared.putIfAbsent(name, block.header()));
      if (earlier.isPresent()) {
        report.error(
            "DUPLICATE",
            block.header(),
            "`" + key.orElseThrow() + "` is there twice",
            "It stands at " + earlier.get() + " already.",
            "Remove one of the two.");
      }
    }
  }

  private void mock(Block block) {
    Content content = Content.whole(block.body(), MOCK, block.header(), report);
    content.value("defaults").ifPresent(value -> Constants.value(value, report));
    checkWhen(content);
  }

  private void external(String source, Range header) {
    Optional<String> target = FolderPath.resolve(folder, source);
    if (target.isEmpty()) {
      return;
    }
    if (!folders.exists(target.get())) {
      report.error(
          "TEST",
          header,
          "No such folder of mock data",
          "There is no folder `" + source + "` in the configuration's folder.",
          "Correct `source`, or add the folder.");
      return;
    }
    for (String path : folders.tree().under(target.get())) {
      boolean direct = path.lastIndexOf('/') == target.get().length();
      if (direct && (path.endsWith(".tfmock.hcl") || path.endsWith(".tfmock.json"))) {
        folders
            .file(path, report.problems())
            .ifPresent(file -> data(file.body(), new Range(file.source(), 0, 0)));
      }
    }
  }

  /** Reads what replaces a resource, data source or module; returns the address of that. */
  Optional<String> override(Block block) {
    boolean module = block.name().equals("override_module");
    Content content =
        Content.whole(block.body(), module ? OVERRIDE_MODULE : OVERRIDE, block.header(), report);
    checkWhen(content);
    content.argument(module ? "outputs" : "values").ifPresent(this::checkObject);
    Optional<Attribute> written = content.argument("target");
    if (written.isEmpty()) {
      report.error(
          "ARGUMENT-MISSING",
          block.header(),
          "`target` is missing",
          "It says what is overridden.",
          "Add `target = …`.");
    }
    Optional<Address> target =
        written
            .flatMap(argument -> ReferenceReader.plain(argument.value(), report))
            .flatMap(reference -> Address.read(reference, true, report));
    target
        .filter(address -> !fits(block.name(), address))
        .ifPresent(address ->
            report.error(
                "TEST",
                written.orElseThrow().range(),
                "`" + block.name() + "` cannot override this",
                "`" + address.text() + "` is something else.",
                "Name a " + wanted(block.name()) + "."));
    return target.map(Address::text);
  }

  private static boolean fits(String type, Address address) {
    Optional<ResourceMode> mode = address.resource().map(Address.ResourceName::mode);
    return switch (type) {
      case "override_module" -> mode.isEmpty();
      case "override_data" -> mode.filter(ResourceMode.DATA::equals).isPresent();
      default -> mode.filter(ResourceMode.MANAGED::equals).isPresent();
    };
  }

  private static String wanted(String type) {
    return switch (type) {
      case "override_module" -> "module";
      case "override_data" -> "data source";
      default -> "resource";
    };
  }

  private void checkObject(Attribute argument) {
    Constants.value(argument.value(), report)
        .filter(value -> value.isKnown())
        .filter(value -> !(value.type() instanceof ObjectType || value.type() instanceof MapType))
        .ifPresent(value ->
            report.error(
                "TYPE",
                argument.range(),
                "`" + argument.name() + "` is no object",
                "It holds values by name.",
                "Write `" + argument.name() + " = { … }`."));
  }

  private void checkWhen(Content content) {
    Optional<Attribute> when = content.argument("override_during");
    Optional<HclExpression> value = when.map(Attribute::value);
    value.ifPresent(written ->
        TestRunReader.checkKeyword("override_during", written, List.of("plan", "apply"), report));
  }
}
