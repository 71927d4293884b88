package dev.slipway.emit.record;

import dev.slipway.emit.record.Cost.CostAnalysis;
import dev.slipway.emit.record.Watch.Monitoring;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The Infrastructure Record as data: what its Markdown says and what its JSON twin holds, section
 * by section. All texts are single lines without markup.
 *
 * @param version of this shape
 * @param date ISO date of the design; absent when no record states one
 * @param adrReference ids of the decision records in force; empty when there are none
 * @param implementationReference ids of the implementation records; empty when there are none
 */
public record InfrastructureRecord(
    int version,
    String project,
    Optional<String> date,
    String cloudProvider,
    String adrReference,
    String implementationReference,
    Status status,
    Summary summary,
    String diagram,
    List<Component> components,
    List<Link> links,
    List<EnvironmentEntry> environments,
    List<Difference> differences,
    List<DecisionEntry> decisions,
    List<OpenPoint> openQuestions,
    List<ControlEntry> controls,
    List<ScannerWaiver> scannerWaivers,
    List<Finding> findings,
    List<CodeFile> files,
    Pipeline pipeline,
    Monitoring monitoring,
    List<Operation> operations,
    CostAnalysis cost,
    Handoff handoff,
    List<CheckItem> checklist,
    Approval approval,
    List<String> nextSteps,
    List<Reference> references,
    List<Change> changelog) {

  /** The shape that this class describes. */
  public static final int VERSION = 1;

  /** How far the infrastructure has come; moves only with what really happened. */
  public enum Status {
    PLANNED,
    PROVISIONED,
    LIVE
  }

  /**
   * Half a page for who has no time: what it is, what it costs, what is risky, what has to be
   * decided.
   */
  public record Summary(
      List<String> what, List<String> cost, List<String> risks, List<String> decisionsNeeded) {}

  /** What a component is for. */
  public enum ComponentKind {
    COMPUTE("Compute"),
    DATABASE("Database"),
    STORAGE("Storage"),
    MESSAGING("Messaging"),
    NETWORKING("Networking"),
    SECURITY("Security"),
    MONITORING("Monitoring");

    private final String label;

    ComponentKind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * Something that is deployed.
   *
   * @param service of the cloud
   * @param production its size in production, in words
   * @param resource Terraform address; empty when it is several
   */
  public record Component(
      ComponentKind kind,
      String name,
      String service,
      String purpose,
      String production,
      String resource) {}

  /** Who talks to whom. */
  public record Link(String from, String to, String does) {}

  /**
   * @param origin where it is reached, {@code https://…}; empty when the address is only known
   *     after the first apply
   * @param release who lets a release pass, in words
   */
  public record EnvironmentEntry(
      String name,
      String stage,
      String account,
      String origin,
      String release,
      boolean deletionProtection) {}

  /** A setting that is not the same in all environments; values in their order. */
  public record Difference(String component, String setting, List<String> values) {}

  /** A choice; {@code basis} is {@code stated}, {@code derived} or {@code assumed}. */
  public record DecisionEntry(
      String id,
      String question,
      String element,
      String choice,
      String reason,
      String basis,
      List<OtherWay> alternatives,
      List<Ground> evidence,
      String reconsiderWhen) {}

  /** Something that was not chosen. */
  public record OtherWay(String name, String whyNot) {}

  /** What a decision rests on. */
  public record Ground(String basis, String where, String words) {}

  /** Something that only a person can settle. */
  public record OpenPoint(String question, String takenMeanwhile, String settle) {}

  /**
   * A requirement of the Security Assessment.
   *
   * @param state how it stands: {@code satisfied}, {@code open}, {@code waived}
   * @param control what the design does about it
   * @param proof resources and settings that show it: the first few, and how many more there are
   * @param waiver reason, owner and end; empty when it is not waived
   */
  public record ControlEntry(
      String id,
      String level,
      String requirement,
      String state,
      String control,
      String proof,
      String waiver) {}

  /** A scanner's rule that the design departs from on purpose. */
  public record ScannerWaiver(String rule, String resource, String reason) {}

  /** A problem that was found while designing. */
  public record Finding(String severity, String code, String where, String summary, String toDo) {}

  /** A file of the design. */
  public record CodeFile(String path, String holds, String why) {}

  /** How a change reaches its users. */
  public record Pipeline(String provider, String strategy, List<Step> steps) {}

  /** One step of the pipeline, in order. */
  public record Step(String name, String what) {}

  /** A task of the operators and the command that does it in production. */
  public record Operation(String task, String command, String more) {}

  /** For whom works next. */
  public record Handoff(List<String> securityAdvisor, Tester tester, List<String> documenter) {}

  /** What the tester needs. */
  public record Tester(
      List<TestEnvironment> environments,
      List<EndpointEntry> endpoints,
      List<Target> targets,
      List<String> notes) {}

  /**
   * @param address where it is reached, or how the address is found out
   */
  public record TestEnvironment(String environment, String address) {}

  /** A route that the code has. */
  public record EndpointEntry(String workload, String method, String path) {}

  /** A figure that has to be met in production. */
  public record Target(String measure, String comparison, BigDecimal value, String unit) {}

  /**
   * @param shownBy the check that showed it; for what is not done, who or what is to show it
   */
  public record CheckItem(boolean done, String text, String shownBy) {}

  /** A person's signature; both empty until then. */
  public record Approval(String approvedBy, String date) {}

  /** A record that the design was made from. */
  public record Reference(String id, String title, String path) {}

  /**
   * @param date ISO date; empty when none is known
   */
  public record Change(String date, String text) {}
}
