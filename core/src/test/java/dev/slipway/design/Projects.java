package dev.slipway.design;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Facts;
import dev.slipway.intake.configuration.Configuration;
import dev.slipway.intake.record.RecordFacts;
import dev.slipway.intake.record.RecordReader;
import dev.slipway.intake.repository.RepositoryFacts;
import dev.slipway.intake.repository.RepositoryReader;
import dev.slipway.requirements.Requirements;
import dev.slipway.requirements.RequirementsMerge;
import dev.slipway.source.DirectorySourceTree;
import dev.slipway.source.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The examples' requirements, read as the product reads them. */
final class Projects {

  private Projects() {}

  static Requirements example(String name, String... settings) {
    Path root = Path.of("..", "examples", name).toAbsolutePath().normalize();
    return read(DirectorySourceTree.open(root).value(), settings);
  }

  static Requirements read(SourceTree tree, String... settings) {
    RecordFacts records = RecordReader.read(tree).value();
    RepositoryFacts repository = RepositoryReader.read(tree).value();
    Outcome<List<Claim<?>>> commandLine = Configuration.commandLine(List.of(settings));
    List<Claim<?>> claims = new ArrayList<>(commandLine.value());
    claims.addAll(records.claims());
    claims.addAll(repository.claims());
    return RequirementsMerge.merge(
            new Facts(
                repository.projectName(),
                claims,
                repository.services(),
                records.variables(),
                records.endpoints(),
                records.securityRequirements(),
                records.records(),
                repository.workflows(),
                records.monitoringNeeds(),
                records.infrastructureNeeds()))
        .value();
  }
}
