package dev.slipway.bundle;

import dev.slipway.emit.GeneratedFile.LineProvenance;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawTextComparator;

/** Carries the reasons for lines from one text to another that was made from it. */
public final class LineMap {

  private LineMap() {}

  /** The reasons for those lines of {@code to} that stand in {@code from}, in the same order. */
  public static List<LineProvenance> carry(String from, String to, List<LineProvenance> lines) {
    EditList edits =
        new HistogramDiff()
            .diff(RawTextComparator.DEFAULT, ThreeWayMerge.raw(from), ThreeWayMerge.raw(to));
    List<LineProvenance> carried = new ArrayList<>();
    for (LineProvenance run : lines) {
      carry(run, edits, carried);
    }
    return List.copyOf(carried);
  }

  private static void carry(LineProvenance run, EditList edits, List<LineProvenance> carried) {
    int start = -1;
    int previous = -1;
    for (int line = run.firstLine(); line <= run.lastLine(); line++) {
      int moved = moved(line - 1, edits) + 1;
      if (moved > 0 && previous > 0 && moved != previous + 1) {
        carried.add(new LineProvenance(start, previous, run.provenance(), run.address()));
        start = moved;
      } else if (moved > 0 && start < 0) {
        start = moved;
      }
      previous = moved > 0 ? moved : previous;
    }
    if (start > 0) {
      carried.add(new LineProvenance(start, previous, run.provenance(), run.address()));
    }
  }

  /** The index in the new text of a line of the old one, or -1 when it is gone. */
  private static int moved(int index, EditList edits) {
    int shift = 0;
    for (Edit edit : edits) {
      if (index < edit.getBeginA()) {
        break;
      }
      if (index < edit.getEndA()) {
        return -1;
      }
      shift += edit.getLengthB() - edit.getLengthA();
    }
    return index + shift;
  }
}
