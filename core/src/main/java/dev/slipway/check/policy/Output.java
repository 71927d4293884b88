package dev.slipway.check.policy;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.stack.Body;
import dev.slipway.stack.Evaluation;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that was written, and the questions that checks ask of it. */
final class Output {

  private final Blueprint blueprint;
  private final Stack main;
  private final Stack bootstrap;
  private final List<GeneratedFile> files;
  private final Evaluation production;
  private final Evaluation bootstrapped;
  private final Evaluation served;

  Output(Blueprint blueprint, Stack main, Stack bootstrap, List<GeneratedFile> files) {
    this.blueprint = blueprint;
    this.main = main;
    this.bootstrap = bootstrap;
    this.files = files;
    this.production = Evaluation.of(main, blueprint.production().name());
    this.served = Evaluation.of(ready(main), blueprint.production().name());
    this.bootstrapped = Evaluation.of(bootstrap, blueprint.production().name());
  }

  Blueprint blueprint() {
    return blueprint;
  }

  Stack main() {
    return main;
  }

  Stack bootstrap() {
    return bootstrap;
  }

  List<GeneratedFile> files() {
    return files;
  }

  /** The managed resources of one type in the main stack. */
  List<Resource> of(String type) {
    return managed(main, type);
  }

  /** Those of both stacks. */
  List<Resource> everywhere(String type) {
    return Stream.concat(of(type).stream(), managed(bootstrap, type).stream()).toList();
  }

  private static List<Resource> managed(Stack stack, String type) {
    return stack.ofType(type).stream()
        .filter(r -> r.address().mode() == ResourceAddress.Mode.MANAGED)
        .toList();
  }

  /** Every managed resource of both stacks. */
  List<Resource> all() {
    return Stream.concat(main.resources().stream(), bootstrap.resources().stream())
        .filter(r -> r.address().mode() == ResourceAddress.Mode.MANAGED)
        .toList();
  }

  /** What expressions of the main stack come to in production. */
  Evaluation production() {
    return production;
  }

  /** What expressions of one of the two stacks come to in production. */
  Evaluation production(Stack stack) {
    return stack == bootstrap ? bootstrapped : production;
  }

  /**
   * As {@link #production()}, once a person has made the domain lead here: until then the cloud's
   * own name serves.
   */
  Evaluation served() {
    return served;
  }

  private static Stack ready(Stack stack) {
    List<VariableFile> files =
        stack.variableFiles().stream()
            .map(file ->
                new VariableFile(
                    file.environment(),
                    file.path(),
                    file.comment(),
                    file.values().stream().map(Output::ready).toList()))
            .toList();
    return new Stack(
        stack.folder(),
        stack.settings(),
        stack.providers(),
        stack.variables(),
        stack.locals(),
        stack.resources(),
        stack.outputs(),
        files,
        stack.fileComments());
  }

  private static VariableFile.Value ready(VariableFile.Value value) {
    return value.name().equals("domain_ready")
        ? new VariableFile.Value(
            value.name(), new Expression.Bool(true), value.comment(), value.provenance())
        : value;
  }

  /** The data sources of one type in the main stack. */
  List<Resource> data(String type) {
    return main.ofType(type).stream()
        .filter(r -> r.address().mode() == ResourceAddress.Mode.DATA)
        .toList();
  }

  /** Whether there is at least one of it in production; what nobody knows is there. */
  boolean present(Resource resource) {
    return production.instances(resource).orElse(1) > 0;
  }

  /** The resources of one type that production has. */
  List<Resource> live(String type) {
    return of(type).stream().filter(this::present).toList();
  }

  Optional<BigDecimal> number(Resource resource, String... path) {
    return at(resource, path).flatMap(production::number);
  }

  /** Whether an argument is a number of at least {@code least} in production. */
  boolean atLeast(long least, Resource resource, String... path) {
    return number(resource, path)
        .filter(n -> n.compareTo(BigDecimal.valueOf(least)) >= 0)
        .isPresent();
  }

  /** The argument at the end of a path of blocks, the first block of each type taken. */
  static Optional<Expression> at(Body body, String... path) {
    Body inner = body;
    for (int i = 0; i < path.length - 1; i++) {
      List<Body> blocks = inner.blocks(path[i]);
      if (blocks.isEmpty()) {
        return Optional.empty();
      }
      inner = blocks.getFirst();
    }
    return inner.argument(path[path.length - 1]);
  }

  static Optional<Expression> at(Resource resource, String... path) {
    return at(resource.body(), path);
  }

  /** All bodies of blocks of this type, however deep. */
  static List<Body> deep(Body body, String type) {
    List<Body> found = new ArrayList<>();
    for (Body.Item item : body.items()) {
      if (item instanceof Body.Block block) {
        String name = block.type().equals("dynamic") ? block.labels().getFirst() : block.type();
        if (name.equals(type)) {
          found.add(block.body());
        }
        found.addAll(deep(block.body(), type));
      }
    }
    return found;
  }

  /** The text of an argument in production. */
  Optional<String> text(Resource resource, String... path) {
    return at(resource, path).flatMap(production::text);
  }

  boolean isTrue(Resource resource, String... path) {
    return at(resource, path).flatMap(production::bool).filter(value -> value).isPresent();
  }

  boolean isFalse(Resource resource, String... path) {
    return at(resource, path).flatMap(production::bool).filter(value -> !value).isPresent();
  }

  List<GeneratedFile> workflows() {
    return files.stream()
        .filter(f ->
            f.path().startsWith(".github/workflows/")
                || f.path().endsWith(".gitlab-ci.yml")
                || f.path().endsWith("cloudbuild.yaml"))
        .toList();
  }

  static String name(Resource resource) {
    return resource.address().toString();
  }
}
