package dev.slipway.cloud;

import dev.slipway.blueprint.Provenance;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.LocalValue;
import dev.slipway.stack.OutputValue;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.VariableFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one pass adds to a stack.
 *
 * @param values assignments for the environments' variable files
 * @param services APIs that its resources need, such as {@code run.googleapis.com}
 */
public record StackPart(
    List<InputVariable> variables,
    List<LocalValue> locals,
    List<Resource> resources,
    List<OutputValue> outputs,
    List<EnvironmentValue> values,
    List<String> services) {

  /** A variable's value in one environment. */
  public record EnvironmentValue(String environment, VariableFile.Value value) {}

  public static Builder builder() {
    return new Builder();
  }

  /** Collects a part in order. */
  public static final class Builder {
    private final List<InputVariable> variables = new ArrayList<>();
    private final List<LocalValue> locals = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<OutputValue> outputs = new ArrayList<>();
    private final List<EnvironmentValue> values = new ArrayList<>();
    private final List<String> services = new ArrayList<>();

    public Builder add(InputVariable variable) {
      variables.add(variable);
      return this;
    }

    /** A required or defaulted variable without validation. */
    public Builder variable(
        String file,
        String name,
        Expression type,
        String description,
        Optional<Expression> defaultValue,
        Provenance provenance) {
      return add(
          new InputVariable(
              name,
              file,
              type,
              description,
              defaultValue,
              false,
              false,
              false,
              List.of(),
              provenance));
    }

    public Builder local(
        String file, String name, Expression value, String comment, Provenance provenance) {
      locals.add(new LocalValue(name, file, value, comment, provenance));
      return this;
    }

    public Builder add(Resource resource) {
      resources.add(resource);
      return this;
    }

    public Builder resource(
        String file,
        ResourceAddress address,
        String comment,
        Body.Builder body,
        Provenance provenance) {
      return add(new Resource(address, file, comment, Meta.NONE, body.build(), provenance));
    }

    public Builder resource(
        String file,
        ResourceAddress address,
        String comment,
        Meta meta,
        Body.Builder body,
        Provenance provenance) {
      return add(new Resource(address, file, comment, meta, body.build(), provenance));
    }

    public Builder output(
        String file, String name, Expression value, String description, Provenance provenance) {
      outputs.add(new OutputValue(name, file, value, description, false, provenance));
      return this;
    }

    public Builder value(
        String environment, String name, Expression value, String comment, Provenance provenance) {
      values.add(
          new EnvironmentValue(
              environment, new VariableFile.Value(name, value, comment, provenance)));
      return this;
    }

    public Builder service(String api) {
      services.add(api);
      return this;
    }

    public StackPart build() {
      return new StackPart(
          List.copyOf(variables),
          List.copyOf(locals),
          List.copyOf(resources),
          List.copyOf(outputs),
          List.copyOf(values),
          List.copyOf(services));
    }
  }
}
