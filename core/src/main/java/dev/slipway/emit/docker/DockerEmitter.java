package dev.slipway.emit.docker;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.source.SourceTree;
import dev.slipway.vocabulary.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Workloads to Dockerfiles and their ignore files. */
public final class DockerEmitter {

  private DockerEmitter() {}

  /**
   * The Dockerfiles that the project lacks, and an ignore file for each context that has none.
   *
   * @param tree the project's own files, without what an earlier run generated
   * @return with {@code SLIP-IMAGE-…} notes and warnings about what the images could not be given
   */
  public static Outcome<List<GeneratedFile>> emit(Blueprint blueprint, SourceTree tree) {
    List<GeneratedFile> files = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    Map<String, List<Workload>> contexts = new TreeMap<>();
    for (Workload workload : blueprint.workloads()) {
      if (!workload.image().of().equals(workload.name())) {
        continue;
      }
      boolean existing =
          workload.image().existing() || tree.contains(workload.image().dockerfile());
      if (existing) {
        continue;
      }
      if (workload.source().present()) {
        ImagePlan plan = ImagePlan.of(blueprint, tree, workload);
        files.add(dockerfile(plan));
        problems.addAll(problems(plan));
        contexts.computeIfAbsent(workload.image().context(), c -> new ArrayList<>()).add(workload);
      } else {
        problems.add(noSource(workload));
      }
    }
    contexts.forEach((context, workloads) -> ignoreFile(context, workloads, tree, files));
    return new Outcome<>(List.copyOf(files), problems);
  }

  private static void ignoreFile(
      String context, List<Workload> workloads, SourceTree tree, List<GeneratedFile> files) {
    GeneratedFile ignore = IgnoreFile.of(context, workloads, tree);
    if (!tree.contains(ignore.path())) {
      files.add(ignore);
    }
  }

  private static GeneratedFile dockerfile(ImagePlan plan) {
    DockerfileDraft file = new DockerfileDraft(plan.because("kind"));
    file.comment("syntax=docker/dockerfile:1");
    switch (plan.source().language()) {
      case PYTHON -> PythonImage.write(plan, file);
      case NODE -> NodeImage.write(plan, file);
      case GO -> GoImage.write(plan, file);
    }
    return file.build(plan.main().image().dockerfile());
  }

  private static Diagnostic noSource(Workload workload) {
    return Diagnostic.of(
        "SLIP-IMAGE-NO-SOURCE",
        Severity.NOTE,
        workload.element().toString(),
        "No Dockerfile for " + workload.name() + ", whose code is not there yet",
        "A Dockerfile follows the code's manifest and lock file. The pipeline expects it at "
            + workload.image().dockerfile()
            + ".",
        "Run slipway design again once the code is in the repository.");
  }

  private static List<Diagnostic> problems(ImagePlan plan) {
    List<Diagnostic> problems = new ArrayList<>();
    String address = plan.main().element().toString();
    boolean locks =
        plan.source().packageManager().isPresent() && plan.source().language() != Language.GO;
    if (locks && plan.source().lockFile().isEmpty()) {
      problems.add(
          Diagnostic.of(
              "SLIP-IMAGE-NO-LOCK",
              Severity.WARNING,
              address,
              plan.main().name() + " has no lock file",
              "Without one, two builds of the same commit can install different versions.",
              "Let the package manager write its lock file and commit it."));
    }
    if (plan.source().language() == Language.PYTHON) {
      PythonImage.missingServer(plan)
          .ifPresent(server ->
              problems.add(
                  Diagnostic.of(
                      "SLIP-IMAGE-SERVER-MISSING",
                      Severity.WARNING,
                      address,
                      "No manifest of " + plan.main().name() + " names " + server,
                      "The start command calls it, so the image installs its newest version,"
                          + " unpinned.",
                      "Add " + server + " to the project's dependencies.")));
    }
    if (plan.source().language() == Language.NODE) {
      NodeImage.migrationToolOutsideProduction(plan)
          .ifPresent(tool -> problems.add(developmentTool(plan, address, tool)));
    }
    if (!plan.buildSecrets().isEmpty()) {
      problems.add(buildSecret(plan, address));
    }
    return problems;
  }

  private static Diagnostic developmentTool(ImagePlan plan, String address, String tool) {
    return Diagnostic.of(
        "SLIP-IMAGE-DEVELOPMENT-PACKAGES",
        Severity.NOTE,
        address,
        "The image of " + plan.main().name() + " carries its development packages",
        tool
            + " brings the database up to date from this image but is listed under devDependencies,"
            + " so nothing was taken out.",
        "Move " + tool + " to dependencies.");
  }

  private static Diagnostic buildSecret(ImagePlan plan, String address) {
    String names = String.join(", ", plan.buildSecrets().stream().map(s -> s.name()).toList());
    return Diagnostic.of(
        "SLIP-IMAGE-BUILD-SECRET",
        Severity.NOTE,
        address,
        "Building " + plan.main().name() + " needs " + names,
        "It is mounted for the build command only and stays out of the image.",
        "Store " + names + " as a secret of the GitHub repository.");
  }
}
