package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A workload's environment variables, as values or as references to secrets. */
final class ContainerSettings {

  private static final String AUTHORITY = "REDIS_CA_CERT";

  /** Cloud Run sets these itself and refuses them. */
  private static final Set<String> RESERVED =
      new TreeSet<>(List.of("PORT", "K_SERVICE", "K_REVISION", "K_CONFIGURATION"));

  private final Blueprint blueprint;
  private final Workload workload;
  private final Expression region;

  ContainerSettings(Blueprint blueprint, Workload workload, Expression region) {
    this.blueprint = blueprint;
    this.workload = workload;
    this.region = region;
  }

  /** A variable of the process: {@code value}, or the newest version of {@code secret}. */
  sealed interface Entry {
    String name();

    record Plain(String name, Expression value) implements Entry {}

    record Hidden(String name, Reference secret) implements Entry {}
  }

  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Setting setting : workload.settings()) {
      if (!setting.buildTime() && !RESERVED.contains(setting.name())) {
        entry(setting).ifPresent(entries::add);
      }
    }
    authority(entries).ifPresent(entries::add);
    return List.copyOf(entries);
  }

  /**
   * The certificates to trust, for a program whose cache speaks TLS and whose address of it cannot
   * carry them. They are public.
   */
  private Optional<Entry> authority(List<Entry> entries) {
    for (Setting setting : workload.settings()) {
      Optional<Datastore.Cache> cache = encryptedCache(setting);
      if (cache.isPresent()
          && !carried(setting)
          && entries.stream().noneMatch(e -> e.name().equals(AUTHORITY))) {
        return Optional.of(new Entry.Plain(AUTHORITY, DatastoreAddresses.authorities(cache.get())));
      }
    }
    return Optional.empty();
  }

  private Optional<Datastore.Cache> encryptedCache(Setting setting) {
    String store =
        switch (setting.value()) {
          case Setting.DatastoreUrl url -> url.datastore();
          case Setting.DatastoreProperty(String name, var property)
              when property == Setting.Property.HOST ->
              name;
          default -> "";
        };
    return blueprint
        .datastore(store)
        .filter(Datastore.Cache.class::isInstance)
        .map(Datastore.Cache.class::cast)
        .filter(Datastore.Cache::transitEncryption);
  }

  private boolean carried(Setting setting) {
    if (!(setting.value() instanceof Setting.DatastoreUrl url)) {
      return false;
    }
    Optional<String> secret = DatastoreSecrets.name(blueprint, url);
    return secret.isEmpty()
        ? workload.source().language() == Language.PYTHON
        : DatastoreSecrets.of(blueprint).stream()
            .anyMatch(s -> s.secret().equals(secret.get()) && s.takesAuthority(blueprint));
  }

  /** The rights and versions without which an instance that reads its secrets would not start. */
  List<Reference> grants() {
    List<Reference> grants = new ArrayList<>();
    for (Setting setting : workload.settings()) {
      if (!setting.buildTime()) {
        secret(setting)
            .ifPresent(
                secret -> grants.add(Grants.secretAccess(workload.name(), secret).reference()));
        cacheAddress(setting).ifPresent(grants::add);
      }
    }
    return grants.stream().distinct().toList();
  }

  private Optional<Reference> cacheAddress(Setting setting) {
    if (setting.value() instanceof Setting.DatastoreUrl url
        && blueprint
            .datastore(url.datastore())
            .filter(Datastore.Cache.class::isInstance)
            .isPresent()) {
      return DatastoreSecrets.name(blueprint, url)
          .map(name -> DatastoreSecrets.version(name).reference());
    }
    return Optional.empty();
  }

  /** Adds one {@code env} block a variable. */
  void addTo(Body.Builder container) {
    for (Entry entry : entries()) {
      container.block(
          "env",
          switch (entry) {
            case Entry.Plain(String name, Expression value) ->
                Body.builder().set("name", name).set("value", value);
            case Entry.Hidden(String name, Reference secret) ->
                Body.builder()
                    .set("name", name)
                    .block(
                        "value_source",
                        Body.builder()
                            .block(
                                "secret_key_ref",
                                Body.builder()
                                    .set("secret", secret.dot("secret_id"))
                                    .set("version", "latest")));
          });
    }
  }

  /** Declares the variables that carry texts which differ between environments. */
  void declare(StackPart.Builder part) {
    for (Setting setting : workload.settings()) {
      if (setting.value() instanceof Setting.PerEnvironment texts && !setting.buildTime()) {
        declare(part, setting, texts);
      }
    }
  }

  private void declare(StackPart.Builder part, Setting setting, Setting.PerEnvironment texts) {
    Provenance why =
        Provenance.of(workload.element(), "workload." + workload.name() + ".kind", "environments");
    String purpose = setting.purpose().isEmpty() ? "" : ": " + setting.purpose();
    part.add(
        new InputVariable(
            variable(setting),
            StackFiles.VARIABLES,
            Expression.Reference.of("string"),
            setting.name()
                + " of "
                + workload.name()
                + purpose
                + (purpose.endsWith(".") ? "" : "."),
            Optional.empty(),
            false,
            false,
            false,
            List.of(),
            why));
    for (Environment environment : blueprint.environments()) {
      String value =
          texts.values().stream()
              .filter(v -> v.environment().equals(environment.name()))
              .map(Setting.EnvironmentText::text)
              .findFirst()
              .orElse("");
      part.value(environment.name(), variable(setting), text(value), "", why);
    }
  }

  private String variable(Setting setting) {
    return ResourceAddress.id(workload.name()) + "_" + setting.name().toLowerCase(Locale.ROOT);
  }

  private Optional<Entry> entry(Setting setting) {
    Optional<String> secret = secret(setting);
    if (secret.isPresent()) {
      return Optional.of(
          new Entry.Hidden(setting.name(), GcpAddresses.secret(secret.get()).reference()));
    }
    return plain(setting).map(value -> new Entry.Plain(setting.name(), value));
  }

  private Optional<String> secret(Setting setting) {
    return switch (setting.value()) {
      case Setting.SecretReference(String name) -> Optional.of(name);
      case Setting.DatastoreUrl url -> DatastoreSecrets.name(blueprint, url);
      case Setting.Literal _,
          Setting.PerEnvironment _,
          Setting.DatastoreProperty _,
          Setting.WorkloadUrl _,
          Setting.PublicOrigin _,
          Setting.EnvironmentName _,
          Setting.AccountId _,
          Setting.RegionName _ ->
          Optional.empty();
    };
  }

  private Optional<Expression> plain(Setting setting) {
    return switch (setting.value()) {
      case Setting.Literal(String literal) -> Optional.of(text(literal));
      case Setting.PerEnvironment _ -> Optional.of(var(variable(setting)));
      case Setting.SecretReference _ -> Optional.empty();
      case Setting.DatastoreUrl(String store, String scheme) ->
          blueprint
              .datastore(store)
              .map(s -> DatastoreAddresses.url(blueprint, workload, s, scheme));
      case Setting.DatastoreProperty(String store, Setting.Property property) ->
          blueprint.datastore(store).map(s -> property(s, property));
      case Setting.WorkloadUrl(String name) -> Optional.of(Invocation.url(blueprint, name, region));
      case Setting.PublicOrigin _ -> Optional.of(Invocation.origin(blueprint));
      case Setting.EnvironmentName _ -> Optional.of(var("environment"));
      case Setting.AccountId _ -> Optional.of(var("project_id"));
      case Setting.RegionName _ -> Optional.of(region);
    };
  }

  private Expression property(Datastore store, Setting.Property property) {
    return DatastoreAddresses.property(blueprint, workload, store, property);
  }
}
