package dev.slipway.intake.configuration;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.document.Node;
import dev.slipway.document.Node.Entry;
import dev.slipway.document.Node.Mapping;
import dev.slipway.document.Node.Scalar;
import dev.slipway.document.Node.Sequence;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Claim;
import dev.slipway.intake.configuration.Configuration.Waiver;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From the document to the configuration: every key has to be known and every value has to parse.
 */
final class ConfigurationReader {

  private static final List<String> WAIVER_KEYS =
      List.of("requirement", "rule", "address", "reason", "owner", "until");

  private final String file;
  private final List<Claim<?>> claims = new ArrayList<>();
  private final List<Waiver> waivers = new ArrayList<>();
  private final List<String> ignore = new ArrayList<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<String, Span> seen = new LinkedHashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  ConfigurationReader(String file) {
    this.file = file;
  }

  Outcome<Configuration> read(Node root) {
    if (root instanceof Mapping mapping) {
      mapping.entries().forEach(this::section);
    } else if (!isNothing(root)) {
      expected(root.span(), file, "keys with values");
    }
    return new Outcome<>(
        new Configuration(
            List.copyOf(claims),
            List.copyOf(waivers),
            List.copyOf(ignore),
            Collections.unmodifiableMap(labels)),
        diagnostics);
  }

  private void section(Entry entry) {
    switch (entry.key()) {
      case Keys.SERVICES -> services(entry);
      case "ignore" -> ignore.addAll(strings(entry));
      case "waivers" -> waivers(entry);
      case "labels", "tags" -> labels(entry);
      case "answers" -> entry.value().entries().forEach(e -> setting(e, e.key(), ""));
      default -> setting(entry, entry.key(), "");
    }
  }

  private void services(Entry entry) {
    if (isNothing(entry.value())) {
      return;
    }
    if (!(entry.value() instanceof Mapping)) {
      expected(entry.keySpan(), Keys.SERVICES, "a service's name with its settings below it");
      return;
    }
    for (Entry service : entry.value().entries()) {
      if (service.value() instanceof Mapping mapping) {
        mapping.entries().forEach(e -> setting(e, e.key(), service.key()));
      } else if (!isNothing(service.value())) {
        expected(service.keySpan(), "services." + service.key(), "settings such as `port: 8080`");
      }
    }
  }

  private void setting(Entry entry, String path, String service) {
    boolean ofService = !service.isEmpty();
    Optional<Keys.Key> key = ofService ? Keys.ofService(path, service) : Keys.find(path);
    if (key.isPresent()) {
      value(entry, path, key.get());
    } else if (Keys.isSection(path, ofService)) {
      section(entry, path, service);
    } else {
      unknown(entry, path, service);
    }
  }

  private void section(Entry entry, String path, String service) {
    if (entry.value() instanceof Mapping mapping) {
      mapping.entries().forEach(e -> setting(e, path + "." + e.key(), service));
    } else if (!isNothing(entry.value())) {
      expected(entry.keySpan(), path, "keys below it");
    }
  }

  private void value(Entry entry, String path, Keys.Key key) {
    Node value = entry.value();
    if (isNothing(value)) {
      return;
    }
    String address = key.scope().isEmpty() ? path : "services." + key.scope() + "." + path;
    Optional<String> text = text(value);
    Evidence evidence =
        Evidence.stated(
            Origin.CONFIGURATION, entry.keySpan(), entry.key() + ": " + text.orElse("…"));
    Optional<Claim<?>> claim = text.flatMap(t -> key.claim(t, evidence));
    if (claim.isEmpty()) {
      expected(
          value.span(),
          address,
          key.subject().description() + ", such as `" + Examples.of(key.subject()) + "`");
    } else if (seen.containsKey(address)) {
      twice(entry.keySpan(), address, seen.get(address));
    } else {
      seen.put(address, entry.keySpan());
      claims.add(claim.get());
    }
  }

