package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.Settings.Backend;
import dev.slipway.terraform.Settings.Cloud;
import dev.slipway.terraform.Settings.Constraint;
import dev.slipway.terraform.Settings.ProviderMeta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what the {@code terraform} blocks of a module's files say. */
final class SettingsReader {

  private static final BlockSchema SCHEMA =
      BlockSchema.of("required_version", "experiments", "language")
          .block("backend", "type")
          .block("cloud")
          .block("required_providers")
          .block("provider_meta", "provider");

  private static final String EDITION = "TF2021";

  private final List<Constraint> versions = new ArrayList<>();
  private final List<Constraint> overridingVersions = new ArrayList<>();
  private Optional<Backend> backend = Optional.empty();
  private Optional<Cloud> cloud = Optional.empty();
  private Optional<Range> providersHeader = Optional.empty();
  private final Map<String, ProviderRequirement> providers = new LinkedHashMap<>();
  private final Map<String, ProviderMeta> metas = new LinkedHashMap<>();
  private final List<Backend> overridingBackends = new ArrayList<>();
  private final List<Cloud> overridingClouds = new ArrayList<>();

  void read(Block block, boolean override, Report report) {
    BlockSchema schema = SCHEMA.openTofuBlock(report.openTofu(), "encryption");
    Content content = Content.whole(block.body(), schema, block.header(), report);
    content
        .value("required_version")
        .flatMap(value -> Versions.constraint(value, report))
        .ifPresent((override ? overridingVersions : versions)::add);
    content.value("language").ifPresent(value -> language(value, report));
    content
        .argument("experiments")
        .ifPresent(argument ->
            report.error(
                "EXPERIMENT",
                argument.nameRange(),
                "Experiments are not available",
                "Only alpha releases of Terraform have experiments of the language.",
                "Remove the argument."));
    content.blocks().forEach(inner -> block(inner, override, report));
  }

  private void block(Block block, boolean override, Report report) {
    switch (block.name()) {
      case "backend" -> {
        Backend found =
            new Backend(
                block.labels().getFirst().text(),
                block.labels().getFirst().range(),
                block.body(),
                block.header());
        if (override) {
          overridingBackends.add(found);
        } else if (isFirst(backend.map(Backend::header), block, report)) {
          backend = Optional.of(found);
        }
      }
      case "cloud" -> {
        Cloud found = new Cloud(block.body(), block.header());
        if (override) {
          overridingClouds.add(found);
        } else if (isFirst(cloud.map(Cloud::header), block, report)) {
          cloud = Optional.of(found);
        }
      }
      case "required_providers" -> requiredProviders(block, override, report);
      case "provider_meta" -> meta(block, report);
      default ->
          report.isOpenTofus(block.nameRange(), "It says how state and plans are encrypted.");
    }
  }

  private static boolean isFirst(Optional<Range> earlier, Block block, Report report) {
    if (earlier.isPresent()) {
      report.error(
          "DUPLICATE",
          block.header(),
          "A second `" + block.name() + "`",
          "One stands at " + earlier.get() + " already, and a module may have only one.",
          "Remove one of the two.");
    }
    return earlier.isEmpty();
  }

  private void requiredProviders(Block block, boolean override, Report report) {
    Map<String, ProviderRequirement> found = RequiredProvidersReader.read(block, report);
    if (override) {
      providers.putAll(found);
    } else if (isFirst(providersHeader, block, report)) {
      providersHeader = Optional.of(block.header());
      providers.putAll(found);
    }
  }

  private void meta(Block block, Report report) {
    String provider = block.labels().getFirst().text();
    Content.onlyArguments(block.body(), report)
        .forEach(argument -> Constants.value(argument.value(), report));
    if (!ProviderReferences.checkLocalName(provider, block.header(), report)) {
      return;
    }
    ProviderMeta meta = new ProviderMeta(provider, block.body(), block.header());
    if (isFirst(
        Optional.ofNullable(metas.get(provider)).map(ProviderMeta::header), block, report)) {
      metas.put(provider, meta);
    }
  }

  private static void language(HclExpression value, Report report) {
    Optional<String> edition = Constants.keyword(value);
    if (edition.filter(EDITION::equals).isEmpty() && !(value instanceof HclExpression.Invalid)) {
      report.error(
          "LANGUAGE",
          value.range(),
          "No such edition of the language",
          "The only one is `" + EDITION + "`, which is the default.",
          "Remove the argument.");
    }
  }

  /** When a file has been read: backends and clouds of override files replace the others. */
  void endFile(Report report) {
    if (overridingBackends.isEmpty() && overridingClouds.isEmpty()) {
      checkBothKinds(report);
      return;
    }
    if (overridingBackends.size() > 1) {
      second("backend", overridingBackends.get(1).header(), report);
    } else if (!overridingBackends.isEmpty()) {
      cloud = Optional.empty();
      backend = Optional.of(overridingBackends.getFirst());
    }
    if (overridingClouds.size() > 1) {
      second("cloud", overridingClouds.get(1).header(), report);
    } else if (!overridingClouds.isEmpty()) {
      backend = Optional.empty();
      cloud = Optional.of(overridingClouds.getFirst());
    }
    overridingBackends.clear();
    overridingClouds.clear();
  }

  private static void second(String type, Range range, Report report) {
    report.error(
        "DUPLICATE",
        range,
        "A second `" + type + "`",
        "An override file may have only one.",
        "Remove one of the two.");
  }

  private void checkBothKinds(Report report) {
    if (backend.isPresent() && cloud.isPresent()) {
      report.error(
          "DUPLICATE",
          backend.get().header(),
          "Both `backend` and `cloud`",
          "Each of them says where state is kept; the other stands at "
              + cloud.get().header()
              + ".",
          "Remove one of the two.");
    }
  }

  Settings settings() {
    return new Settings(
        overridingVersions.isEmpty() ? versions : overridingVersions,
        providers,
        backend,
        cloud,
        List.copyOf(metas.values()),
        List.of());
  }
}
