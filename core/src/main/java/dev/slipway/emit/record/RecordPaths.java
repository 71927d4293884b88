package dev.slipway.emit.record;

import java.util.List;

/** Where the record and its companions lie, from the project's root. */
public final class RecordPaths {

  public static final String RECORD = "docs/infrastructure/INFRASTRUCTURE-RECORD.md";
  public static final String DATA = "docs/infrastructure/infrastructure-record.json";
  public static final String SCHEMA = "docs/infrastructure/infrastructure-record.schema.json";
  public static final String RUNBOOK = "docs/infrastructure/RUNBOOK.md";

  private RecordPaths() {}

  static List<String> all() {
    return List.of(RECORD, DATA, SCHEMA, RUNBOOK);
  }

  /** The runbook's anchor for an alert. */
  public static String alertAnchor(String alert) {
    return "alert-" + alert;
  }
}
