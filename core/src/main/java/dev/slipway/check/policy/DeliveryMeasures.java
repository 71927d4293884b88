package dev.slipway.check.policy;

import dev.slipway.blueprint.Workload;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Stack;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Measures on images and pipelines that look the same on every cloud. */
final class DeliveryMeasures {

  private static final Pattern PINNED = Pattern.compile("[0-9a-f]{40}");
  static final String NO_PIPELINE = "The output has no pipeline that this could be seen on.";

  private DeliveryMeasures() {}

  /** Pipelines that look for known weaknesses in an image before it is deployed. */
  static void scanned(Output output, Finding.Builder found) {
    for (GeneratedFile workflow : output.workflows()) {
      if (mentions(workflow, "aquasecurity/trivy-action")
          || mentions(workflow, "anchore/scan-action")
          || mentions(workflow, "trivy image")) {
        found.proof(workflow.path(), "scans the image before it is deployed");
      }
    }
  }

  static Finding signing(Output output) {
    Finding.Builder found = Finding.builder();
    for (GeneratedFile workflow : output.workflows()) {
      if (mentions(workflow, "cosign sign") || mentions(workflow, "actions/attest")) {
        found.proof(workflow.path(), "signs the image or attests where it comes from");
      }
    }
    return found.build("No pipeline signs images or attests where they come from.");
  }

  static boolean mentions(GeneratedFile file, String words) {
    return file.text().contains(words);
  }

  static Finding nonRoot(Output output) {
    Finding.Builder found = Finding.builder();
    Set<String> dockerfiles = new LinkedHashSet<>();
    output.blueprint().workloads().forEach(w -> dockerfiles.add(w.image().dockerfile()));
    for (String path : dockerfiles) {
      Optional<GeneratedFile> file =
          output.files().stream().filter(f -> f.path().equals(path)).findFirst();
      if (file.isEmpty()) {
        if (existing(output, path)) {
          found.gap(
              path, path + " is the project's own and was not changed, so its user is not proven.");
        }
        continue;
      }
      Optional<String> user = lastUser(file.get().text());
      found.check(
          user.filter(u -> !isRoot(u)).isPresent(),
          path,
          "USER " + user.orElse(""),
          path
              + (user.isPresent() ? " runs as root." : " names no user, so that it runs as root."));
    }
    return found.build("The output has no Dockerfile that this could be seen on.");
  }

  private static boolean existing(Output output, String path) {
    return output.blueprint().workloads().stream()
        .map(Workload::image)
        .anyMatch(i -> i.existing() && i.dockerfile().equals(path));
  }

  /** The user of the last stage; an earlier stage's does not count. */
  static Optional<String> lastUser(String dockerfile) {
    Optional<String> user = Optional.empty();
    for (String line : dockerfile.lines().toList()) {
      String trimmed = line.strip();
      String upper = trimmed.length() > 5 ? trimmed.substring(0, 5).toUpperCase(Locale.ROOT) : "";
      if (upper.equals("FROM ")) {
        user = baseUser(trimmed);
      } else if (upper.equals("USER ")) {
        user = Optional.of(trimmed.substring(5).strip());
      }
    }
    return user;
  }

  // Some bases have a user that is not root, and say so in their tag.
  private static Optional<String> baseUser(String from) {
    return from.contains("nonroot") || from.contains("unprivileged")
        ? Optional.of("of the base image")
        : Optional.empty();
  }

  private static boolean isRoot(String user) {
    String name = user.split(":", 2)[0].strip();
    return name.isEmpty() || name.equals("0") || name.equalsIgnoreCase("root");
  }

  static Finding pinned(Output output) {
    Finding.Builder found = Finding.builder();
    for (GeneratedFile workflow : output.workflows()) {
      List<String> loose = looseActions(workflow.text());
      found.check(
          loose.isEmpty(),
          workflow.path(),
          "every action pinned to a full commit digest",
          workflow.path()
              + " uses actions that can change under it: "
              + String.join(", ", loose)
              + ".");
    }
    for (Stack stack : List.of(output.main(), output.bootstrap())) {
      for (Stack.RequiredProvider provider : stack.settings().requiredProviders()) {
        boolean bounded =
            provider.version().contains("<")
                || provider.version().contains("~>")
                || provider.version().startsWith("=")
                || provider.version().matches("[0-9.]{1,20}");
        found.check(
            bounded,
            stack.folder() + "/" + stack.settings().file(),
            provider.name() + " " + provider.version(),
            stack.folder()
                + " accepts any future version of the provider "
                + provider.name()
                + ".");
      }
    }
    return found.build(NO_PIPELINE);
  }

  static List<String> looseActions(String workflow) {
    return workflow
        .lines()
        .map(String::strip)
        .map(line -> line.startsWith("- ") ? line.substring(2).strip() : line)
        .filter(line -> line.startsWith("uses:"))
        .map(line -> action(line.substring(5)))
        .filter(action -> !action.startsWith("./") && !fixed(action))
        .distinct()
        .toList();
  }

  private static String action(String value) {
    int comment = value.indexOf(" #");
    String bare = comment < 0 ? value : value.substring(0, comment);
    return bare.strip().replace("\"", "").replace("'", "");
  }

  private static boolean fixed(String action) {
    int at = action.indexOf('@');
    String version = at < 0 ? "" : action.substring(at + 1);
    return version.startsWith("sha256:") || PINNED.matcher(version).matches();
  }

  /**
   * Whether an expression of the bootstrap comes to subjects of one repository: {@code
   * repo:OWNER/NAME:…}, or that with the repository in a variable.
   */
  static boolean namesRepository(Output output, Expression subject) {
    Optional<String> repository = output.blueprint().project().repository();
    List<Expression> subjects = subjects(output, subject);
    return !subjects.isEmpty()
        && subjects.stream()
            .allMatch(s ->
                output
                        .production(output.bootstrap())
                        .text(s)
                        .filter(text -> ofOne(text, repository))
                        .isPresent()
                    || References.in(s).to("var", "github_repository"));
  }

  /**
   * The single subjects of a list, of a local list, or of a list that is made from one by putting
   * something behind each.
   */
  private static List<Expression> subjects(Output output, Expression subject) {
    return switch (subject) {
      case Expression.ListOf list -> list.items();
      case Expression.ForList made -> subjects(output, made.collection());
      case Expression.Reference reference when reference.root().equals("local") ->
          output.bootstrap().locals().stream()
              .filter(l -> reference.equals(Expression.Reference.of("local." + l.name())))
              .findFirst()
              .map(l -> subjects(output, l.value()))
              .orElse(List.of(subject));
      default -> List.of(subject);
    };
  }

  private static boolean ofOne(String subject, Optional<String> repository) {
    String[] parts = subject.split(":", 3);
    return parts.length == 3
        && parts[0].equals("repo")
        && parts[1].matches("[^/*?]+/[^/*?]+")
        && (repository.isEmpty() || repository.get().equals(parts[1]));
  }
}
