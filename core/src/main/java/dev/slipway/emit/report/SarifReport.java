package dev.slipway.emit.report;

import dev.slipway.check.report.CheckReport;
import dev.slipway.check.report.Fingerprints;
import dev.slipway.check.report.Kind;
import dev.slipway.check.rule.RuleText;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.JsonWriter;
import dev.slipway.document.Node;
import dev.slipway.document.Node.Entry;
import dev.slipway.document.Node.Mapping;
import dev.slipway.document.Node.Scalar;
import dev.slipway.document.Node.Sequence;
import dev.slipway.document.RecordCodec;
import dev.slipway.evidence.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A report as SARIF 2.1.0, as code scanning takes it. Waived findings are suppressed results. */
public final class SarifReport {

  private static final Span NOWHERE = Span.line("", 1);
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private final CheckReport report;
  private final Function<String, Optional<RuleText>> texts;
  private final Fingerprints fingerprints;
  private final Map<String, Integer> rules = new TreeMap<>();

  private SarifReport(
      CheckReport report,
      Function<String, Optional<RuleText>> texts,
      Function<String, Optional<String>> files) {
    this.report = report;
    this.texts = texts;
    this.fingerprints = new Fingerprints(files);
  }

  /**
   * The text of the file.
   *
   * @param version Slipway's
   * @param texts a rule's text by its id; none where a rule has none
   * @param files the text of a checked file by its path
   */
  public static String write(
      CheckReport report,
      String version,
      Function<String, Optional<RuleText>> texts,
      Function<String, Optional<String>> files) {
    return JsonWriter.write(new SarifReport(report, texts, files).document(version));
  }

  private Node document(String version) {
    List<Diagnostic> all = new ArrayList<>(report.open());
    report.waived().forEach(w -> all.add(w.finding()));
    all.addAll(report.known());
    all.forEach(d -> rules.put(d.code(), 0));
    Map<String, Diagnostic> first = new TreeMap<>();
    all.forEach(d -> first.putIfAbsent(d.code(), d));
    int index = 0;
    List<Node> descriptors = new ArrayList<>();
    for (String rule : List.copyOf(first.keySet())) {
      rules.put(rule, index++);
      descriptors.add(descriptor(rule, first.getOrDefault(rule, all.getFirst())));
    }
    List<Node> results = new ArrayList<>();
    report.open().forEach(d -> results.add(result(d, "new", Optional.empty())));
    report.known().forEach(d -> results.add(result(d, "unchanged", Optional.empty())));
    report
        .waived()
        .forEach(w -> results.add(result(w.finding(), "new", Optional.of(w.waiver().reason()))));
    Node driver =
        object(
            entry("name", text("Slipway")),
            entry("semanticVersion", text(version)),
            entry("rules", list(descriptors)));
    Node run =
        object(
            entry("tool", object(entry("driver", driver))),
            entry("columnKind", text("utf16CodeUnits")),
            entry("results", list(results)));
    return object(
        entry("$schema", text(SCHEMA)),
        entry("version", text("2.1.0")),
        entry("runs", list(List.of(run))));
  }

  private Node descriptor(String rule, Diagnostic example) {
    Optional<RuleText> text = texts.apply(rule);
    String title = text.map(RuleText::title).orElse(example.summary());
    String why = text.map(RuleText::why).orElse(example.detail());
    String fix = text.map(RuleText::fix).orElse(example.fix());
    String code = text.map(RuleText::code).filter(c -> !c.isEmpty()).orElse("");
    String help = why + "\n\n" + fix + (code.isEmpty() ? "" : "\n\n```\n" + code + "\n```");
    List<Entry> properties = new ArrayList<>();
    List<Node> tags =
        new ArrayList<>(List.of(text(Kind.of(rule).name().toLowerCase(java.util.Locale.ROOT))));
    text.map(t -> text(t.category().word())).filter(t -> !tags.contains(t)).ifPresent(tags::add);
    if (Kind.of(rule) != Kind.VALIDITY && Kind.of(rule) != Kind.CHECK) {
      tags.add(text("security"));
      properties.add(entry("security-severity", text(score(example.severity()))));
    }
    properties.add(entry("tags", list(tags)));
    return object(
        entry("id", text(rule)),
        entry("name", text(rule)),
        entry("shortDescription", object(entry("text", text(title)))),
        entry("fullDescription", object(entry("text", text(why)))),
        entry("help", object(entry("text", text(why + "\n" + fix)), entry("markdown", text(help)))),
        entry("defaultConfiguration", object(entry("level", text(level(example.severity()))))),
        entry("properties", object(properties.toArray(Entry[]::new))));
  }

