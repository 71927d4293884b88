package dev.slipway.intake;

import dev.slipway.evidence.Located;
import dev.slipway.vocabulary.Endpoint;
import java.util.List;

/**
 * Everything that was read, before anything is decided.
 *
 * @param projectName the root folder's or the manifest's name, as a last resort
 * @param claims what sources say on subjects, in reading order
 * @param services deployable parts of the repository, sorted by root and name
 * @param variables declared by records rather than read by code
 * @param endpoints declared by records
 * @param securityRequirements in reading order
 * @param records every record that was read, sorted by path
 * @param workflows pipelines that are there
 * @param monitoringNeeds sentences of the Implementation Record
 * @param infrastructureNeeds sentences of the Implementation Record
 */
public record Facts(
    Located<String> projectName,
    List<Claim<?>> claims,
    List<Service> services,
    List<Variable> variables,
    List<Endpoint> endpoints,
    List<SecurityRequirement> securityRequirements,
    List<RecordReference> records,
    List<Workflow> workflows,
    List<Located<String>> monitoringNeeds,
    List<Located<String>> infrastructureNeeds) {}
