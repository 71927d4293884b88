package dev.slipway.bundle;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.evidence.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What writing a design into a folder would change. Computed before anything is written, and shown
 * as it is by a dry run.
 */
public final class Placement {

  private static final String BASE = ".slipway/base/";
  private static final String BASE_SUFFIX = ".base";

  private final TargetTree target;
  private final Manifest manifest;
  private final List<GeneratedFile> files;
  private final List<Change> changes;
  private final TreeMap<String, String> texts;
  private final TreeSet<String> deletions;

  private Placement(
      TargetTree target,
      Manifest manifest,
      List<GeneratedFile> files,
      List<Change> changes,
      TreeMap<String, String> texts,
      TreeSet<String> deletions) {
    this.target = target;
    this.manifest = manifest;
    this.files = files;
    this.changes = changes;
    this.texts = texts;
    this.deletions = deletions;
  }

  /** What happens to one file. */
  public record Change(String path, Kind kind) {

    /** The ways in which a file can change. */
    public enum Kind {
      CREATED,
      UPDATED,
      /** Both a person and this run changed it, in different places. */
      MERGED,
      /** Both changed the same lines; the file shows both. */
      CONFLICTED,
      UNCHANGED,
      /** No longer part of the design, and nobody had edited it. */
      REMOVED,
      /**
       * A person deleted it, or it is no longer part of the design but was edited: it stays as it
       * is.
       */
      KEPT
    }
  }

  /**
   * Plans the writing.
   *
   * @throws IOException when the folder cannot be read
   * @throws TargetTree.HostilePath when a path is unsafe
   */
  public static Outcome<Placement> plan(
      TargetTree target, String generator, Blueprint blueprint, List<GeneratedFile> generated)
      throws IOException {
    List<GeneratedFile> sorted =
        generated.stream().sorted(Comparator.comparing(GeneratedFile::path)).toList();
    requireDistinct(sorted);
    Planner planner = new Planner(target, previousPaths(target));
    for (GeneratedFile file : sorted) {
      planner.place(file);
    }
    planner.removeObsolete(sorted);
    Manifest manifest = Manifest.of(generator, blueprint, planner.placed, planner.edited);
    planner.writeIfChanged(Manifest.PATH, manifest.toJson());
    return new Outcome<>(
        new Placement(
            target,
            manifest,
            List.copyOf(planner.placed),
            List.copyOf(planner.changes),
            planner.texts,
            planner.deletions),
        planner.diagnostics);
  }

