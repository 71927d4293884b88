package dev.slipway.run;

import dev.slipway.check.report.CheckReport;
import dev.slipway.check.report.Fingerprints;
import dev.slipway.check.report.Kind;
import dev.slipway.check.report.Merge;
import dev.slipway.check.rule.catalog.RuleCatalog;
import dev.slipway.check.rule.files.FileRules;
import dev.slipway.check.rule.pack.PackCheck;
import dev.slipway.check.rule.pack.PackExamples;
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
import dev.slipway.evaluate.function.OpenTofuFunctions;
import dev.slipway.evaluate.function.TerraformFunctions;
import dev.slipway.evidence.Span;
import dev.slipway.facts.SchemaCatalog;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.configuration.Configuration;
import dev.slipway.source.SourceTree;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.ModuleCall;
import dev.slipway.terraform.ModuleLoader;
import dev.slipway.terraform.ModuleSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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
  private Optional<Outcome<Configuration>> settings = Optional.empty();
  private final Set<String> called = new TreeSet<>();
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
    tree.diagnostics().stream()
        .filter(this::isToTheMatter)
        .map(UnreadFiles::judged)
        .forEach(found::add);
    found.addAll(packs.diagnostics());
    if (wants(Kind.POLICY)) {
      found.addAll(PackExamples.check(packs.value()));
    }
    found.addAll(new Merge(RuleCatalog::find).news(List.copyOf(found), request.outside()));
    return settled();
  }

  private boolean wants(Kind kind) {
    return request.only().contains(kind);
  }

  /** A link that is not followed hinders a check of validity only where a module is behind it. */
  private boolean isToTheMatter(Diagnostic finding) {
    if (wants(Kind.POLICY) || wants(Kind.SECRET) || !finding.code().startsWith("SLIP-LINK-")) {
      return true;
    }
    String link = finding.span().map(Span::file).orElse("");
    return ModuleLoader.isConfiguration(link)
        || called.stream().anyMatch(folder -> (folder + "/").startsWith(link + "/"));
  }

  private void terraform(ModuleLoader loader, String folder) {
    Outcome<dev.slipway.terraform.Configuration> loaded = loader.load(folder);
    found.addAll(loaded.diagnostics());
    for (ModuleInstance module : loaded.value().modules()) {
      resources += module.module().resources().size();
      for (ModuleCall call : module.module().calls().values()) {
        if (call.source() instanceof ModuleSource.Local local) {
          local.folder(module.module().folder()).ifPresent(called::add);
        }
      }
    }
    if (wants(Kind.VALIDITY)) {
      found.addAll(ValidityCheck.check(loaded.value(), schemas, functions(loaded.value(), folder)));
    }
    if (wants(Kind.POLICY)) {
      policy(loaded.value(), folder, functions(loaded.value(), folder));
    }
  }

  /** For one use each: the work that expressions may do is counted. */
  private Functions functions(dev.slipway.terraform.Configuration configuration, String folder) {
    Functions terraforms = TerraformFunctions.of(new ModuleFiles(tree, folder));
    return configuration.root().module().openTofu()
        ? OpenTofuFunctions.beside(terraforms)
        : terraforms;
  }

  private void policy(
      dev.slipway.terraform.Configuration configuration, String folder, Functions functions) {
    RuleInput input =
        RuleInput.of(configuration)
            .on(request.today())
            .with(functions)
            .with(GivenValues.read(tree, folder))
            .within(regions());
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
    return CheckReport.of(
        settled.open(),
        settled.waived(),
        request.baseline(),
        new Fingerprints(tree::text),
        tree.paths().size(),
        resources,
        skipped(wanted, settled.open()));
  }

  /** What {@code slipway.yaml} settles; read when it is first asked for. */
  private Outcome<Configuration> settings() {
    if (settings.isEmpty()) {
      settings = Optional.of(Configuration.read(tree));
    }
    return settings.get();
  }

  /** Where the project has settled to be. */
  private List<String> regions() {
    return settings().value().claims().stream()
        .filter(claim -> claim.subject().equals(Subjects.REGIONS))
        .flatMap(claim -> ((List<?>) claim.value()).stream())
        .map(String::valueOf)
        .toList();
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
      found.addAll(settings().diagnostics());
      waivers.readConfiguration(settings().value());
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
  private List<String> skipped(List<Diagnostic> wanted, List<Diagnostic> open) {
    List<String> skipped = new ArrayList<>(request.skipped());
    wanted.stream().filter(UnreadFiles::isAbout).map(UnreadFiles::sentence).forEach(skipped::add);
    for (Diagnostic finding : open) {
      if (finding.code().endsWith("-NOT-CHECKED")) {
        skipped.add(finding.summary() + finding.span().map(s -> " (" + s + ")").orElse(""));
      }
    }
    return skipped;
  }
}
