package dev.slipway.bundle;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Decision;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.document.JsonDocument;
import dev.slipway.document.JsonWriter;
import dev.slipway.document.Node;
import dev.slipway.document.RecordCodec;
import dev.slipway.emit.GeneratedFile;
import java.util.List;
import java.util.Optional;

/**
 * What a run wrote, and why: {@code .slipway/manifest.json}.
 *
 * @param version of this document's shape
 * @param generator name and version of the program that wrote it
 * @param digest of all files below; what is approved
 * @param files sorted by path
 * @param decisions the evidence behind each decision that a line names, sorted by id
 */
public record Manifest(
    int version,
    String generator,
    String digest,
    List<FileEntry> files,
    List<DecisionEntry> decisions) {

  /** Where it lies, from the project's root. */
  public static final String PATH = ".slipway/manifest.json";

  /** The shape that this class describes. */
  public static final int VERSION = 1;

  /**
   * One file.
   *
   * @param sha256 of what was written, edits of people included
   * @param edited whether it holds edits that people made
   * @param lines why its lines are there
   */
  public record FileEntry(String path, String sha256, boolean edited, List<LinesEntry> lines) {}

  /**
   * Why a run of lines is there.
   *
   * @param lines {@code first-last}, from 1
   * @param element the part of the blueprint
   * @param address the Terraform resource
   */
  public record LinesEntry(
      String lines, String element, Optional<String> address, List<String> decisions) {}

  /** One decision with what it rests on, each as {@code place: words}. */
  public record DecisionEntry(String id, String choice, List<String> evidence) {}

  static Manifest of(
      String generator, Blueprint blueprint, List<GeneratedFile> files, List<String> edited) {
    return new Manifest(
        VERSION,
        generator,
        Digest.of(files),
        files.stream().map(file -> entry(file, edited.contains(file.path()))).toList(),
        blueprint.decisions().stream().map(Manifest::entry).toList());
  }

  private static FileEntry entry(GeneratedFile file, boolean edited) {
    List<LinesEntry> lines =
        file.lines().stream()
            .map(run ->
                new LinesEntry(
                    run.firstLine() + "-" + run.lastLine(),
                    run.provenance().element().toString(),
                    run.address(),
                    run.provenance().decisions()))
            .toList();
    return new FileEntry(file.path(), Digest.of(file.text()), edited, lines);
  }

  private static DecisionEntry entry(Decision decision) {
    return new DecisionEntry(
        decision.id(),
        decision.choice(),
        decision.evidence().stream().map(e -> e.where() + ": " + e.excerpt()).toList());
  }

  String toJson() {
    return JsonWriter.write(RecordCodec.write(this));
  }

  /**
   * The paths of a manifest's files, which is all that most readers want; none for text that is
   * none.
   */
  public static List<String> paths(String text) {
    return JsonDocument.read(PATH, text).value().flatMap(node -> node.get("files")).stream()
        .flatMap(files -> files.items().stream())
        .flatMap(file -> file.text("path").stream())
        .toList();
  }

  /** Reads a manifest; empty for text that is none. */
  public static Optional<Manifest> parse(String text) {
    Outcome<Optional<Node>> document = JsonDocument.read(PATH, text);
    if (!document.diagnostics().isEmpty()) {
      return Optional.empty();
    }
    try {
      return document.value().map(node -> RecordCodec.read(node, Manifest.class));
    } catch (RecordCodec.DocumentMismatch e) {
      return Optional.empty();
    }
  }
}
