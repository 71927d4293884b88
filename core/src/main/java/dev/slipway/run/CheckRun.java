package dev.slipway.run;

import dev.slipway.check.report.CheckReport;
import dev.slipway.check.report.Fingerprints;
import dev.slipway.check.report.Kind;
import dev.slipway.check.report.Merge;
import dev.slipway.check.rule.catalog.RuleCatalog;
import dev.slipway.check.rule.files.FileRules;
import dev.slipway.check.rule.pack.PackCheck;
import dev.slipway.check.rule.pack.PackReader;
import dev.slipway.check.rule.pack.PackRule;
import dev.slipway.check.rule.terraform.GivenValues;
import dev.slipway.check.rule.terraform.RuleInput;
import dev.slipway.check.rule.terraform.TerraformRules;
import dev.slipway.check.validity.Schemas;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.check.waiver.WaiverCheck;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evaluate.Functions;
import dev.slipway.evaluate.function.TerraformFunctions;
import dev.slipway.evidence.Span;
import dev.slipway.facts.SchemaCatalog;
import dev.slipway.intake.configuration.Configuration;
import dev.slipway.source.SourceTree;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.ModuleLoader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The whole check: files in, a report out. {@link #check} reads from top to bottom. */
public final class CheckRun {

  private static final List<String> COMMENTED =
      List.of(".tf", ".tofu", ".hcl", ".tfvars", ".yaml", ".yml");

  private final CheckRequest request;
  private final SourceTree tree;
  private final Set<Diagnostic> found = new LinkedHashSet<>();
  private final Outcome<List<PackRule>> packs;
  private final Schemas schemas;
  private final Set<String> ruleIds = new TreeSet<>();
  private int resources;

  private CheckRun(CheckRequest request) {
    this.request = request;
    this.tree = request.tree();
    this.schemas = Schemas.of(SchemaCatalog.of(tree::text));
    this.packs = PackReader.readAll(request.packs());
  }

  public static CheckReport check(CheckRequest request) {
    return new CheckRun(request).check();
  }

  private CheckReport check() {
    if (wants(Kind.VALIDITY) || wants(Kind.POLICY)) {
      ModuleLoader loader = ModuleLoader.of(tree, request.terraformVersion());
      loader.roots().forEach(folder -> terraform(loader, folder));
    }
    if (wants(Kind.POLICY)) {
      found.addAll(FileRules.check(tree, request.today()));
    }
    if (wants(Kind.SECRET)) {
      found.addAll(RepositorySecrets.scan(tree));
    }
    found.addAll(tree.diagnostics());
    found.addAll(packs.diagnostics());
    found.addAll(new Merge(RuleCatalog::find).news(List.copyOf(found), request.outside()));
    return settled();
  }

  private boolean wants(Kind kind) {
    return request.only().contains(kind);
  }

  private void terraform(ModuleLoader loader, String folder) {
    Outcome<dev.slipway.terraform.Configuration> loaded = loader.load(folder);
    found.addAll(loaded.diagnostics());
    for (ModuleInstance module : loaded.value().modules()) {
      resources += module.module().resources().size();
    }
    Functions functions = TerraformFunctions.of(new ModuleFiles(tree, folder));
    if (wants(Kind.VALIDITY)) {
      found.addAll(ValidityCheck.check(loaded.value(), schemas, functions));
    }
    if (wants(Kind.POLICY)) {
      policy(loaded.value(), folder, functions);
    }
  }

  private void policy(
      dev.slipway.terraform.Configuration configuration, String folder, Functions functions) {
    RuleInput input =
        RuleInput.of(configuration)
            .on(request.today())
            .with(functions)
            .with(GivenValues.read(tree, folder));
    found.addAll(TerraformRules.check(input));
    found.addAll(PackCheck.check(packs.value(), input));
  }

  private CheckReport settled() {
    WaiverCheck waivers = waivers();
    List<Diagnostic> wanted = new ArrayList<>();
    for (Diagnostic finding : found) {
      Kind kind = Kind.of(finding);
      boolean meant = finding.span().map(Span::file).map(request::covers).orElse(true);
      if (meant && (kind == Kind.CHECK || wants(kind))) {
        wanted.add(finding);
      }
    }
    wanted.sort(null);
    WaiverCheck.Settled settled = waivers.settle(wanted);
    List<Diagnostic> open = new ArrayList<>();
    List<Diagnostic> known = new ArrayList<>();
    Fingerprints fingerprints = new Fingerprints(tree::text);
    for (Diagnostic finding : settled.open()) {
      (request.baseline().takes(finding, fingerprints) ? known : open).add(finding);
    }
    return new CheckReport(
        open,
        settled.waived(),
        known,
        request.baseline().remaining(),
        tree.paths().size(),
        resources,
        skipped(open));
  }

  /** Kept, since every waiver asks for them. */
  private Set<String> ruleIds() {
    if (ruleIds.isEmpty()) {
      ruleIds.addAll(RuleCatalog.ids());
      packs.value().forEach(rule -> ruleIds.add(rule.id()));
    }
    return ruleIds;
  }

  private WaiverCheck waivers() {
    WaiverCheck waivers = new WaiverCheck(this::ruleIds, request.only(), request.today());
    if (wants(Kind.POLICY) || wants(Kind.SECRET)) {
      Outcome<Configuration> configuration = Configuration.read(tree);
      found.addAll(configuration.diagnostics());
      waivers.readConfiguration(configuration.value());
      Set<String> blamed = new LinkedHashSet<>();
      found.forEach(finding -> finding.span().ifPresent(span -> blamed.add(span.file())));
      for (String path : tree.paths()) {
        if (request.covers(path) && (mayHoldWaivers(path) || blamed.contains(path))) {
          tree.text(path).ifPresent(text -> waivers.readComments(path, text));
        }
      }
    }
    return waivers;
  }

  /** Files that rules look at; reading all others only to find a comment in them is too dear. */
  private static boolean mayHoldWaivers(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return COMMENTED.stream().anyMatch(name::endsWith)
        || name.contains("Dockerfile")
        || name.contains("Containerfile");
  }

  /** What was left out, in sentences. */
  private List<String> skipped(List<Diagnostic> open) {
    List<String> skipped = new ArrayList<>(request.skipped());
    for (Diagnostic finding : open) {
      if (finding.code().endsWith("-NOT-CHECKED")) {
        skipped.add(finding.summary() + finding.span().map(s -> " (" + s + ")").orElse(""));
      }
    }
    return skipped;
  }
}
