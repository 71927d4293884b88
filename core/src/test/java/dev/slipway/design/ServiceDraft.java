package dev.slipway.design;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.DatastoreUse;
import dev.slipway.intake.Migrations;
import dev.slipway.intake.Service;
import dev.slipway.intake.ServiceKind;
import dev.slipway.intake.Variable;
import dev.slipway.vocabulary.Endpoint;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.MigrationTool;
import dev.slipway.vocabulary.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A service under construction, for tests. */
final class ServiceDraft {

  private static final Evidence CODE =
      Evidence.derived(Origin.REPOSITORY, Span.line("code", 1), "code");

  private final String name;
  private final Language language;
  private String root = "";
  private ServiceKind kind = ServiceKind.WEB;
  private Optional<Located<String>> framework = Optional.empty();
  private Optional<Located<Integer>> poolSize = Optional.empty();
  private Optional<Located<List<String>>> start = Optional.of(Located.of(List.of("run"), CODE));
  private Optional<Migrations> migrations = Optional.empty();
  private final List<Variable> variables = new ArrayList<>();
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<DatastoreUse> datastores = new ArrayList<>();
  private final List<Located<Trait>> traits = new ArrayList<>();

  ServiceDraft(String name, Language language) {
    this.name = name;
    this.language = language;
  }

  ServiceDraft root(String folder) {
    root = folder;
    return this;
  }

  ServiceDraft kind(ServiceKind changed) {
    kind = changed;
    return this;
  }

  ServiceDraft framework(String changed) {
    framework = Optional.of(Located.of(changed, CODE));
    return this;
  }

  ServiceDraft pool(int size) {
    poolSize = Optional.of(Located.of(size, CODE));
    return this;
  }

  ServiceDraft start(String... command) {
    start = Optional.of(Located.of(List.of(command), CODE));
    return this;
  }

  ServiceDraft migrations(MigrationTool tool, String... command) {
    migrations = Optional.of(new Migrations(tool, "migrations", List.of(command), List.of(), CODE));
    return this;
  }

  ServiceDraft variable(String variable, boolean secret, boolean required, String defaultValue) {
    variables.add(
        new Variable(
            variable,
            secret,
            required,
            defaultValue.isEmpty() ? Optional.empty() : Optional.of(defaultValue),
            "",
            name,
            CODE));
    return this;
  }

  ServiceDraft setting(String variable) {
    return variable(variable, false, true, "");
  }

  ServiceDraft secret(String variable) {
    return variable(variable, true, true, "");
  }

  ServiceDraft endpoint(String method, String path) {
    endpoints.add(new Endpoint(method, path, CODE));
    return this;
  }

  ServiceDraft uses(Engine engine, String client) {
    datastores.add(
        new DatastoreUse(
            engine,
            Optional.empty(),
            List.of(),
            client.isEmpty() ? Optional.empty() : Optional.of(client),
            CODE));
    return this;
  }

  /** As {@link #uses(Engine, String)}, by a library that the manifest names. */
  ServiceDraft usesBy(Engine engine, String library) {
    datastores.add(
        new DatastoreUse(
            engine,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Evidence.stated(Origin.REPOSITORY, new Span("manifest", 1, 1, 1, 2), library)));
    return this;
  }

  ServiceDraft trait(Trait trait) {
    traits.add(Located.of(trait, CODE));
    return this;
  }

  Service build() {
    return new Service(
        name,
        root,
        Located.of(kind, CODE),
        language,
        Optional.empty(),
        framework,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        start,
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        poolSize,
        Optional.empty(),
        List.copyOf(variables),
        List.copyOf(endpoints),
        List.copyOf(datastores),
        migrations,
        List.of(),
        List.copyOf(traits),
        Optional.empty(),
        CODE);
  }
}
