package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Decision;
import dev.slipway.emit.record.InfrastructureRecord.DecisionEntry;
import dev.slipway.emit.record.InfrastructureRecord.Ground;
import dev.slipway.emit.record.InfrastructureRecord.OpenPoint;
import dev.slipway.emit.record.InfrastructureRecord.OtherWay;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Strength;
import java.util.List;

/** The blueprint's decisions and open questions as entries of the record. */
final class DecisionLog {

  private DecisionLog() {}

  static List<DecisionEntry> of(Blueprint blueprint) {
    return blueprint.decisions().stream().map(DecisionLog::entry).toList();
  }

  private static DecisionEntry entry(Decision d) {
    Strength strongest =
        d.evidence().stream().map(Evidence::strength).min(Enum::compareTo).orElse(Strength.ASSUMED);
    return new DecisionEntry(
        d.id(),
        d.subject(),
        d.element().toString(),
        d.choice(),
        d.reason(),
        Words.of(strongest),
        d.alternatives().stream().map(a -> new OtherWay(a.name(), a.whyNot())).toList(),
        d.evidence().stream()
            .map(e -> new Ground(Words.of(e.strength()), e.where(), e.excerpt()))
            .toList(),
        d.reconsiderWhen());
  }

  static List<OpenPoint> questions(Blueprint blueprint) {
    return blueprint.questions().stream()
        .map(q -> new OpenPoint(q.text(), q.takenMeanwhile(), q.settle()))
        .toList();
  }
}
