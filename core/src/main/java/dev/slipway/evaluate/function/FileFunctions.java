package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;
import static dev.slipway.evaluate.function.Declaration.BOOL;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.named;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.evaluate.Functions;
import dev.slipway.evaluate.TemplateText;
import dev.slipway.evaluate.function.Declaration.Takes;
import dev.slipway.evaluate.function.FunctionFiles.Found;
import dev.slipway.value.Type;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files of the configuration, and their paths. */
final class FileFunctions {

  private static final Type PATHS = new SetType(STRING);

  private FileFunctions() {}

  /**
   * The function of this name.
   *
   * @param functions what templates in files may call
   */
  static Optional<Function> find(String name, FunctionFiles files, Functions functions) {
    return reading(name, files, functions).or(() -> naming(name, files));
  }

  private static Optional<Function> reading(String name, FunctionFiles files, Functions functions) {
    Takes[] takes = {Takes.UNKNOWN, Takes.MARKS};
    return Optional.ofNullable(
        switch (name) {
          case "file", "filebase64" ->
              named(name)
                  .takes("path", STRING, takes)
                  .gives(STRING, a -> marked(a, read(name, a.at(0), files)));
          case "filemd5",
              "filesha1",
              "filesha256",
              "filesha512",
              "filebase64sha256",
              "filebase64sha512" ->
              named(name).takes("path", STRING).gives(STRING, a -> read(name, a.at(0), files));
          case "fileexists" ->
              named(name)
                  .takes("path", STRING, takes)
                  .gives(BOOL, a -> marked(a, exists(a.at(0), files)));
          case "fileset" ->
              named(name)
                  .takes("path", STRING, takes)
                  .takes("pattern", STRING, takes)
                  .gives(PATHS, a -> marked(a, set(a, files)));
          case "templatefile" ->
              named(name)
                  .takes("path", STRING, takes)
                  .takes("vars", ANY, takes)
                  .gives(
                      a -> ANY,
                      (a, type) ->
                          marked(a, template(a, files, functions)).with(a.at(1).allMarks()));
          default -> null;
        });
  }

  private static Optional<Function> naming(String name, FunctionFiles files) {
    return Optional.ofNullable(
        switch (name) {
          case "abspath" ->
              named(name)
                  .takes("path", STRING)
                  .gives(
                      STRING,
                      a ->
                          a.text(0).startsWith("/")
                              ? Value.of(Paths.cleaned(a.text(0)))
                              : Value.unknown(STRING));
          case "basename" ->
              named(name).takes("path", STRING).gives(STRING, a -> Value.of(Paths.base(a.text(0))));
          case "dirname" ->
              named(name)
                  .takes("path", STRING)
                  .gives(STRING, a -> Value.of(Paths.folder(a.text(0))));
          case "pathexpand" ->
              named(name)
                  .takes("path", STRING)
                  .gives(STRING, a -> isHome(a.text(0)) ? Value.unknown(STRING) : a.at(0));
          default -> null;
        });
  }

  private static boolean isHome(String path) {
    return path.startsWith("~");
  }

  private static Value marked(Arguments arguments, Value value) {
    Value result = value;
    for (Value argument : arguments.values()) {
      result = result.with(argument.marks());
    }
    return result;
  }

  private static Found find(Value path, FunctionFiles files) {
    if (!path.isKnown() || isHome(path.text())) {
      return new Found.Outside();
    }
    return files.find(Paths.cleaned(path.text()));
  }

  private static Value read(String function, Value path, FunctionFiles files) throws Refusal {
    return switch (find(path, files)) {
      case Found.Outside outside -> Value.unknown(STRING);
      case Found.Opaque opaque -> Value.unknown(STRING);
      case Found.Text text -> Value.of(converted(function, text.content()));
      case Found.Folder folder -> throw new Refusal(0, shown(path) + " is a folder, not a file");
      case Found.Nothing nothing -> throw missing(path);
    };
  }

  private static Refusal missing(Value path) {
    return new Refusal(
        0,
        "there is no file at "
            + shown(path)
            + "; only files that belong to the configuration can be read, not ones that are made"
            + " when it is applied");
  }

  private static String shown(Value path) {
    return path.marks().isEmpty() ? "\"" + path.text() + "\"" : "this path";
  }

  private static String converted(String function, String content) {
    return switch (function) {
      case "file" -> content;
      case "filebase64" -> EncodingFunctions.encoded(content.getBytes(UTF_8));
      default -> HashFunctions.digest(function.substring("file".length()), content.getBytes(UTF_8));
    };
  }

  private static Value exists(Value path, FunctionFiles files) throws Refusal {
    return switch (find(path, files)) {
      case Found.Outside outside -> Value.unknown(BOOL);
      case Found.Opaque opaque -> Value.TRUE;
      case Found.Text text -> Value.TRUE;
      case Found.Nothing nothing -> Value.FALSE;
      case Found.Folder folder -> throw new Refusal(0, shown(path) + " is a folder, not a file");
    };
  }

  private static Value set(Arguments arguments, FunctionFiles files) throws Refusal {
    if (!arguments.at(0).isKnown() || !arguments.at(1).isKnown()) {
      return Value.unknown(PATHS);
    }
    Optional<List<String>> below = files.below(Paths.cleaned(arguments.text(0)));
    Optional<FilePattern> pattern = FilePattern.of(arguments.text(1));
    if (below.isEmpty() || pattern.isEmpty()) {
      return Value.unknown(PATHS);
    }
    List<Value> matching = new ArrayList<>();
    for (String path : below.get()) {
      if (pattern.get().matches(path)) {
        matching.add(Value.of(path));
      }
    }
    return Value.set(STRING, matching);
  }

  /** The outcome of a template, a text unless it is nothing but one interpolation. */
  private static Value template(Arguments arguments, FunctionFiles files, Functions functions)
      throws Refusal {
    Value path = arguments.at(0);
    Value variables = arguments.at(1);
    Found found = find(path, files);
    if (found instanceof Found.Nothing) {
      throw missing(path);
    }
    if (found instanceof Found.Folder) {
      throw new Refusal(0, shown(path) + " is a folder, not a file");
    }
    if (!(found instanceof Found.Text text) || !variables.isKnown()) {
      return Value.DYNAMIC;
    }
    requireNames(variables);
    return rendered(path, text.content(), variables.withoutMarks(), functions);
  }

  private static void requireNames(Value variables) throws Refusal {
    if (!variables.hasFields()) {
      throw new Refusal(1, "a map or object is required, not " + variables.type());
    }
    for (String name : variables.fields().keySet()) {
      if (!name.matches("[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}-]*")) {
        throw new Refusal(1, "\"" + name + "\" cannot be the name of a variable in a template");
      }
    }
  }

  private static Value rendered(Value path, String text, Value variables, Functions functions)
      throws Refusal {
    Value result;
    try {
      result = TemplateText.render(text, variables, functions);
    } catch (Refusal refusal) {
      throw new Refusal(refusal.argument(), "in " + shown(path) + ": " + refusal.getMessage());
    }
    if (result.isNull()) {
      throw new Refusal(0, shown(path) + " comes to null, not to a text");
    }
    return result;
  }
}
