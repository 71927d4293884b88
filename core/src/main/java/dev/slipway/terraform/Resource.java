package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Range;
import java.util.List;
import java.util.Optional;

/**
 * A {@code resource}, {@code data} or {@code ephemeral} block.
 *
 * @param provider the configuration that it names; empty for the default one of its type's provider
 * @param body what its provider's schema describes: everything but the meta-arguments
 * @param insideCheck whether it stands in a {@code check} block
 */
public record Resource(
    ResourceMode mode,
    String type,
    String name,
    Optional<ProviderReference> provider,
    Optional<HclExpression> count,
    Optional<HclExpression> forEach,
    List<Reference> dependsOn,
    Lifecycle lifecycle,
    Optional<Connection> connection,
    List<Provisioner> provisioners,
    HclBody body,
    boolean insideCheck,
    Range typeRange,
    Range nameRange,
    Range header) {

  public Resource {
    dependsOn = List.copyOf(dependsOn);
    provisioners = List.copyOf(provisioners);
  }

  public String address() {
    return mode.prefix() + type + "." + name;
  }

  /** The configuration that it names, or the default one that its type implies. */
  public ProviderReference providerOrImplied() {
    return provider.orElseGet(
        () -> new ProviderReference(impliedProvider(type), Optional.empty(), typeRange));
  }

  private static String impliedProvider(String type) {
    int end = type.indexOf('_');
    return end < 0 ? type : type.substring(0, end);
  }

  /**
   * What its {@code lifecycle} block says.
   *
   * @param ignoreAll {@code ignore_changes = all}
   * @param ignoreChanges references relative to the resource
   * @param replaceTriggeredBy expressions; strings of JSON are read as references
   */
  public record Lifecycle(
      boolean createBeforeDestroy,
      boolean preventDestroy,
      boolean ignoreAll,
      List<Reference> ignoreChanges,
      List<HclExpression> replaceTriggeredBy,
      List<Condition> conditions) {

    public static final Lifecycle NONE =
        new Lifecycle(false, false, false, List.of(), List.of(), List.of());

    public Lifecycle {
      ignoreChanges = List.copyOf(ignoreChanges);
      replaceTriggeredBy = List.copyOf(replaceTriggeredBy);
      conditions = List.copyOf(conditions);
    }
  }

  /** {@code connection { … }}. */
  public record Connection(HclBody body, Range header) {}

  /**
   * {@code provisioner "type" { … }}.
   *
   * @param onDestroy {@code when = destroy}
   * @param body what the provisioner's schema describes
   */
  public record Provisioner(
      String type,
      boolean onDestroy,
      boolean continueOnFailure,
      Optional<Connection> connection,
      HclBody body,
      Range typeRange,
      Range header) {}
}
