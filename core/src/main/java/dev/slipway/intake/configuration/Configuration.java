package dev.slipway.intake.configuration;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.document.Node;
import dev.slipway.document.YamlDocument;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Claim;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person settled in {@code slipway.yaml}.
 *
 * @param claims by key, in the order written; those below {@code services.NAME} have that scope
 * @param waivers in the order written
 * @param ignore globs of paths that are left out of the project, in the order written
 * @param labels to be put on every resource, in the order written
 */
public record Configuration(
    List<Claim<?>> claims, List<Waiver> waivers, List<String> ignore, Map<String, String> labels) {

  /** The names under which the file is looked for, in this order, in the project's root. */
  public static final List<String> FILES = List.of("slipway.yaml", "slipway.yml");

  public static final Configuration NONE =
      new Configuration(List.of(), List.of(), List.of(), Map.of());

  /**
   * A decision to live with an open security requirement or a rule's finding.
   *
   * @param target what is waived
   * @param id the requirement's or the rule's id
   * @param address the element or resource it is limited to
   * @param until ISO date, the last day on which it holds
   */
  public record Waiver(
      Target target,
      String id,
      Optional<String> address,
      String reason,
      String owner,
      String until,
      Span span) {

    /** What a waiver can be about. */
    public enum Target {
      REQUIREMENT,
      RULE
    }
  }

  /** The project's configuration; the empty one where there is no file. */
  public static Outcome<Configuration> read(SourceTree tree) {
    for (String file : FILES) {
      Optional<String> text = tree.text(file);
      if (text.isPresent()) {
        return read(file, text.get());
      }
    }
    return Outcome.of(NONE);
  }

  /** The configuration in {@code text}; what is wrong in it is left out and reported. */
  public static Outcome<Configuration> read(String file, String text) {
    Outcome<Optional<Node>> document = YamlDocument.read(file, text);
    List<Diagnostic> diagnostics = new ArrayList<>(document.diagnostics());
    if (document.value().isEmpty()) {
      return new Outcome<>(NONE, diagnostics);
    }
    Outcome<Configuration> configuration =
        new ConfigurationReader(file).read(document.value().get());
    diagnostics.addAll(configuration.diagnostics());
    return new Outcome<>(configuration.value(), diagnostics);
  }

  /**
   * Claims from {@code key=value} pairs of the command line, such as {@code
   * objectives.availability=99.9} or {@code services.api.port=8080}.
   */
  public static Outcome<List<Claim<?>>> commandLine(List<String> pairs) {
    return CommandLineClaims.read(pairs);
  }

  /**
   * A {@code slipway.yaml} with every key there is as a comment.
   *
   * @param known what is to be set in it rather than commented out
   */
  public static String template(List<Claim<?>> known) {
    return ConfigurationTemplate.write(known);
  }

  /** The JSON Schema of {@code slipway.yaml}. */
  public static String schema() {
    return ConfigurationSchema.write();
  }
}
