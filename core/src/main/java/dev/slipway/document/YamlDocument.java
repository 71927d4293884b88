package dev.slipway.document;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.document.Node.Entry;
import dev.slipway.document.Node.Mapping;
import dev.slipway.document.Node.Scalar;
import dev.slipway.document.Node.Sequence;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads YAML 1.2. Tags are not interpreted, so that no document can name a class. */
public final class YamlDocument {

  /**
   * Aliases can make a small file into an endless tree; a configuration file has fewer nodes than
   * this.
   */
  private static final int NODE_LIMIT = 500_000;

  private static final int DEPTH_LIMIT = 200;

  private final String file;
  private final int firstLine;
  private int nodes;

  private YamlDocument(String file, int firstLine) {
    this.file = file;
    this.firstLine = firstLine;
  }

  /** The first document of the file, or a {@code SLIP-YAML-SYNTAX} error. */
  public static Outcome<Optional<Node>> read(String file, String text) {
    return read(file, text, 1);
  }

  /**
   * As {@link #read(String, String)}, for YAML that begins at {@code firstLine} of the file, such
   * as front matter.
   */
  public static Outcome<Optional<Node>> read(String file, String text, int firstLine) {
    Outcome<List<Node>> all = readAll(file, text, firstLine);
    return new Outcome<>(all.value().stream().findFirst(), all.diagnostics());
  }

  /** All documents of the file. */
  public static Outcome<List<Node>> readAll(String file, String text, int firstLine) {
    YamlDocument document = new YamlDocument(file, firstLine);
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setAllowDuplicateKeys(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    List<Node> roots = new ArrayList<>();
    try {
      Composer composer = composer(settings, text);
      while (composer.hasNext()) {
        roots.add(document.convert(composer.next(), 0));
      }
      return Outcome.of(List.copyOf(roots));
    } catch (MarkedYamlEngineException e) {
      Span span = e.getProblemMark().map(document::span).orElse(Span.line(file, firstLine));
      return new Outcome<>(List.copyOf(roots), List.of(syntax(span, e.getProblem())));
    } catch (YamlEngineException | TooLarge e) {
      return new Outcome<>(
          List.copyOf(roots),
          List.of(syntax(Span.line(file, firstLine), String.valueOf(e.getMessage()))));
    }
  }

  private static Composer composer(LoadSettings settings, String text) {
    Parser parser = new ParserImpl(settings, new StreamReader(settings, text));
    return new Composer(settings, new ShallowParser(parser, DEPTH_LIMIT, new TooLarge()));
  }

  private static Diagnostic syntax(Span span, String problem) {
    return Diagnostic.error(
        "SLIP-YAML-SYNTAX",
        span,
        "Malformed YAML",
        "The file stops being YAML here: " + problem + ".",
        "Correct the file, or leave it out with `ignore:` in slipway.yaml.");
  }

  private Node convert(org.snakeyaml.engine.v2.nodes.Node node, int depth) {
    if (++nodes > NODE_LIMIT || depth > DEPTH_LIMIT) {
      throw new TooLarge();
    }
    Span span = node.getStartMark().map(this::span).orElse(Span.line(file, firstLine));
    return switch (node) {
      case ScalarNode scalar -> new Scalar(kind(scalar), scalar.getValue(), span);
      case SequenceNode sequence -> {
        List<Node> items = new ArrayList<>();
        for (org.snakeyaml.engine.v2.nodes.Node item : sequence.getValue()) {
          items.add(convert(item, depth + 1));
        }
        yield new Sequence(List.copyOf(items), span);
      }
      case MappingNode mapping -> {
        List<Entry> entries = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
          Node key = convert(tuple.getKeyNode(), depth + 1);
          if (key instanceof Scalar scalar) {
            entries.add(
                new Entry(scalar.value(), key.span(), convert(tuple.getValueNode(), depth + 1)));
          }
        }
        yield new Mapping(List.copyOf(entries), span);
      }
      default -> throw new IllegalStateException("no such YAML node: " + node.getNodeType());
    };
  }

  private static Scalar.Kind kind(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return Scalar.Kind.NULL;
    }
    if (tag.equals(Tag.BOOL)) {
      return Scalar.Kind.BOOLEAN;
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Scalar.Kind.NUMBER : Scalar.Kind.STRING;
  }

  private Span span(Mark mark) {
    return Span.at(file, firstLine + mark.getLine(), mark.getColumn() + 1);
  }

  /**
   * The document is larger or deeper than any configuration file; most likely aliases multiply it.
   */
  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLarge() {
      super(
          "it is nested too deeply or has too many nodes, perhaps by aliases", null, false, false);
    }
  }
}
