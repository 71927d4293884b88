package dev.slipway.check.rule.terraform;

import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.Module;
import dev.slipway.terraform.ProviderConfiguration;
import dev.slipway.terraform.Resource;
import dev.slipway.terraform.ResourceMode;
import dev.slipway.terraform.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A module's backend and providers in the form of resources, so that rules look at them as they do
 * at these: of the types {@code backend.s3} and {@code provider.aws}.
 */
final class Frames {

  private Frames() {}

  static List<Resource> of(Module module) {
    List<Resource> frames = new ArrayList<>();
    module.settings().backend().ifPresent(backend -> frames.add(backend(backend)));
    for (ProviderConfiguration provider : module.providers().values()) {
      frames.add(
          frame(
              "provider." + provider.localName(),
              provider.alias().orElse("default"),
              provider.body(),
              provider.nameRange(),
              provider.header()));
    }
    return frames;
  }

  private static Resource backend(Settings.Backend backend) {
    return frame(
        "backend." + backend.type(),
        "state",
        backend.body(),
        backend.typeRange(),
        backend.header());
  }

  private static Resource frame(
      String type, String name, HclBody body, Range typeRange, Range header) {
    return new Resource(
        ResourceMode.MANAGED,
        type,
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Resource.Lifecycle.NONE,
        Optional.empty(),
        List.of(),
        body,
        false,
        typeRange,
        typeRange,
        header);
  }
}
