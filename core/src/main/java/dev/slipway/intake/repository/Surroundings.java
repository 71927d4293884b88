package dev.slipway.intake.repository;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Span;
import dev.slipway.intake.DatastoreUse;
import dev.slipway.intake.ServiceKind;
import dev.slipway.vocabulary.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Completes a service with what Dockerfiles, compose files and settings around it say. */
final class Surroundings {

  private Surroundings() {}

  static void read(
      Repository repository, ComposeFile compose, ServiceDraft draft, List<ServiceDraft> all) {
    dockerfile(repository, compose, draft, all)
        .map(content -> content.in(BuildContext.of(repository, compose, draft.root, content)))
        .ifPresent(content -> apply(repository, content, draft));
    part(compose, draft, all).ifPresent(p -> apply(p, compose, draft));
    EnvironmentFiles.read(repository, draft, all);
    ListenPort.settle(repository, draft);
    complete(compose, draft);
  }

  private static void apply(
      Repository repository, DockerfileReader.Content content, ServiceDraft draft) {
    draft.dockerfile = Optional.of(content.dockerfile());
    if (draft.is(ServiceKind.WEB) && assumed(draft.port)) {
      draft.port = content.port().or(() -> draft.port);
    }
    if (content.dockerfile().improvements().contains(DockerfileReader.NO_COMMAND)) {
      warnOfNoCommand(repository, content, draft);
    }
    boolean web = draft.is(ServiceKind.WEB) && draft.language != Language.GO;
    if (web && content.command().isPresent()) {
      // The image starts what its Dockerfile says, whatever else could be started.
      draft.start = content.command();
      repository.withdraw("SLIP-NO-PRODUCTION-SERVER", draft.evidence);
    } else if (draft.start.isEmpty() && !draft.is(ServiceKind.STATIC_SITE)) {
      draft.start = content.command();
    }
    content.runner().ifPresent(runner -> StartCommand.through(runner, draft));
  }

  private static void warnOfNoCommand(
      Repository repository, DockerfileReader.Content content, ServiceDraft draft) {
    if (!draft.is(ServiceKind.WEB)) {
      return;
    }
    String path = content.dockerfile().path();
    String command =
        draft.start.map(s -> String.join("\", \"", s.value())).orElse("the command, word by word");
    repository.report(
        Diagnostic.warning(
            "SLIP-DOCKERFILE-NO-COMMAND",
            Span.line(path, 1),
            "The Dockerfile does not say what its image starts",
            "Neither CMD nor ENTRYPOINT is there, so a container of "
                + draft.name
                + " would end at once, whatever a compose file starts on a laptop.",
            "Add a last line to it:\n    CMD [\"" + command + "\"]"));
  }

  private static boolean assumed(Optional<Located<Integer>> port) {
    return port.isEmpty()
        || port.get().evidence().strength() == dev.slipway.evidence.Strength.ASSUMED;
  }

  private static void apply(ComposeFile.Part part, ComposeFile compose, ServiceDraft draft) {
    if (draft.is(ServiceKind.WEB) && assumed(draft.port) && part.port().isPresent()) {
      draft.port = part.port();
    }
    for (ComposeFile.Setting setting : part.environment()) {
      String value = setting.value().orElse("");
      boolean secret = Secrets.isSecret(setting.name()) || Connections.hasPassword(value);
      boolean usable =
          !secret
              && !EnvironmentFiles.isPlaceholder(value)
              && compose.parts().stream().noneMatch(p -> value.contains(p.name()));
      boolean known = draft.variables.containsKey(setting.name());
      draft.variable(
          setting.name(),
          secret,
          secret,
          !known && usable ? Optional.of(value) : Optional.empty(),
          "",
          setting.evidence());
      Connections.datastore(value, setting.evidence()).ifPresent(draft::datastore);
    }
    for (String dependency : part.dependsOn()) {
      compose.named(dependency).flatMap(ComposeFile.Part::store).ifPresent(draft::datastore);
    }
  }

  /** Fills in the versions and extensions of the images that the project is developed with. */
  private static void complete(ComposeFile compose, ServiceDraft draft) {
    for (DatastoreUse use : new ArrayList<>(draft.datastores)) {
      compose.store(use.engine()).ifPresent(draft::datastore);
    }
  }

