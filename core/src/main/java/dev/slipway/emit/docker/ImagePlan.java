package dev.slipway.emit.docker;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Setting.SecretReference;
import dev.slipway.blueprint.Workload;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One image to be described.
 *
 * @param main the workload whose command the image runs unless told otherwise
 * @param sharing all workloads that run this image, {@code main} among them
 */
record ImagePlan(Blueprint blueprint, SourceTree tree, Workload main, List<Workload> sharing) {

  /** The image that {@code main} gives its name to. */
  static ImagePlan of(Blueprint blueprint, SourceTree tree, Workload main) {
    List<Workload> sharing =
        blueprint.workloads().stream().filter(w -> w.image().of().equals(main.name())).toList();
    return new ImagePlan(blueprint, tree, main, sharing);
  }

  Workload.Source source() {
    return main.source();
  }

  /** The code's folder from the build context; empty when they are one. */
  String folder() {
    String context = main.image().context();
    String root = source().root();
    if (context.isEmpty() || root.equals(context)) {
      return root.equals(context) ? "" : root;
    }
    return root.startsWith(context + "/") ? root.substring(context.length() + 1) : "";
  }

  /** A path of the code's folder as a path of the build context. */
  String inContext(String path) {
    return folder().isEmpty() ? path : folder() + "/" + path;
  }

  /**
   * The folder where dependencies are installed, from the context: where the lock file lies, if the
   * context has it.
   */
  String installFolder() {
    String context = main.image().context();
    return source()
        .lockFile()
        .filter(lock -> context.isEmpty() || lock.startsWith(context + "/"))
        .map(lock -> context.isEmpty() ? lock : lock.substring(context.length() + 1))
        .map(lock -> lock.contains("/") ? lock.substring(0, lock.lastIndexOf('/')) : "")
        .orElse(folder());
  }

  /** Whether the lock file belongs to a workspace of which this code is one member. */
  boolean isWorkspace() {
    return !installFolder().equals(folder());
  }

  private String fromRoot(String path) {
    String context = main.image().context();
    return context.isEmpty() ? path : context + "/" + path;
  }

  /** Whether the context has a file. */
  boolean has(String pathInContext) {
    return tree.contains(fromRoot(pathInContext));
  }

  /** Whether the context has files under a folder. */
  boolean hasFolder(String pathInContext) {
    return !tree.under(fromRoot(pathInContext)).isEmpty();
  }

  Optional<String> text(String pathInContext) {
    return tree.text(fromRoot(pathInContext));
  }

  /** The text of a file of the code's folder, empty when there is none. */
  String own(String path) {
    return text(inContext(path)).orElse("");
  }

  /** The name of the lock file, without its folder. */
  Optional<String> lockName() {
    return source().lockFile().map(lock -> lock.substring(lock.lastIndexOf('/') + 1));
  }

  /** Settings that are compiled in and are no secrets. */
  List<Setting> buildSettings() {
    return sharing.stream()
        .flatMap(w -> w.settings().stream())
        .filter(s -> s.buildTime() && !(s.value() instanceof SecretReference))
        .distinct()
        .toList();
  }

  /** Secrets that the build needs; they must not stay in a layer. */
  List<Setting> buildSecrets() {
    return sharing.stream()
        .flatMap(w -> w.settings().stream())
        .filter(s -> s.buildTime() && s.value() instanceof SecretReference)
        .distinct()
        .toList();
  }

  /** Why a part of the image is as it is: {@code aspect} is the last part of the decision's id. */
  Provenance because(String aspect) {
    return Provenance.of(main.element(), "workload." + main.name() + "." + aspect);
  }

  /** The build's commands as lines for a shell. */
  List<String> buildLines() {
    List<String> build = source().build();
    if (build.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    ShellLine.of(build)
        .filter(line -> !line.contains("<<"))
        .ifPresentOrElse(lines::add, () -> lines.add(DockerfileWriter.array(build)));
    return lines;
  }
}
