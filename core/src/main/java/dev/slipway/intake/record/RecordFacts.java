package dev.slipway.intake.record;

import dev.slipway.evidence.Located;
import dev.slipway.intake.Claim;
import dev.slipway.intake.RecordReference;
import dev.slipway.intake.SecurityRequirement;
import dev.slipway.intake.Variable;
import dev.slipway.vocabulary.Endpoint;
import java.util.List;

/**
 * What the records of a project say.
 *
 * @param claims of records in force, in reading order. The rank of a decision record's claim is
 *     {@link #RANK_STEP} times the record's place in time, plus how firmly the record says it:
 *     claims of two records whose order nobody wrote down share the first part
 * @param variables declared for the operations hand-off
 * @param endpoints declared in the documentation of an implementation record
 * @param securityRequirements in reading order
 * @param records all of them, in force or not, sorted by path
 * @param monitoringNeeds sentences of the hand-off
 * @param infrastructureNeeds sentences of the hand-off
 */
public record RecordFacts(
    List<Claim<?>> claims,
    List<Variable> variables,
    List<Endpoint> endpoints,
    List<SecurityRequirement> securityRequirements,
    List<RecordReference> records,
    List<Located<String>> monitoringNeeds,
    List<Located<String>> infrastructureNeeds) {

  /** Distance between the ranks of two records that follow one another. */
  public static final int RANK_STEP = 10;
}
