package dev.slipway.hcl.syntax;

import dev.slipway.diagnostic.Outcome;
import java.util.List;

/** Reads HCL in its native and its JSON syntax. Never throws, whatever the text. */
public final class HclReader {

  private HclReader() {}

  /** A file in native syntax: {@code .tf}, {@code .tfvars}, {@code .tftest.hcl}, {@code .tofu}. */
  public static Outcome<HclFile> read(String path, String text) {
    SourceText source = new SourceText(path, text);
    return Outcome.of(new HclFile(source, new NativeBody(List.of(), new Range(source, 0, 0))));
  }

  /** A file in JSON syntax: {@code .tf.json}, {@code .tfvars.json}. */
  public static Outcome<HclFile> readJson(String path, String text) {
    return read(path, text);
  }

  /** One expression alone, such as a user's input. */
  public static Outcome<HclExpression> expression(String path, String text) {
    return Outcome.of(new HclExpression.Invalid(new Range(new SourceText(path, text), 0, 0)));
  }
}
