package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.DatastoreUse;
import dev.slipway.intake.Dockerfile;
import dev.slipway.intake.Migrations;
import dev.slipway.intake.Service;
import dev.slipway.intake.ServiceKind;
import dev.slipway.intake.Variable;
import dev.slipway.vocabulary.Endpoint;
import dev.slipway.vocabulary.ExternalApi;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A service while it is being read. Filled in by several readers, then frozen. */
final class ServiceDraft {

  String name;
  final String root;
  final Language language;
  final Evidence evidence;
  Located<ServiceKind> kind;
  Optional<Located<String>> languageVersion = Optional.empty();
  Optional<Located<String>> framework = Optional.empty();
  Optional<Located<String>> packageManager = Optional.empty();
  Optional<String> lockFile = Optional.empty();
  Optional<Located<List<String>>> build = Optional.empty();
  Optional<Located<List<String>>> start = Optional.empty();
  Optional<String> outputDirectory = Optional.empty();
  Optional<Located<Integer>> port = Optional.empty();
  boolean portFromEnvironment;
  Optional<Located<String>> health = Optional.empty();
  Optional<Located<String>> readiness = Optional.empty();
  Optional<Located<List<String>>> test = Optional.empty();
  Optional<Located<List<String>>> lint = Optional.empty();
  final Set<String> systemPackages = new TreeSet<>();
  Optional<Located<Integer>> poolSize = Optional.empty();
  Optional<Located<String>> schedule = Optional.empty();
  final TreeMap<String, Variable> variables = new TreeMap<>();

  /** The names of the variables that the code itself reads. Only looked up. */
  Set<String> read = Set.of();

  final List<Endpoint> endpoints = new ArrayList<>();
  final List<DatastoreUse> datastores = new ArrayList<>();
  Optional<Migrations> migrations = Optional.empty();
  final TreeMap<String, ExternalApi> externalApis = new TreeMap<>();
  final List<Located<Trait>> traits = new ArrayList<>();
  Optional<Dockerfile> dockerfile = Optional.empty();

  ServiceDraft(String name, String root, Language language, ServiceKind kind, Evidence evidence) {
    this.name = name;
    this.root = root;
    this.language = language;
    this.kind = Located.of(kind, evidence);
    this.evidence = evidence;
  }

  boolean is(ServiceKind wanted) {
    return kind.value() == wanted;
  }

  void trait(Trait trait, Evidence why) {
    if (traits.stream().noneMatch(t -> t.value() == trait)) {
      traits.add(Located.of(trait, why));
    }
  }

  void externalApi(String api, String host, Evidence why) {
    externalApis.putIfAbsent(api, new ExternalApi(api, host, why));
  }

  /**
   * Adds what is known of a variable. What was said first stands; later sources fill gaps and can
   * only make it secret.
   */
  void variable(
      String variable,
      boolean secret,
      boolean required,
      Optional<String> defaultValue,
      String purpose,
      Evidence why) {
    Variable known = variables.get(variable);
    boolean hidden = secret || (known != null && known.secret());
    Optional<String> value =
        known == null || known.defaultValue().isEmpty() && known.required() == required
            ? defaultValue
            : known.defaultValue();
    variables.put(
        variable,
        new Variable(
            variable,
            hidden,
            // A secret that everybody can read in the code protects nothing, so it has to be set.
            known == null ? required || hidden && defaultValue.isPresent() : known.required(),
            hidden ? Optional.empty() : value,
            known == null || known.purpose().isEmpty() ? purpose : known.purpose(),
            name,
            known == null ? why : known.evidence()));
  }

  /** Adds a datastore, or completes the one of that engine that is known. */
  void datastore(DatastoreUse use) {
    for (int i = 0; i < datastores.size(); i++) {
      DatastoreUse known = datastores.get(i);
      if (known.engine() == use.engine()) {
        Set<String> extensions = new LinkedHashSet<>(known.extensions());
        extensions.addAll(use.extensions());
        datastores.set(
            i,
            new DatastoreUse(
                known.engine(),
                known.version().or(use::version),
                List.copyOf(new TreeSet<>(extensions)),
                known.client().or(use::client),
                known.evidence()));
        return;
      }
    }
    datastores.add(use);
  }

  Service build() {
    endpoints.sort(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method));
    List<Endpoint> distinct = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Endpoint endpoint : endpoints) {
      if (seen.add(endpoint.method() + " " + endpoint.path())) {
        distinct.add(endpoint);
      }
    }
    datastores.sort(Comparator.comparing(DatastoreUse::engine));
    traits.sort(Comparator.comparing(Located::value));
    List<Variable> owned = new ArrayList<>();
    // The platform sets PORT, so nobody who deploys has to.
    variables.remove("PORT");
    for (Variable v : variables.values()) {
      owned.add(
          new Variable(
              v.name(),
              v.secret(),
              v.required(),
              v.defaultValue(),
              v.purpose(),
              name,
              v.evidence()));
    }
    return new Service(
        name,
        root,
        kind,
        language,
        languageVersion,
        framework,
        packageManager,
        lockFile,
        build,
        start,
        outputDirectory,
        port,
        portFromEnvironment && is(ServiceKind.WEB),
        health,
        readiness,
        test,
        lint,
        List.copyOf(systemPackages),
        poolSize,
        schedule,
        List.copyOf(owned),
        List.copyOf(distinct),
        List.copyOf(datastores),
        migrations,
        List.copyOf(externalApis.values()),
        List.copyOf(traits),
        dockerfile,
        evidence);
  }
}
