package dev.slipway.intake.record;

import dev.slipway.intake.RecordReference.RecordKind;
import dev.slipway.intake.RecordReference.RecordStatus;
import java.util.List;
import java.util.Optional;

/**
 * A record with its kind and head read, before it is known whether another one supersedes it.
 *
 * @param number the number in its id, title or file name
 * @param status its own word; empty where it has none
 * @param supersedes what it says it replaces
 * @param supersededBy what it says replaces it
 */
record Draft(
    MarkdownRecord record,
    RecordKind kind,
    String id,
    String title,
    Optional<Integer> number,
    Optional<RecordStatus> status,
    Optional<String> date,
    List<Pointer> supersedes,
    List<Pointer> supersededBy) {

  /**
   * Another record, as this one points to it: by number or by file name without folder and ending.
   */
  record Pointer(Optional<Integer> number, String file, int line) {}

  String path() {
    return record.path();
  }
}
