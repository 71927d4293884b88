package dev.slipway.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * Brings classes into a form that the JVM can keep whole in its start-up archive: those of old
 * libraries to the oldest class-file version that it takes, and ours to {@link PlainCalls}. For the
 * launcher, after a build; jars without such classes stay as they are.
 */
public final class ArchivableClasses {

  private static final int ARCHIVABLE = ClassFile.JAVA_8_VERSION;
  private static final int VERSION_OFFSET = 6;
  private static final List<String> TABLES = List.of(".schema", ".constraints");

  private final ClassFile classFile;

  /** For classes whose superclasses and interfaces {@code around} finds. */
  ArchivableClasses(ClassLoader around) {
    this.classFile =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(around)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /** Expects the paths of jars. */
  public static void main(String[] arguments) throws IOException {
    ArchivableClasses archivable = new ArchivableClasses(ArchivableClasses.class.getClassLoader());
    for (String argument : arguments) {
      archivable.rewrite(Path.of(argument));
    }
  }

  void rewrite(Path jar) throws IOException {
    if (isSigned(jar)) {
      return; // the JVM refuses to load what does not match its signature
    }
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    boolean changed = false;
    try (JarFile file = new JarFile(jar.toFile());
        OutputStream bytes = Files.newOutputStream(rewritten);
        JarOutputStream out = new JarOutputStream(bytes)) {
      for (JarEntry entry : entries(file)) {
        byte[] content = file.getInputStream(entry).readAllBytes();
        byte[] archivable = entry.getName().endsWith(".class") ? archivable(content) : content;
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        if (isLargeTable(entry)) {
          store(copy, content);
        }
        changed |=
            archivable != content
                || copy.getMethod() == ZipEntry.STORED && entry.getMethod() != ZipEntry.STORED;
        out.putNextEntry(copy);
        out.write(archivable);
        out.closeEntry();
      }
    }
    if (changed) {
      Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(rewritten);
    }
  }

  /** Half a megabyte takes longer to inflate than everything that is then looked up in it. */
  private static boolean isLargeTable(JarEntry entry) {
    return TABLES.stream().anyMatch(entry.getName()::endsWith);
  }

  private static void store(JarEntry entry, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
  }

  private static boolean isSigned(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      return file.stream()
          .anyMatch(e -> e.getName().startsWith("META-INF/") && e.getName().endsWith(".SF"));
    }
  }

  private static List<JarEntry> entries(JarFile file) {
    return file.stream().toList();
  }

  /** The same array where nothing has to change. */
  byte[] archivable(byte[] content) {
    int version = (content[VERSION_OFFSET] & 0xff) << 8 | content[VERSION_OFFSET + 1] & 0xff;
    if (version < ARCHIVABLE) {
      return modern(content);
    }
    ClassModel model = classFile.parse(content);
    return PlainCalls.isFor(model)
        ? classFile.transformClass(model, new PlainCalls(model).transform())
        : content;
  }

  private byte[] modern(byte[] content) {
    // Touching each instruction makes the library compute the stack maps, which these classes have
    // not.
    return classFile.transformClass(
        classFile.parse(content),
        ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
            .andThen(ClassTransform.endHandler(builder -> builder.withVersion(ARCHIVABLE, 0))));
  }
}
