package dev.slipway.bench;

import dev.slipway.bench.Verdict.Refusal;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.HclReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether an error of Terraform's and one of ours speak of the same thing: their lines overlap, or
 * they lie in the same block of the file and one name is quoted in both.
 */
final class SamePlace {

  /** A name in quotes of any sort. */
  private static final Pattern NAME = Pattern.compile("[\"`']([\\w.*-]+)[\"`']");

  /** An address, which stands without quotes too. */
  private static final Pattern ADDRESS = Pattern.compile("\\b[a-z]\\w*(?:\\.[\\w-]+)+");

  private final Path program;
  private final String root;
  private final Map<String, List<Span>> blocks = new HashMap<>();

  SamePlace(Path program, String root) {
    this.program = program;
    this.root = root;
  }

  boolean isNamed(Refusal error, List<Diagnostic> ours) {
    if (error.file().isEmpty()) {
      return ours.stream().anyMatch(own -> sharesName(error, own));
    }
    String file = Path.of(root).resolve(error.file().get()).normalize().toString();
    for (Diagnostic own : ours) {
      Optional<Span> span = own.span().filter(place -> place.file().equals(file));
      if (span.isPresent()
          && (overlap(error, span.get())
              || (sameBlock(error, span.get(), file) && sharesName(error, own)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean overlap(Refusal error, Span own) {
    return own.line() <= error.endLine() && error.line() <= own.endLine();
  }

  private boolean sameBlock(Refusal error, Span own, String file) {
    for (Span block : blocks.computeIfAbsent(file, this::blocksOf)) {
      if (block.line() <= own.line() && own.line() <= block.endLine()) {
        return block.line() <= error.line() && error.line() <= block.endLine();
      }
    }
    return false;
  }

  private List<Span> blocksOf(String file) {
    try {
      String text = Files.readString(program.resolve(file));
      List<Span> spans = new ArrayList<>();
      for (HclItem item : HclReader.read(file, text).value().body().items(Map.of())) {
        spans.add(item.range().span());
      }
      return spans;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean sharesName(Refusal error, Diagnostic own) {
    Set<String> theirs = names(error.words());
    String address = own.address().orElse("");
    theirs.retainAll(
        names(String.join("\n", own.summary(), own.detail(), own.fix(), "`" + address + "`")));
    return !theirs.isEmpty();
  }

  private static Set<String> names(String words) {
    Set<String> names = new LinkedHashSet<>();
    for (Matcher next = NAME.matcher(words); next.find(); ) {
      names.add(next.group(1));
    }
    for (Matcher next = ADDRESS.matcher(words); next.find(); ) {
      names.add(next.group());
    }
    return names;
  }
}
