package dev.slipway.stack;

import dev.slipway.blueprint.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * One Terraform configuration, complete: what is printed, checked and priced.
 *
 * @param folder where it lies, from the project's root, such as {@code terraform} or {@code
 *     terraform/bootstrap}
 * @param settings the {@code terraform} block
 * @param providers provider configurations
 * @param variables in printing order within their files
 * @param locals in printing order
 * @param resources resources and data sources in printing order within their files
 * @param outputs in printing order
 * @param variableFiles one an environment
 * @param fileComments what stands at the top of a file, by file name
 */
public record Stack(
    String folder,
    Settings settings,
    List<ProviderConfiguration> providers,
    List<InputVariable> variables,
    List<LocalValue> locals,
    List<Resource> resources,
    List<OutputValue> outputs,
    List<VariableFile> variableFiles,
    List<FileComment> fileComments) {

  /**
   * The {@code terraform} block.
   *
   * @param file the file it is printed in
   * @param requiredVersion version constraint of Terraform
   * @param requiredProviders by local name
   * @param backend its block, such as {@code backend "gcs" {}}
   */
  public record Settings(
      String file,
      String requiredVersion,
      List<RequiredProvider> requiredProviders,
      Optional<Body.Block> backend,
      Provenance provenance) {}

  /** One entry of {@code required_providers}. */
  public record RequiredProvider(String name, String source, String version) {}

  /** A {@code provider} block. */
  public record ProviderConfiguration(
      String name, Optional<String> alias, String file, Body body, Provenance provenance) {}

  /** Text at the top of a file, possibly several lines, without comment signs. */
  public record FileComment(String file, String text) {}

  public Optional<Resource> find(ResourceAddress address) {
    return resources.stream().filter(r -> r.address().equals(address)).findFirst();
  }

  /** The resources of one type, in order. */
  public List<Resource> ofType(String type) {
    return resources.stream().filter(r -> r.address().type().equals(type)).toList();
  }
}