  private static Optional<ComposeFile.Part> part(
      ComposeFile compose, ServiceDraft draft, List<ServiceDraft> all) {
    List<ComposeFile.Part> built = compose.builtFrom(draft.root);
    if (built.isEmpty() && draft.dockerfile.isPresent()) {
      String path = draft.dockerfile.get().path();
      built =
          compose.parts().stream().filter(p -> p.dockerfile().equals(Optional.of(path))).toList();
    }
    Optional<ComposeFile.Part> same =
        built.stream().filter(p -> p.name().equals(draft.name)).findFirst();
    if (same.isPresent()) {
      return same;
    }
    boolean worker = draft.is(ServiceKind.WORKER);
    Optional<ComposeFile.Part> alike =
        built.stream().filter(p -> looksLikeWorker(p) == worker).findFirst();
    long siblings =
        all.stream().filter(d -> d.root.equals(draft.root) && d.is(draft.kind.value())).count();
    return siblings > 1 ? Optional.empty() : alike;
  }

  private static boolean looksLikeWorker(ComposeFile.Part part) {
    String words =
        part.name() + " " + part.command().map(c -> String.join(" ", c.value())).orElse("");
    return words.contains("worker")
        || words.contains("celery")
        || words.contains("beat")
        || words.contains("consumer");
  }

  private static Optional<DockerfileReader.Content> dockerfile(
      Repository repository, ComposeFile compose, ServiceDraft draft, List<ServiceDraft> all) {
    List<String> candidates = new ArrayList<>();
    for (String folder : List.of(draft.root, "")) {
      candidates.add(Names.join(folder, "cmd/" + draft.name + "/Dockerfile"));
      for (String name :
          List.of(
              "Dockerfile." + draft.name, draft.name + ".Dockerfile", draft.name + "/Dockerfile")) {
        candidates.add(Names.join(folder, name));
        for (String place : List.of("docker", "build", "deploy", "build/package", "deployments")) {
          candidates.add(Names.join(folder, place + "/" + name));
        }
      }
    }
    compose.builtFrom(draft.root).stream()
        .filter(p -> p.name().equals(draft.name))
        .flatMap(p -> p.dockerfile().stream())
        .forEach(candidates::add);
    for (String candidate : candidates) {
      Optional<DockerfileReader.Content> content =
          repository.contains(candidate) && Names.isDeployed("", candidate)
              ? DockerfileReader.read(repository, candidate)
              : Optional.empty();
      if (content.isPresent()) {
        return content;
      }
    }
    return ofTheFolder(repository, compose, draft, all);
  }

  /**
   * The folder's only Dockerfile: of several services in the folder it is the web service's, or the
   * one it names.
   */
  private static Optional<DockerfileReader.Content> ofTheFolder(
      Repository repository, ComposeFile compose, ServiceDraft draft, List<ServiceDraft> all) {
    Optional<String> path =
        repository
            .firstIn(
                draft.root,
                "Dockerfile",
                "Dockerfile.prod",
                "Dockerfile.production",
                "docker/Dockerfile",
                "build/Dockerfile",
                "build/package/Dockerfile",
                "Containerfile")
            .or(() ->
                compose.builtFrom(draft.root).stream()
                    .flatMap(p -> p.dockerfile().stream())
                    .filter(p -> repository.contains(p) && Names.isDeployed("", p))
                    .findFirst());
    Optional<DockerfileReader.Content> content =
        path.flatMap(p -> DockerfileReader.read(repository, p));
    List<ServiceDraft> siblings = all.stream().filter(d -> d.root.equals(draft.root)).toList();
    if (content.isEmpty() || siblings.size() == 1) {
      return content;
    }
    String text = content.get().text();
    boolean named = text.contains("cmd/" + draft.name);
    boolean anyNamed = siblings.stream().anyMatch(d -> text.contains("cmd/" + d.name));
    // A Dockerfile with the main package as an argument builds them all.
    boolean forAll = text.contains("cmd/$");
    boolean mine =
        forAll
            || (anyNamed
                ? named
                : draft.language != dev.slipway.vocabulary.Language.GO
                    || draft.is(ServiceKind.WEB));
    return mine ? content : Optional.empty();
  }
}
