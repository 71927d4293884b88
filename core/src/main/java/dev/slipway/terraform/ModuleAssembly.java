package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclFile;
import dev.slipway.hcl.syntax.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Puts together what the files of a folder declare. Normal files come first, then override files,
 * which change what the normal ones have declared.
 */
final class ModuleAssembly {

  private final Report report;
  private final SettingsReader settings = new SettingsReader();
  private final Map<String, Draft> variables = new LinkedHashMap<>();
  private final Map<String, LocalValue> locals = new LinkedHashMap<>();
  private final Map<String, Draft> outputs = new LinkedHashMap<>();
  private final Map<String, Draft> calls = new LinkedHashMap<>();
  private final Map<String, Draft> providers = new LinkedHashMap<>();
  private final Map<ResourceMode, Map<String, Draft>> resources = new LinkedHashMap<>();
  private final Map<String, Resource> checkData = new LinkedHashMap<>();
  private final Map<String, Check> checks = new LinkedHashMap<>();
  private final List<Moved> moved = new ArrayList<>();
  private final List<Import> imports = new ArrayList<>();
  private final Map<String, Import> importsByTarget = new LinkedHashMap<>();
  private final List<Removed> removed = new ArrayList<>();

  ModuleAssembly(Report report) {
    this.report = report;
    for (ResourceMode mode : ResourceMode.values()) {
      resources.put(mode, new LinkedHashMap<>());
    }
  }

  SettingsReader settings() {
    return settings;
  }

  void endFile(boolean override) {
    settings.endFile(report);
  }

  void addVariable(Draft draft) {
    if (!add(variables, "var." + draft.label(0).text(), draft, VariableReader.OVERRIDES)) {
      VariableReader.read(draft);
    }
  }

  void addOutput(Draft draft) {
    if (!add(outputs, "output." + draft.label(0).text(), draft, ValueReaders.OUTPUT_OVERRIDES)) {
      ValueReaders.output(draft);
    }
  }

  void addCall(Draft draft) {
    if (!add(calls, "module." + draft.label(0).text(), draft, ModuleCallReader.OVERRIDES)) {
      ModuleCallReader.read(draft);
    }
  }

  void addResource(ResourceMode mode, Draft draft) {
    String address = mode.prefix() + draft.label(0).text() + "." + draft.label(1).text();
    if (mode == ResourceMode.EPHEMERAL && draft.override()) {
      return;
    }
    if (!add(
        Objects.requireNonNull(resources.get(mode)), address, draft, ResourceReader.OVERRIDES)) {
      ResourceReader.read(mode, draft, false);
    }
  }

  void add(Draft provider, boolean override) {
    String name = provider.label(0).text();
    Optional<String> alias = ProviderReader.alias(provider);
    String key = alias.map(text -> name + "." + text).orElse(name);
    Draft earlier = providers.get(key);
    if (earlier == null && override && alias.isPresent()) {
      missingBase(key, provider.header(), provider.report());
    } else if (earlier == null) {
      providers.put(key, provider);
    } else if (override) {
      providers.put(key, earlier.overriddenBy(provider, List.of("version")));
    } else {
      duplicate("provider " + key, earlier.header(), provider.header(), provider.report());
      ProviderReader.read(provider);
    }
  }

  /** Whether it has a place of its own or in another declaration; otherwise that is reported. */
  private boolean add(
      Map<String, Draft> declared, String address, Draft draft, List<String> overrides) {
    Draft earlier = declared.get(address);
    if (draft.override()) {
      if (earlier == null) {
        missingBase(address, draft.header(), draft.report());
        return false;
      }
      declared.put(address, earlier.overriddenBy(draft, overrides));
      return true;
    }
    if (earlier != null) {
      duplicate(address, earlier.header(), draft.header(), draft.report());
      return false;
    }
    declared.put(address, draft);
    return true;
  }

  void add(LocalValue local, boolean override, Report where) {
    LocalValue earlier = locals.get(local.name());
    Report here = where.at(local.address());
    if (override && earlier == null) {
      missingBase(local.address(), local.range(), here);
    } else if (override || earlier == null) {
      locals.put(local.name(), local);
    } else {
      duplicate(local.address(), earlier.range(), local.range(), here);
    }
  }

  void add(Check check, Report where) {
    Report here = where.at(check.address());
    Optional<Resource> data = check.data();
    if (data.isPresent()) {
      Resource earlier = checkData.putIfAbsent(data.get().address(), data.get());
      if (earlier != null) {
        duplicate(data.get().address(), earlier.header(), data.get().header(), here);
        return;
      }
    }
    Check earlier = checks.putIfAbsent(check.name(), check);
    if (earlier != null) {
      duplicate(check.address(), earlier.header(), check.header(), here);
    }
  }

  void add(Moved block) {
    moved.add(block);
  }

  void add(Removed block) {
    removed.add(block);
  }

  void add(Import block, Report where) {
    boolean constant = block.to().flatMap(ReferenceReader::find).isPresent();
    if (constant && block.target().isPresent()) {
      String target = block.target().get().text();
      Import other = importsByTarget.putIfAbsent(target, block);
      if (other != null) {
        duplicate("import of " + target, other.header(), block.to().orElseThrow().range(), where);
      }
    }
    imports.add(block);
  }

  private static void duplicate(String what, Range first, Range second, Report where) {
    where.error(
        "DUPLICATE",
        second,
        "`" + what + "` is declared twice",
        "It is declared at " + first + " already.",
        "Remove one of the two, or give it another name.");
  }

  private static void missingBase(String what, Range range, Report where) {
    where.error(
        "OVERRIDE",
        range,
        "Nothing to override",
        "`" + what + "` is not declared in a normal file, and override files only change what is.",
        "Correct the name, or move the block to a normal file.");
  }

  /**
   * @param openTofu whether OpenTofu is what reads the files
   */
  Module module(String folder, List<HclFile> files, boolean openTofu) {
    Map<String, Resource> allResources = new LinkedHashMap<>();
    resources.forEach((mode, drafts) ->
        drafts.forEach((address, draft) ->
            allResources.put(address, ResourceReader.read(mode, draft, false))));
    checkData.forEach((address, data) -> addCheckData(address, data, allResources));
    Map<String, ProviderConfiguration> configurations = new LinkedHashMap<>();
    providers.values().stream()
        .map(ProviderReader::read)
        .flatMap(Optional::stream)
        .forEach(found -> configurations.put(found.reference().text(), found));
    return new Module(
        folder,
        files,
        settings.settings(),
        byName(variables, VariableReader::read, InputVariable::name),
        locals,
        byName(outputs, ValueReaders::output, OutputValue::name),
        allResources,
        byName(calls, ModuleCallReader::read, ModuleCall::name),
        configurations,
        checks,
        moved,
        imports,
        removed,
        openTofu);
  }

  private void addCheckData(String address, Resource data, Map<String, Resource> all) {
    Resource earlier = all.putIfAbsent(address, data);
    if (earlier != null) {
      duplicate(address, earlier.header(), data.header(), report.at(address));
    }
  }

  private static <T> Map<String, T> byName(
      Map<String, Draft> drafts,
      java.util.function.Function<Draft, T> reader,
      java.util.function.Function<T, String> name) {
    Map<String, T> declarations = new LinkedHashMap<>();
    for (Draft draft : drafts.values()) {
      T declaration = reader.apply(draft);
      declarations.put(name.apply(declaration), declaration);
    }
    return declarations;
  }
}
