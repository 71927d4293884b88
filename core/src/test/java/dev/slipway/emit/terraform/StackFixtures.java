package dev.slipway.emit.terraform;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.stack.Body;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.LocalValue;
import dev.slipway.stack.OutputValue;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.util.List;
import java.util.Optional;

/** Small stacks for tests. */
public final class StackFixtures {

  public static final Provenance WHY =
      Provenance.of(new Element(Element.Kind.WORKLOAD, "api"), "D-1");
  public static final Stack.Settings NO_SETTINGS =
      new Stack.Settings("versions.tf", "", List.of(), Optional.empty(), WHY);

  private StackFixtures() {}

  public static Resource resource(String type, String name, Body.Builder body) {
    return resource(type, name, body, Resource.Meta.NONE);
  }

  public static Resource resource(String type, String name, Body.Builder body, Resource.Meta meta) {
    return new Resource(
        ResourceAddress.managed(type, name), "main.tf", "", meta, body.build(), WHY);
  }

  public static Stack of(Resource... resources) {
    return of(List.of(), List.of(), List.of(resources), List.of(), List.of());
  }

  public static Stack of(
      List<InputVariable> variables,
      List<LocalValue> locals,
      List<Resource> resources,
      List<OutputValue> outputs,
      List<VariableFile> files) {
    return new Stack(
        "terraform",
        NO_SETTINGS,
        List.of(),
        variables,
        locals,
        resources,
        outputs,
        files,
        List.of());
  }
}
