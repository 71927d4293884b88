package dev.slipway.emit.record;

import dev.slipway.document.JsonWriter;
import dev.slipway.document.RecordCodec;
import dev.slipway.emit.GeneratedFile;
import java.util.List;

/** The Infrastructure Record, its twin as data with that data's schema, and the runbook. */
public final class RecordEmitter {

  /** Identifies the schema; nothing is fetched from there. */
  public static final String SCHEMA_ID = "https://slipway.dev/schema/infrastructure-record-1.json";

  private RecordEmitter() {}

  /** The record as data. */
  public static InfrastructureRecord record(RecordInput input) {
    return RecordBuilder.build(input);
  }

  /** The four files, sorted by path. */
  public static List<GeneratedFile> emit(RecordInput input) {
    InfrastructureRecord record = record(input);
    return List.of(
        RecordMarkdown.write(record),
        Runbook.write(input.blueprint(), input.stacks()),
        new GeneratedFile(
            RecordPaths.DATA, JsonWriter.write(RecordCodec.write(record)), false, List.of()),
        new GeneratedFile(RecordPaths.SCHEMA, schema(), false, List.of()));
  }

  /** The JSON Schema of the data. */
  public static String schema() {
    return JsonWriter.write(
        RecordCodec.schema(InfrastructureRecord.class, SCHEMA_ID, "Infrastructure Record"));
  }
}