  private static Optional<String> text(Node value) {
    return switch (value) {
      case Scalar scalar -> scalar.text();
      case Sequence sequence ->
          sequence.items().stream().allMatch(i -> i.text().isPresent())
                  && !sequence.items().isEmpty()
              ? Optional.of(String.join(", ", sequence.texts()))
              : Optional.empty();
      case Mapping mapping ->
          mapping.entries().stream().allMatch(e -> e.value().text().isPresent())
                  && !mapping.entries().isEmpty()
              ? Optional.of(
                  String.join(
                      ", ",
                      mapping.entries().stream()
                          .map(e -> e.key() + "=" + e.value().text().orElse(""))
                          .toList()))
              : Optional.empty();
    };
  }

  private List<String> strings(Entry entry) {
    List<String> texts = entry.value().texts();
    boolean complete =
        entry.value() instanceof Sequence sequence
            ? sequence.items().size() == texts.size()
            : entry.value() instanceof Scalar;
    if (!complete) {
      expected(entry.keySpan(), entry.key(), "a list of text, such as `- generated/**`");
    }
    return texts;
  }

  private void labels(Entry entry) {
    if (!(entry.value() instanceof Mapping) && !isNothing(entry.value())) {
      expected(entry.keySpan(), entry.key(), "names with values, such as `team: platform`");
    }
    for (Entry label : entry.value().entries()) {
      label
          .value()
          .text()
          .ifPresentOrElse(
              text -> labels.put(label.key(), text),
              () -> expected(label.keySpan(), entry.key() + "." + label.key(), "text"));
    }
  }

  private void waivers(Entry entry) {
    if (!(entry.value() instanceof Sequence) && !isNothing(entry.value())) {
      expected(
          entry.keySpan(),
          "waivers",
          "a list, each with requirement or rule, reason, owner and until");
    }
    for (Node item : entry.value().items()) {
      waiver(item).ifPresent(waivers::add);
    }
  }

  private Optional<Waiver> waiver(Node item) {
    for (Entry entry : item.entries()) {
      if (!WAIVER_KEYS.contains(entry.key())) {
        unknown(
            entry.keySpan(),
            "waivers." + entry.key(),
            Suggestion.sentence(entry.key(), WAIVER_KEYS));
      }
    }
    Optional<String> requirement = item.text("requirement");
    Optional<String> id = requirement.or(() -> item.text("rule"));
    Optional<String> reason = item.text("reason").filter(t -> !t.isBlank());
    Optional<String> owner = item.text("owner").filter(t -> !t.isBlank());
    Optional<String> until = item.text("until").filter(ConfigurationReader::isDate);
    if (id.isEmpty() || reason.isEmpty() || owner.isEmpty() || until.isEmpty()) {
      expected(
          item.span(),
          "waivers",
          "`requirement` or `rule`, a `reason`, an `owner`, and `until` as a date such as"
              + " 2027-01-31");
      return Optional.empty();
    }
    Waiver.Target target = requirement.isPresent() ? Waiver.Target.REQUIREMENT : Waiver.Target.RULE;
    return Optional.of(
        new Waiver(
            target,
            id.get(),
            item.text("address"),
            reason.get(),
            owner.get(),
            until.get(),
            item.span()));
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isNothing(Node node) {
    return node instanceof Scalar scalar
        && (scalar.kind() == Scalar.Kind.NULL || scalar.value().isBlank());
  }

  private void unknown(Entry entry, String path, String service) {
    String full = service.isEmpty() ? path : "services." + service + "." + path;
    unknown(entry.keySpan(), full, Keys.suggestion(path, !service.isEmpty()));
  }

  private void unknown(Span span, String key, String suggestion) {
    diagnostics.add(
        Diagnostic.error(
            "SLIP-CONFIG-UNKNOWN-KEY",
            span,
            "Unknown key `" + key + "`",
            "There is no such setting, so it would have no effect." + suggestion,
            "Correct or remove the key; `slipway init` lists all of them."));
  }

  private void expected(Span span, String key, String what) {
    diagnostics.add(
        Diagnostic.error(
            "SLIP-CONFIG-VALUE",
            span,
            "Value of `" + key + "` not understood",
            "Expected is: " + what + ".",
            "Correct the value, or remove the key to let the design decide."));
  }

  private void twice(Span span, String key, Span first) {
    diagnostics.add(
        Diagnostic.error(
            "SLIP-CONFIG-DUPLICATE",
            span,
            "Key `" + key + "` is set twice",
            "It is set at " + first + " already, and only one value can hold.",
            "Remove one of the two."));
  }
}
