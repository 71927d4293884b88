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

/**
 * Brings the classes of old libraries to the oldest class-file version that the JVM takes into its
 * start-up archive. For the launcher, after a build; jars without such classes stay as they are.
 */
public final class OldClasses {

  private static final int ARCHIVABLE = ClassFile.JAVA_8_VERSION;
  private static final int VERSION_OFFSET = 6;

  private OldClasses() {}

  /** Expects the paths of jars. */
  public static void main(String[] arguments) throws IOException {
    for (String argument : arguments) {
      Path jar = Path.of(argument);
      if (hasOldClasses(jar)) {
        rewrite(jar);
      }
    }
  }

  private static boolean hasOldClasses(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : entries(file)) {
        if (isOld(entry, file.getInputStream(entry).readNBytes(VERSION_OFFSET + 2))) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<JarEntry> entries(JarFile file) {
    return file.stream().toList();
  }

  private static boolean isOld(JarEntry entry, byte[] bytes) {
    return entry.getName().endsWith(".class")
        && ((bytes[VERSION_OFFSET] & 0xff) << 8 | bytes[VERSION_OFFSET + 1] & 0xff) < ARCHIVABLE;
  }

  private static void rewrite(Path jar) throws IOException {
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarFile file = new JarFile(jar.toFile());
        OutputStream bytes = Files.newOutputStream(rewritten);
        JarOutputStream out = new JarOutputStream(bytes)) {
      ClassFile classFile =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(OldClasses.class.getClassLoader())
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      for (JarEntry entry : entries(file)) {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        byte[] content = file.getInputStream(entry).readAllBytes();
        out.write(isOld(entry, content) ? modern(classFile, content) : content);
        out.closeEntry();
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] modern(ClassFile classFile, byte[] content) {
    ClassModel old = classFile.parse(content);
    // Touching each instruction makes the library compute the stack maps, which these classes have
    // not.
    return classFile.transformClass(
        old,
        ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
            .andThen(ClassTransform.endHandler(builder -> builder.withVersion(ARCHIVABLE, 0))));
  }
}
