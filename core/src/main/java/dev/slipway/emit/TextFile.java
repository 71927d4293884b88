package dev.slipway.emit;

import dev.slipway.blueprint.Provenance;
import dev.slipway.emit.GeneratedFile.LineProvenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a file line by line and remembers under which reason each line was written. Not
 * thread-safe; one instance makes one file.
 */
public final class TextFile {

  private static final String STEP = "  ";

  private final String path;
  private final StringBuilder text = new StringBuilder();
  private final List<LineProvenance> lines = new ArrayList<>();
  private boolean executable;
  private int depth;
  private int count;
  private Optional<Provenance> provenance = Optional.empty();
  private Optional<String> address = Optional.empty();

  private TextFile(String path) {
    this.path = path;
  }

  /** An empty file at {@code path} from the project's root. */
  public static TextFile at(String path) {
    return new TextFile(path);
  }

  /** Marks the file as one that is run by its name. */
  public TextFile executable() {
    executable = true;
    return this;
  }

  /** The reason for all lines from here on. */
  public TextFile because(Provenance reason) {
    provenance = Optional.of(reason);
    address = Optional.empty();
    return this;
  }

  /** The reason, and the Terraform resource, of all lines from here on. */
  public TextFile because(Provenance reason, String resource) {
    provenance = Optional.of(reason);
    address = Optional.of(resource);
    return this;
  }

  /** The reason, and the resource if there is one, of all lines from here on. */
  public TextFile because(Provenance reason, Optional<String> resource) {
    provenance = Optional.of(reason);
    address = resource;
    return this;
  }

  /** Lines from here on have no reason of their own. */
  public TextFile withoutReason() {
    provenance = Optional.empty();
    address = Optional.empty();
    return this;
  }

  /**
   * Runs {@code content} under another reason, keeps the resource, and goes back to the reason
   * before.
   */
  public TextFile within(Provenance reason, Runnable content) {
    Optional<Provenance> before = provenance;
    provenance = Optional.of(reason);
    content.run();
    provenance = before;
    return this;
  }

  /** Runs {@code content} two columns further in. */
  public TextFile indented(Runnable content) {
    depth++;
    content.run();
    depth--;
    return this;
  }

  /**
   * Writes text under the current reason; text of several lines becomes several lines, each
   * indented.
   */
  public TextFile line(String content) {
    int start = 0;
    while (true) {
      int end = content.indexOf('\n', start);
      one(content, start, end < 0 ? content.length() : end);
      if (end < 0) {
        return this;
      }
      start = end + 1;
    }
  }

  /** Writes each text as {@link #line(String)} does. */
  public TextFile lines(List<String> contents) {
    contents.forEach(this::line);
    return this;
  }

  /** Writes a text block: one trailing line end adds no empty line. */
  public TextFile block(String content) {
    return line(content.endsWith("\n") ? content.substring(0, content.length() - 1) : content);
  }

  /** An empty line. */
  public TextFile blank() {
    return line("");
  }

  /** An empty line, unless the file is still empty or the last line is empty. */
  public TextFile gap() {
    int length = text.length();
    boolean needed = length > 1 && text.charAt(length - 2) != '\n';
    return needed ? blank() : this;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** How many lines have been written. */
  public int count() {
    return count;
  }

  public GeneratedFile build() {
    return new GeneratedFile(path, text.toString(), executable, lines);
  }

  private void one(String content, int start, int end) {
    if (end > start) {
      for (int i = 0; i < depth; i++) {
        text.append(STEP);
      }
      text.append(content, start, end);
    }
    text.append('\n');
    count++;
    provenance.ifPresent(this::record);
  }

  private void record(Provenance reason) {
    if (!lines.isEmpty()) {
      LineProvenance last = lines.getLast();
      boolean same = last.provenance().equals(reason) && last.address().equals(address);
      if (same && last.lastLine() == count - 1) {
        lines.set(lines.size() - 1, new LineProvenance(last.firstLine(), count, reason, address));
        return;
      }
    }
    lines.add(new LineProvenance(count, count, reason, address));
  }
}