  private static void requireDistinct(List<GeneratedFile> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).path().equals(sorted.get(i - 1).path())) {
        throw new IllegalStateException("generated twice: " + sorted.get(i).path());
      }
    }
  }

  private static List<String> previousPaths(TargetTree target) throws IOException {
    return target.read(Manifest.PATH).map(Manifest::paths).orElse(List.of());
  }

  /** The digest to approve. */
  public String digest() {
    return manifest.digest();
  }

  /** The files as they will be, edits of people included, with the reasons for their lines. */
  public List<GeneratedFile> files() {
    return files;
  }

  /** One change a file, sorted by path. */
  public List<Change> changes() {
    return changes;
  }

  /** Whether writing would change no byte. */
  public boolean nothingToWrite() {
    return texts.isEmpty() && deletions.isEmpty();
  }

  /**
   * Writes, all or nothing.
   *
   * @throws IOException when the outside world does not let us; nothing has changed then
   */
  public void write() throws IOException {
    if (nothingToWrite()) {
      return;
    }
    Set<String> executables =
        files.stream()
            .filter(GeneratedFile::executable)
            .map(GeneratedFile::path)
            .collect(Collectors.toCollection(TreeSet::new));
    target.apply(texts, executables, deletions);
  }

  /** The work of planning; its fields are the plan as far as it has come. */
  private static final class Planner {
    private final TargetTree target;
    private final List<String> previous;
    private final List<GeneratedFile> placed = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<String> edited = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final TreeMap<String, String> texts = new TreeMap<>();
    private final TreeSet<String> deletions = new TreeSet<>();

    Planner(TargetTree target, List<String> previous) {
      this.target = target;
      this.previous = previous;
    }

    void place(GeneratedFile file) throws IOException {
      String path = file.path();
      Optional<String> current = target.read(path);
      Optional<String> base = target.read(BASE + path + BASE_SUFFIX);
      if (current.isEmpty()) {
        placeAbsent(file, base.isPresent());
      } else if (current.get().equals(file.text())) {
        keep(file, Change.Kind.UNCHANGED);
      } else if (base.isEmpty()) {
        refuse(path);
      } else if (current.get().equals(base.get())) {
        texts.put(path, file.text());
        keep(file, Change.Kind.UPDATED);
      } else {
        merge(file, base.get(), current.get());
      }
      writeIfChanged(BASE + path + BASE_SUFFIX, file.text());
    }

    private void placeAbsent(GeneratedFile file, boolean deletedByPerson) {
      if (deletedByPerson) {
        changes.add(new Change(file.path(), Change.Kind.KEPT));
        diagnostics.add(
            Diagnostic.of(
                "SLIP-FILE-DELETED",
                Severity.WARNING,
                file.path(),
                "A generated file was deleted by hand",
                file.path()
                    + " was written by an earlier run and is gone, so it stays away. The"
                    + " design may not work without it.",
                "To have it back, delete " + BASE + file.path() + BASE_SUFFIX + " and run again."));
        return;
      }
      texts.put(file.path(), file.text());
      keep(file, Change.Kind.CREATED);
    }

    private void keep(GeneratedFile file, Change.Kind kind) {
      placed.add(file);
      changes.add(new Change(file.path(), kind));
    }

    private void refuse(String path) {
      diagnostics.add(
          new Diagnostic(
              "SLIP-FILE-NOT-OURS",
              Severity.ERROR,
              Optional.of(path),
              Optional.of(Span.line(path, 1)),
              "A file of yours is in the way",
              "The design has a file "
                  + path
                  + ", and one is there that Slipway did not write."
                  + " Overwriting it would lose it, so nothing was written.",
              "Move it away, or write the design elsewhere:\n  slipway design --out DIR"));
    }

    private void merge(GeneratedFile file, String base, String current) {
      String merged = ThreeWayMerge.merge(base, current, file.text());
      GeneratedFile result =
          new GeneratedFile(
              file.path(),
              merged,
              file.executable(),
              LineMap.carry(file.text(), merged, file.lines()));
      edited.add(file.path());
      List<Integer> conflicts = ThreeWayMerge.conflictLines(merged);
      for (int line : conflicts) {
        diagnostics.add(
            Diagnostic.warning(
                "SLIP-MERGE-CONFLICT",
                Span.line(file.path(), line),
                "Your edit and the new design change the same lines",
                "Both versions stand in the file between conflict markers; Slipway does not choose"
                    + " between them.",
                "Edit the file so that one version remains, then run slipway design again."));
      }
      if (!merged.equals(current)) {
        texts.put(file.path(), merged);
      }
      keep(
          result,
          merged.equals(current)
              ? Change.Kind.UNCHANGED
              : conflicts.isEmpty() ? Change.Kind.MERGED : Change.Kind.CONFLICTED);
    }

    void removeObsolete(List<GeneratedFile> generated) throws IOException {
      Set<String> now =
          generated.stream()
              .map(GeneratedFile::path)
              .collect(Collectors.toCollection(TreeSet::new));
      for (String path : previous) {
        if (!now.contains(path)) {
          removeObsolete(path);
        }
      }
      changes.sort(Comparator.comparing(Change::path));
    }

    private void removeObsolete(String path) throws IOException {
      Optional<String> base = target.read(BASE + path + BASE_SUFFIX);
      Optional<String> current = target.read(path);
      if (base.isPresent()) {
        deletions.add(BASE + path + BASE_SUFFIX);
      }
      if (current.isEmpty()) {
        return;
      }
      if (base.equals(current)) {
        deletions.add(path);
        changes.add(new Change(path, Change.Kind.REMOVED));
      } else {
        changes.add(new Change(path, Change.Kind.KEPT));
        diagnostics.add(
            Diagnostic.of(
                "SLIP-FILE-OBSOLETE",
                Severity.WARNING,
                path,
                "An edited file is no longer part of the design",
                path
                    + " was generated once and holds edits, so it stays. The design no longer needs"
                    + " it.",
                "Delete it when you no longer need it."));
      }
    }

    void writeIfChanged(String path, String text) throws IOException {
      if (!target.read(path).equals(Optional.of(text))) {
        texts.put(path, text);
      }
    }
  }
}
