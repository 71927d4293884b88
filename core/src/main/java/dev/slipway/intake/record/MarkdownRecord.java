package dev.slipway.intake.record;

import dev.slipway.document.Node;
import java.util.List;
import java.util.Optional;

/**
 * A record as passages, whatever form it was written in.
 *
 * @param path the file
 * @param title the first heading's text, or the file's name
 * @param titleLine where the title is, from 1
 * @param frontMatter the YAML at the top, if it has any that can be read
 * @param passages in the order written; nothing of code, diagrams, comments and embedded notes
 * @param code fenced code blocks in the order written
 */
record MarkdownRecord(
    String path,
    String title,
    int titleLine,
    Optional<Node> frontMatter,
    List<Passage> passages,
    List<CodeBlock> code) {

  /**
   * A fenced block: what stands on the fence, the text, its first line, and the titles around it.
   */
  record CodeBlock(String language, String text, int line, List<String> path) {}
}
