package dev.slipway.emit.terraform;

import dev.slipway.blueprint.Provenance;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.TextFile;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.LocalValue;
import dev.slipway.stack.OutputValue;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Prints a stack as the files of a Terraform configuration, as {@code terraform fmt} would leave
 * them.
 */
public final class TerraformEmitter {

  private final Stack stack;
  private final Map<String, TextFile> files = new TreeMap<>();

  private TerraformEmitter(Stack stack) {
    this.stack = stack;
  }

  /**
   * The files, by path. Within a file: settings, providers, variables, locals, resources, outputs.
   * The address of a line is that of its resource, or {@code var.x}, {@code local.x}, {@code
   * output.x}.
   */
  public static List<GeneratedFile> emit(Stack stack) {
    return new TerraformEmitter(stack).files();
  }

  private List<GeneratedFile> files() {
    stack.fileComments().forEach(this::fileComment);
    settings(stack.settings());
    stack.providers().forEach(this::provider);
    stack.variables().forEach(this::variable);
    locals();
    stack.resources().forEach(this::resource);
    stack.outputs().forEach(this::output);
    stack.variableFiles().forEach(this::variableFile);
    return files.values().stream().filter(file -> !file.isEmpty()).map(TextFile::build).toList();
  }

  private TextFile file(String name) {
    return files.computeIfAbsent(path(name), TextFile::at);
  }

  private String path(String name) {
    return stack.folder().isEmpty() ? name : stack.folder() + "/" + name;
  }

  private void fileComment(Stack.FileComment comment) {
    TextFile file = file(comment.file());
    file.withoutReason();
    new BodyWriter(file).comment(comment.text());
  }

  private TextFile begin(String name, Provenance provenance, Optional<String> address) {
    TextFile file = file(name);
    file.withoutReason().gap();
    return file.because(provenance, address);
  }

  private void settings(Stack.Settings settings) {
    Body.Builder body = Body.builder();
    if (!settings.requiredVersion().isEmpty()) {
      body.set("required_version", settings.requiredVersion());
    }
    if (!settings.requiredProviders().isEmpty()) {
      Body.Builder providers = Body.builder();
      for (Stack.RequiredProvider provider : settings.requiredProviders()) {
        Map<String, Expression> entry = new LinkedHashMap<>();
        entry.put("source", Expressions.text(provider.source()));
        entry.put("version", Expressions.text(provider.version()));
        providers.set(provider.name(), Expressions.object(entry));
      }
      body.block("required_providers", providers);
    }
    settings.backend().ifPresent(body::add);
    Body built = body.build();
    if (!built.items().isEmpty()) {
      TextFile file = begin(settings.file(), settings.provenance(), Optional.empty());
      new BodyWriter(file).block("terraform", List.of(), built);
    }
  }

  private void provider(Stack.ProviderConfiguration provider) {
    List<Body.Item> items = new ArrayList<>();
    provider
        .alias()
        .ifPresent(alias ->
            items.add(new Body.Argument("alias", Expressions.text(alias), "", Optional.empty())));
    items.addAll(provider.body().items());
    TextFile file = begin(provider.file(), provider.provenance(), Optional.empty());
    new BodyWriter(file).block("provider", List.of(provider.name()), new Body(items));
  }

  private void variable(InputVariable variable) {
    Body.Builder body = Body.builder().set("type", variable.type());
    if (!variable.description().isEmpty()) {
      body.set("description", variable.description());
    }
    variable.defaultValue().ifPresent(value -> body.set("default", value));
    if (variable.sensitive()) {
      body.set("sensitive", true);
    }
    if (variable.ephemeral()) {
      body.set("ephemeral", true);
    }
    if (!variable.nullable()) {
      body.set("nullable", false);
    }
    for (InputVariable.Validation validation : variable.validations()) {
      body.block(
          "validation",
          Body.builder()
              .set("condition", validation.condition())
              .set("error_message", validation.errorMessage()));
    }
    TextFile file =
        begin(variable.file(), variable.provenance(), Optional.of("var." + variable.name()));
    new BodyWriter(file).block("variable", List.of(variable.name()), body.build());
  }

  private void locals() {
    Map<String, List<LocalValue>> byFile = new LinkedHashMap<>();
    for (LocalValue local : stack.locals()) {
      byFile.computeIfAbsent(local.file(), name -> new ArrayList<>()).add(local);
    }
    byFile.forEach(this::locals);
  }

  private void locals(String name, List<LocalValue> locals) {
    TextFile file = file(name);
    file.withoutReason().gap().line("locals {");
    BodyWriter writer = new BodyWriter(file);
    file.indented(() -> writer.entries(locals.stream().map(TerraformEmitter::entry).toList()));
    file.withoutReason().line("}");
  }

  private static BodyWriter.Entry entry(LocalValue local) {
    return new BodyWriter.Entry(
        local.name(),
        local.value(),
        local.comment(),
        local.provenance(),
        Optional.of("local." + local.name()));
  }

  private void resource(Resource resource) {
    ResourceAddress address = resource.address();
    TextFile file = begin(resource.file(), resource.provenance(), Optional.of(address.toString()));
    BodyWriter writer = new BodyWriter(file);
    writer.comment(resource.comment());
    String keyword =
        switch (address.mode()) {
          case MANAGED -> "resource";
          case DATA -> "data";
          case EPHEMERAL -> "ephemeral";
        };
    writer.resource(keyword, List.of(address.type(), address.name()), resource);
  }

  private void output(OutputValue output) {
    Body.Builder body = Body.builder();
    if (!output.description().isEmpty()) {
      body.set("description", output.description());
    }
    body.set("value", output.value());
    if (output.sensitive()) {
      body.set("sensitive", true);
    }
    TextFile file =
        begin(output.file(), output.provenance(), Optional.of("output." + output.name()));
    new BodyWriter(file).block("output", List.of(output.name()), body.build());
  }

  private void variableFile(VariableFile values) {
    TextFile file = file(values.path());
    BodyWriter writer = new BodyWriter(file);
    file.withoutReason();
    writer.comment(values.comment());
    if (!values.values().isEmpty()) {
      file.gap();
    }
    writer.entries(
        values.values().stream()
            .map(value ->
                new BodyWriter.Entry(
                    value.name(),
                    value.value(),
                    value.comment(),
                    value.provenance(),
                    Optional.of("var." + value.name())))
            .toList());
  }
}
