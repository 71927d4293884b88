package dev.slipway.emit.record;

import dev.slipway.emit.record.Cost.CostLine;
import dev.slipway.emit.record.Cost.Optimization;
import dev.slipway.emit.record.Cost.PartShare;
import dev.slipway.emit.record.Cost.PriceSource;
import dev.slipway.emit.record.Cost.Total;
import dev.slipway.emit.record.Cost.UnknownCost;
import dev.slipway.emit.record.InfrastructureRecord.Change;
import dev.slipway.emit.record.InfrastructureRecord.CodeFile;
import dev.slipway.emit.record.InfrastructureRecord.Component;
import dev.slipway.emit.record.InfrastructureRecord.ControlEntry;
import dev.slipway.emit.record.InfrastructureRecord.EndpointEntry;
import dev.slipway.emit.record.InfrastructureRecord.EnvironmentEntry;
import dev.slipway.emit.record.InfrastructureRecord.Finding;
import dev.slipway.emit.record.InfrastructureRecord.Ground;
import dev.slipway.emit.record.InfrastructureRecord.Link;
import dev.slipway.emit.record.InfrastructureRecord.OpenPoint;
import dev.slipway.emit.record.InfrastructureRecord.Operation;
import dev.slipway.emit.record.InfrastructureRecord.OtherWay;
import dev.slipway.emit.record.InfrastructureRecord.Reference;
import dev.slipway.emit.record.InfrastructureRecord.ScannerWaiver;
import dev.slipway.emit.record.InfrastructureRecord.Step;
import dev.slipway.emit.record.InfrastructureRecord.Target;
import dev.slipway.emit.record.InfrastructureRecord.TestEnvironment;
import dev.slipway.emit.record.Watch.AlertEntry;
import dev.slipway.emit.record.Watch.ChartEntry;
import dev.slipway.emit.record.Watch.LogEntry;
import java.math.BigDecimal;
import java.util.List;

/**
 * The tables of the record and the headings they stand under; the writer and the reader share them.
 */
final class RecordTables {

  static final Table<Component> COMPONENTS = new Table<>(Component.class, "resource");
  static final Table<Link> LINKS = new Table<>(Link.class);
  static final Table<EnvironmentEntry> ENVIRONMENTS =
      new Table<>(EnvironmentEntry.class, "account");
  static final Table<DecisionRow> DECISIONS = new Table<>(DecisionRow.class, "id");
  static final Table<AssumptionRow> ASSUMPTIONS = new Table<>(AssumptionRow.class, "id");
  static final Table<OtherWay> ALTERNATIVES = new Table<>(OtherWay.class);
  static final Table<Ground> EVIDENCE = new Table<>(Ground.class, "where");
  static final Table<OpenPoint> QUESTIONS = new Table<>(OpenPoint.class, "settle");
  static final Table<ControlEntry> CONTROLS = new Table<>(ControlEntry.class);
  static final Table<ScannerWaiver> WAIVERS = new Table<>(ScannerWaiver.class, "rule", "resource");
  static final Table<Finding> FINDINGS = new Table<>(Finding.class, "code", "where");
  static final Table<CodeFile> FILES = new Table<>(CodeFile.class, "path");
  static final Table<Step> STEPS = new Table<>(Step.class);
  static final Table<ChartEntry> CHARTS = new Table<>(ChartEntry.class, "about");
  static final Table<LogEntry> LOGS = new Table<>(LogEntry.class, "metric", "workload");
  static final Table<AlertEntry> ALERTS = new Table<>(AlertEntry.class, "name", "about");
  static final Table<Operation> OPERATIONS = new Table<>(Operation.class, "command");
  static final Table<Total> TOTALS = new Table<>(Total.class);
  static final Table<PartShare> SHARES = new Table<>(PartShare.class);
  static final Table<CostRow> COSTS = new Table<>(CostRow.class);
  static final Table<UnknownCost> UNKNOWN = new Table<>(UnknownCost.class);
  static final Table<Optimization> OPTIMIZATIONS = new Table<>(Optimization.class);
  static final Table<PriceSource> SOURCES = new Table<>(PriceSource.class);
  static final Table<TestEnvironment> TEST_ENVIRONMENTS = new Table<>(TestEnvironment.class);
  static final Table<EndpointEntry> ENDPOINTS = new Table<>(EndpointEntry.class, "path");
  static final Table<Target> TARGETS = new Table<>(Target.class);
  static final Table<Reference> REFERENCES = new Table<>(Reference.class, "path");
  static final Table<Change> CHANGES = new Table<>(Change.class);

  /** What the heading of an environment's cost lines begins with. */
  static final String LINES_FOR = "Lines for ";

  private RecordTables() {}

  /** A decision in the overview; the appendix has the rest. */
  record DecisionRow(String id, String question, String choice, String basis) {}

  /** A decision that rests on nothing but a default. */
  record AssumptionRow(String id, String assumed, String because, String changesWhen) {}

  /** A cost line without its environment, which the heading names. */
  record CostRow(
      String part,
      String item,
      BigDecimal quantity,
      String unit,
      BigDecimal unitPrice,
      BigDecimal low,
      BigDecimal expected,
      BigDecimal high,
      String priceRegion,
      String assumption) {

    static CostRow of(CostLine line) {
      return new CostRow(
          line.part(),
          line.item(),
          line.quantity(),
          line.unit(),
          line.unitPrice(),
          line.low(),
          line.expected(),
          line.high(),
          line.priceRegion(),
          line.assumption());
    }

    CostLine in(String environment) {
      return new CostLine(
          environment,
          part,
          item,
          quantity,
          unit,
          unitPrice,
          low,
          expected,
          high,
          priceRegion,
          assumption);
    }
  }

  static List<CostRow> rows(List<CostLine> lines, String environment) {
    return lines.stream()
        .filter(l -> l.environment().equals(environment))
        .map(CostRow::of)
        .toList();
  }
}
