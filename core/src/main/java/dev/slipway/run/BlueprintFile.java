package dev.slipway.run;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.document.JsonWriter;
import dev.slipway.document.Node;
import dev.slipway.document.RecordCodec;
import dev.slipway.emit.GeneratedFile;
import java.util.List;

/** The blueprint as a published document. */
public final class BlueprintFile {

  /** Where it lies, from the project's root. */
  public static final String PATH = ".slipway/blueprint.json";

  private static final String SCHEMA_ID = "https://slipway.dev/schema/blueprint-1.json";

  private BlueprintFile() {}

  static GeneratedFile of(Blueprint blueprint) {
    return new GeneratedFile(PATH, text(blueprint), false, List.of());
  }

  public static String text(Blueprint blueprint) {
    return JsonWriter.write(RecordCodec.write(blueprint));
  }

  /** Its JSON Schema, made from the types. */
  public static Node schema() {
    return RecordCodec.schema(Blueprint.class, SCHEMA_ID, "Slipway blueprint");
  }
}