  /** Code scanning's own scale: over 7 is shown as high, over 4 as medium. */
  private static String score(Severity severity) {
    return switch (severity) {
      case ERROR -> "8.0";
      case WARNING -> "5.5";
      case NOTE -> "2.0";
    };
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }

  private Node result(Diagnostic finding, String state, Optional<String> waivedBecause) {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry("ruleId", text(finding.code())));
    entries.add(entry("ruleIndex", number(rules.getOrDefault(finding.code(), 0))));
    entries.add(entry("level", text(level(finding.severity()))));
    String message = finding.summary() + ". " + finding.detail() + "\n" + finding.fix();
    entries.add(entry("message", object(entry("text", text(message)))));
    entries.add(entry("baselineState", text(state)));
    finding
        .span()
        .ifPresent(s -> entries.add(entry("locations", location(report.addresses(finding), s))));
    entries.add(
        entry("partialFingerprints", object(entry("slipway/v1", text(fingerprints.of(finding))))));
    waivedBecause.ifPresent(reason ->
        entries.add(
            entry(
                "suppressions",
                list(
                    List.of(
                        object(
                            entry("kind", text("inSource")),
                            entry("justification", text(reason))))))));
    return object(entries.toArray(Entry[]::new));
  }

  private static Node location(List<String> addresses, Span span) {
    List<Entry> region = new ArrayList<>();
    region.add(entry("startLine", number(span.line())));
    region.add(entry("startColumn", number(span.column())));
    region.add(entry("endLine", number(span.endLine())));
    if (span.endLine() > span.line() || span.endColumn() > span.column()) {
      region.add(entry("endColumn", number(span.endColumn())));
    }
    Node physical =
        object(
            entry(
                "artifactLocation",
                object(
                    entry("uri", text(uri(span.file()))), entry("uriBaseId", text("%SRCROOT%")))),
            entry("region", object(region.toArray(Entry[]::new))));
    List<Entry> entries = new ArrayList<>();
    entries.add(entry("physicalLocation", physical));
    if (!addresses.isEmpty()) {
      List<Node> names = new ArrayList<>();
      addresses.forEach(a -> names.add(object(entry("fullyQualifiedName", text(a)))));
      entries.add(entry("logicalLocations", list(names)));
    }
    return list(List.of(object(entries.toArray(Entry[]::new))));
  }

  /** A path as the relative reference of RFC 3986. */
  private static String uri(String path) {
    StringBuilder uri = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~/".indexOf(c) >= 0;
      if (plain) {
        uri.append(c);
      } else {
        uri.append('%').append(java.util.HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return uri.toString();
  }

  private static Entry entry(String key, Node value) {
    return new Entry(key, NOWHERE, value);
  }

  private static Node object(Entry... entries) {
    return new Mapping(List.of(entries), NOWHERE);
  }

  private static Node list(List<Node> items) {
    return new Sequence(List.copyOf(items), NOWHERE);
  }

  private static Node text(String text) {
    return RecordCodec.string(text);
  }

  private static Node number(int number) {
    return new Scalar(Scalar.Kind.NUMBER, Integer.toString(number), NOWHERE);
  }
}
