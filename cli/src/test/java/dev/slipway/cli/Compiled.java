package dev.slipway.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Classes made from source text, by their names with slashes. */
record Compiled(Map<String, byte[]> classes) {

  /** Compiles one source file into {@code folder}, which also serves as its class path. */
  static Compiled of(Path folder, String name, String source, String... options)
      throws IOException {
    Path file = folder.resolve(name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-d", folder.toString(), "-cp", folder.toString(), file.toString()));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new IllegalArgumentException("does not compile: " + name);
    }
    return in(folder);
  }

  static Compiled in(Path folder) throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        classes.put(path.substring(0, path.length() - ".class".length()), Files.readAllBytes(file));
      }
    }
    return new Compiled(classes);
  }

  /** The classes as the launcher brings them into the archive. */
  Compiled archivable() {
    ArchivableClasses archivable = new ArchivableClasses(new Loader());
    Map<String, byte[]> rewritten = new LinkedHashMap<>();
    classes.forEach((name, content) -> rewritten.put(name, archivable.archivable(content)));
    return new Compiled(rewritten);
  }

  Compiled with(Compiled others) {
    Map<String, byte[]> all = new LinkedHashMap<>(classes);
    all.putAll(others.classes);
    return new Compiled(all);
  }

  /** What the static method {@code run} of a class returns, in a loader of its own. */
  Object run(String name) {
    try {
      return new Loader().loadClass(name.replace('/', '.')).getMethod("run").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Loader extends ClassLoader {

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      byte[] content = classes.get(name.replaceFirst("\\.class$", ""));
      return content == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(content);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] content =
          Optional.ofNullable(classes.get(name.replace('.', '/')))
              .orElseThrow(() -> new ClassNotFoundException(name));
      return defineClass(name, content, 0, content.length);
    }
  }
}
