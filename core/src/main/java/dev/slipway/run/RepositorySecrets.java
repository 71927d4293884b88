package dev.slipway.run;

import dev.slipway.check.secret.SecretScanner;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks for secrets in a project's own files, within bounds that keep a large repository quick. */
final class RepositorySecrets {

  /**
   * Characters read at most; a repository with more text than this is looked through only so far.
   */
  private static final long BUDGET = 24_000_000;

  /** Names whose contents are digests, generated or not text. */
  private static final List<String> UNINTERESTING =
      List.of(
          ".lock",
          ".sum",
          "-lock.json",
          "-lock.yaml",
          ".min.js",
          ".map",
          ".svg",
          ".png",
          ".jpg",
          ".jpeg",
          ".gif",
          ".ico",
          ".woff",
          ".woff2",
          ".ttf",
          ".eot",
          ".pdf",
          ".zip",
          ".gz",
          ".jar",
          ".webp",
          ".mp4",
          ".snap",
          ".csv");

  private RepositorySecrets() {}

  static List<Diagnostic> scan(SourceTree tree) {
    List<Diagnostic> found = new ArrayList<>();
    long read = 0;
    for (String path : tree.paths()) {
      if (read > BUDGET) {
        found.add(
            Diagnostic.note(
                "SLIP-SECRET-SCAN-CUT",
                Span.line(path, 1),
                "Not every file was looked through for secrets",
                "The repository has more than "
                    + BUDGET / 1_000_000
                    + " million characters of text; the files from "
                    + path
                    + " on were not looked through.",
                "Run a secret scanner of your own over the whole history."));
        break;
      }
      if (interesting(path)) {
        Optional<String> text = tree.text(path);
        if (text.isPresent()) {
          read += text.get().length();
          found.addAll(SecretScanner.scan(path, text.get()));
        }
      }
    }
    return found;
  }

  private static boolean interesting(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return UNINTERESTING.stream().noneMatch(name::endsWith);
  }
}
