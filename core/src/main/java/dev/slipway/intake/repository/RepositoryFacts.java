package dev.slipway.intake.repository;

import dev.slipway.evidence.Located;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Service;
import dev.slipway.intake.Workflow;
import java.util.List;

/**
 * What a repository says by itself.
 *
 * @param projectName the manifest's name at the root, else the folder's
 * @param services deployable parts, sorted by root and name
 * @param workflows pipelines that are there, sorted by path
 * @param claims on subjects, all with {@link dev.slipway.evidence.Origin#REPOSITORY}
 */
public record RepositoryFacts(
    Located<String> projectName,
    List<Service> services,
    List<Workflow> workflows,
    List<Claim<?>> claims) {}
