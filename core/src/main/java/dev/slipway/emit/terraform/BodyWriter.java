package dev.slipway.emit.terraform;

import dev.slipway.blueprint.Provenance;
import dev.slipway.emit.TextFile;
import dev.slipway.hcl.HclPrinter;
import dev.slipway.hcl.HclRows;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes blocks and their insides into a file, each line under the nearest reason. */
final class BodyWriter {

  private static final int STEP = 2;

  private final TextFile file;
  private int depth;

  BodyWriter(TextFile file) {
    this.file = file;
  }

  /** {@code type "label" { … }} with the content between. */
  void block(String type, List<String> labels, Body body) {
    String head = labels.isEmpty() ? type : type + " " + quotedLabels(labels);
    if (body.items().isEmpty()) {
      file.line(head + " {}");
      return;
    }
    file.line(head + " {");
    depth++;
    file.indented(() -> items(body));
    depth--;
    file.line("}");
  }

  /** A comment, each of its lines behind the sign. */
  void comment(String text) {
    if (text.isBlank()) {
      return;
    }
    for (String line : text.strip().split("\n", -1)) {
      String plain = printable(line).stripTrailing();
      file.line(plain.isEmpty() ? "#" : "# " + plain);
    }
  }

  /** One argument outside of a resource, with its own reason and address. */
  record Entry(
      String name,
      Expression value,
      String comment,
      Provenance provenance,
      Optional<String> address) {}

  /** Arguments that each have a reason of their own; a blank line goes before a comment. */
  void entries(List<Entry> entries) {
    for (int start = 0; start < entries.size(); ) {
      int end = start + 1;
      while (end < entries.size() && entries.get(end).comment().isBlank()) {
        end++;
      }
      if (start > 0) {
        file.withoutReason().blank();
      }
      entryRun(entries.subList(start, end));
      start = end;
    }
  }

  private void entryRun(List<Entry> run) {
    HclRows rows = new HclRows();
    for (Entry entry : run) {
      rows.add(entry.name(), HclPrinter.lines(entry.value(), entry.name().length() + STEP + 3));
    }
    List<List<String>> groups = rows.groups();
    for (int i = 0; i < groups.size(); i++) {
      Entry entry = run.get(i);
      file.because(entry.provenance(), entry.address());
      comment(entry.comment());
      file.lines(groups.get(i));
    }
  }

  /** A resource or data source: meta-arguments around its body. */
  void resource(String keyword, List<String> labels, Resource resource) {
    Resource.Meta meta = resource.meta();
    List<Body.Argument> head = new ArrayList<>();
    meta.count().ifPresent(value -> head.add(argument("count", value)));
    meta.forEach().ifPresent(value -> head.add(argument("for_each", value)));
    meta.provider().ifPresent(value -> head.add(argument("provider", value)));
    List<Runnable> sections = new ArrayList<>();
    if (!head.isEmpty()) {
      sections.add(() -> arguments(head));
    }
    if (!resource.body().items().isEmpty()) {
      sections.add(() -> items(resource.body()));
    }
    meta.lifecycle().ifPresent(body -> sections.add(() -> block("lifecycle", List.of(), body)));
    if (!meta.dependsOn().isEmpty()) {
      Expression references = new Expression.ListOf(List.copyOf(meta.dependsOn()));
      sections.add(() -> arguments(List.of(argument("depends_on", references))));
    }
    String name = keyword + " " + quotedLabels(labels);
    if (sections.isEmpty()) {
      file.line(name + " {}");
      return;
    }
    file.line(name + " {");
    depth++;
    file.indented(() -> separated(sections));
    depth--;
    file.line("}");
  }

  private void separated(List<Runnable> sections) {
    for (int i = 0; i < sections.size(); i++) {
      if (i > 0) {
        file.blank();
      }
      sections.get(i).run();
    }
  }

  private static String quotedLabels(List<String> labels) {
    return String.join(" ", labels.stream().map(HclPrinter::quoted).toList());
  }

  private static Body.Argument argument(String name, Expression value) {
    return new Body.Argument(name, value, "", Optional.empty());
  }

  /** Arguments one below the other, aligned where they are neighbors. */
  void arguments(List<Body.Argument> arguments) {
    List<Body.Argument> run = new ArrayList<>();
    for (Body.Argument argument : arguments) {
      if (!argument.comment().isBlank()) {
        run(run);
        run.clear();
      }
      run.add(argument);
    }
    run(run);
  }

  private void items(Body body) {
    List<Body.Argument> run = new ArrayList<>();
    Optional<Body.Item> before = Optional.empty();
    for (Body.Item item : body.items()) {
      switch (item) {
        case Body.Argument argument -> {
          if (before.orElse(null) instanceof Body.Block) {
            file.blank();
          }
          run.add(argument);
        }
        case Body.Block block -> {
          arguments(run);
          run.clear();
          if (before.isPresent() && !repeats(before.get(), block)) {
            file.blank();
          }
          because(block.provenance(), () -> nested(block));
        }
      }
      before = Optional.of(item);
    }
    arguments(run);
  }

  private void nested(Body.Block block) {
    comment(block.comment());
    block(block.type(), block.labels(), block.body());
  }

  /** Blocks of one type without comments stand together. */
  private static boolean repeats(Body.Item before, Body.Block block) {
    return before instanceof Body.Block earlier
        && earlier.type().equals(block.type())
        && earlier.labels().equals(block.labels())
        && block.comment().isBlank();
  }

  private void run(List<Body.Argument> run) {
    HclRows rows = new HclRows();
    for (Body.Argument argument : run) {
      int column = depth * STEP + argument.name().length() + 3;
      rows.add(argument.name(), HclPrinter.lines(argument.value(), column));
    }
    List<List<String>> groups = rows.groups();
    for (int i = 0; i < groups.size(); i++) {
      Body.Argument argument = run.get(i);
      List<String> lines = groups.get(i);
      because(
          argument.provenance(),
          () -> {
            comment(argument.comment());
            file.lines(lines);
          });
    }
  }

  private void because(Optional<Provenance> reason, Runnable content) {
    if (reason.isPresent()) {
      file.within(reason.get(), content);
    } else {
      content.run();
    }
  }

  /**
   * Control and direction-changing characters have no business in a comment: they could hide what
   * follows.
   */
  private static String printable(String line) {
    StringBuilder plain = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean bad = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
      plain.append(bad ? ' ' : c);
    }
    return plain.toString();
  }
}
