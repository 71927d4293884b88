package dev.slipway.intake;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.vocabulary.Endpoint;
import dev.slipway.vocabulary.ExternalApi;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.Trait;
import java.util.List;
import java.util.Optional;

/**
 * A deployable part of the repository, as it was found.
 *
 * @param name unique in the project, from the manifest or the folder; not yet a resource name
 * @param root folder from the project's root, empty for the root itself
 * @param kind what part it plays at run time
 * @param language what it is written in
 * @param languageVersion the version that manifest, version file or lock file ask for
 * @param framework such as {@code fastapi} or {@code next}
 * @param packageManager such as {@code uv}, {@code pnpm} or {@code go}
 * @param lockFile path from the project's root
 * @param build what makes it ready to run, in its folder; empty when there is nothing to build
 * @param start what runs it, in its folder
 * @param outputDirectory for static sites and bundles, what the build leaves, from its folder
 * @param port what it listens on unless told by {@code PORT}
 * @param portFromEnvironment whether it obeys {@code PORT}
 * @param health liveness path
 * @param readiness readiness path, when it is another one
 * @param test what runs its tests, in its folder
 * @param lint what checks its style, in its folder
 * @param systemPackages Debian packages that its dependencies need at run time
 * @param poolSize database connections that one process keeps at most, where the code says so
 * @param schedule cron expression for a scheduled job
 * @param evidence why this is a service
 */
public record Service(
    String name,
    String root,
    Located<ServiceKind> kind,
    Language language,
    Optional<Located<String>> languageVersion,
    Optional<Located<String>> framework,
    Optional<Located<String>> packageManager,
    Optional<String> lockFile,
    Optional<Located<List<String>>> build,
    Optional<Located<List<String>>> start,
    Optional<String> outputDirectory,
    Optional<Located<Integer>> port,
    boolean portFromEnvironment,
    Optional<Located<String>> health,
    Optional<Located<String>> readiness,
    Optional<Located<List<String>>> test,
    Optional<Located<List<String>>> lint,
    List<String> systemPackages,
    Optional<Located<Integer>> poolSize,
    Optional<Located<String>> schedule,
    List<Variable> variables,
    List<Endpoint> endpoints,
    List<DatastoreUse> datastores,
    Optional<Migrations> migrations,
    List<ExternalApi> externalApis,
    List<Located<Trait>> traits,
    Optional<Dockerfile> dockerfile,
    Evidence evidence) {

  public boolean has(Trait trait) {
    return traits.stream().anyMatch(t -> t.value() == trait);
  }
}
