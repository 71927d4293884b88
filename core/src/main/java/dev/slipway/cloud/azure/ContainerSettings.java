package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A workload's environment variables, as values or as references to secrets of the vault. */
final class ContainerSettings {

  /** Which of its identities a program logs in as; client libraries read it. */
  private static final String CLIENT = "AZURE_CLIENT_ID";

  private static final String PORT = "PORT";

  /** What PostgreSQL's own library and the drivers of Node.js and Go read. */
  private static final String TLS = "PGSSLMODE";

  private final Blueprint blueprint;
  private final Workload workload;
  private final Place place;

  ContainerSettings(Blueprint blueprint, Workload workload, Place place) {
    this.blueprint = blueprint;
    this.workload = workload;
    this.place = place;
  }

  /** A variable of the process: {@code value}, or the newest version of {@code secret}. */
  sealed interface Entry {
    String name();

    record Plain(String name, Expression value) implements Entry {}

    /**
     * A secret's value.
     *
     * @param key name of the app's own reference to it: lower-case letters, digits and hyphens
     * @param secret the secret's URL in the vault, without a version
     */
    record Hidden(String name, String key, Expression secret) implements Entry {}
  }

  /** Sorted by name as the settings are; what the platform needs of its own comes first. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    if (unset(CLIENT)) {
      entries.add(
          new Entry.Plain(
              CLIENT, AzureAddresses.identity(workload.name()).reference().dot("client_id")));
    }
    if (workload.port().isPresent() && unset(PORT)) {
      entries.add(new Entry.Plain(PORT, text(Integer.toString(workload.port().get()))));
    }
    if (logsInByParts() && unset(TLS)) {
      entries.add(new Entry.Plain(TLS, text("require")));
    }
    for (Setting setting : workload.settings()) {
      if (!setting.buildTime()) {
        entry(setting).ifPresent(entries::add);
      }
    }
    return List.copyOf(entries);
  }

  /** Whether some variable's value is a secret. */
  boolean hides() {
    return entries().stream().anyMatch(Entry.Hidden.class::isInstance);
  }

  /** Not every PostgreSQL driver tries TLS where no address tells it to; the server wants it. */
  private boolean logsInByParts() {
    return workload.settings().stream()
        .filter(s -> !s.buildTime())
        .anyMatch(s ->
            s.value() instanceof Setting.DatastoreProperty p
                && p.property() == Setting.Property.HOST
                && blueprint
                    .datastore(p.datastore())
                    .filter(d -> d.engine() == Engine.POSTGRESQL)
                    .isPresent());
  }

  private boolean unset(String name) {
    return workload.settings().stream().noneMatch(s -> s.name().equals(name) && !s.buildTime());
  }

  /** Adds one {@code env} block a variable. */
  void addTo(Body.Builder container) {
    for (Entry entry : entries()) {
      container.block(
          "env",
          switch (entry) {
            case Entry.Plain(String name, Expression value) ->
                Body.builder().set("name", name).set("value", value);
            case Entry.Hidden(String name, String key, Expression _) ->
                Body.builder().set("name", name).set("secret_name", key);
          });
    }
  }

  /** Adds one {@code secret} block a secret that is read. */
  void secrets(Body.Builder app) {
    for (Entry entry : entries()) {
      if (entry instanceof Entry.Hidden(String _, String key, Expression secret)) {
        app.block(
            "secret",
            Body.builder()
                .set("name", key)
                .set("key_vault_secret_id", secret)
                .set("identity", AzureAddresses.identity(workload.name()).reference().dot("id")));
      }
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
    Optional<Expression> secret = secret(setting);
    if (secret.isPresent()) {
      return Optional.of(new Entry.Hidden(setting.name(), key(setting), secret.get()));
    }
    return plain(setting).map(value -> new Entry.Plain(setting.name(), value));
  }

  /** {@code JWT_SECRET} makes {@code jwt-secret}; a name starts and ends with a letter or digit. */
  private static String key(Setting setting) {
    StringBuilder key = new StringBuilder();
    for (char c : setting.name().toLowerCase(Locale.ROOT).toCharArray()) {
      key.append(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' ? c : '-');
    }
    return key.toString().replaceAll("^-{1,250}|-{1,250}$", "");
  }

  private Optional<Expression> secret(Setting setting) {
    return switch (setting.value()) {
      case Setting.SecretReference(String name) -> Optional.of(VaultSecrets.id(name));
      case Setting.DatastoreUrl url -> DatastoreLogins.url(blueprint, workload, url);
      case Setting.DatastoreProperty property -> DatastoreLogins.password(blueprint, property);
      case Setting.Literal _,
          Setting.PerEnvironment _,
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
              .map(s -> DatastoreAddresses.url(workload, s, scheme, Optional.empty()));
      case Setting.DatastoreProperty(String store, Setting.Property property) ->
          blueprint.datastore(store).map(s -> DatastoreAddresses.property(workload, s, property));
      case Setting.WorkloadUrl(String name) -> Optional.of(Reach.url(blueprint, name, place));
      case Setting.PublicOrigin _ -> Optional.of(FrontDoor.origin(blueprint));
      case Setting.EnvironmentName _ -> Optional.of(var("environment"));
      case Setting.AccountId _ -> Optional.of(var("subscription_id"));
      case Setting.RegionName _ -> Optional.of(place.location());
    };
  }
}
