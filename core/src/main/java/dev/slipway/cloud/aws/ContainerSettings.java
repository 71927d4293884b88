package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.object;
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
import dev.slipway.stack.Expression;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/** A workload's environment variables, as values or as references to secrets. */
final class ContainerSettings {

  private static final String PORT = "PORT";

  private final Blueprint blueprint;
  private final Workload workload;
  private final Place place;

  ContainerSettings(Blueprint blueprint, Workload workload, Place place) {
    this.blueprint = blueprint;
    this.workload = workload;
    this.place = place;
  }

  /** A variable of the process: {@code value}, or what the secret at {@code valueFrom} says. */
  sealed interface Entry {
    String name();

    record Plain(String name, Expression value) implements Entry {}

    record Hidden(String name, Expression valueFrom) implements Entry {}
  }

  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Setting setting : workload.settings()) {
      if (!setting.buildTime()) {
        entry(setting).ifPresent(entries::add);
      }
    }
    ConsumedQueues.settings(blueprint, workload)
        .forEach((name, url) -> entries.add(new Entry.Plain(name, url)));
    for (ConsumedQueues.Consumed queue : ConsumedQueues.by(blueprint, workload)) {
      if (!ConsumedQueues.calledByLambda(blueprint, workload)
          && entries.stream().noneMatch(e -> e.name().equals(queue.variable()))) {
        entries.add(new Entry.Plain(queue.variable(), queue.address().reference().dot("url")));
      }
    }
    if (Runtime.serves(workload) && entries.stream().noneMatch(e -> e.name().equals(PORT))) {
      entries.add(new Entry.Plain(PORT, text(Integer.toString(Runtime.port(workload)))));
    }
    return List.copyOf(entries);
  }

  /** The {@code environment} of a container definition. */
  Expression environment() {
    List<Expression> plain = new ArrayList<>();
    for (Entry entry : entries()) {
      if (entry instanceof Entry.Plain(String name, Expression value)) {
        plain.add(pair(name, "value", value));
      }
    }
    return list(plain);
  }

  /** The {@code secrets} of a container definition. */
  Expression secrets() {
    List<Expression> hidden = new ArrayList<>();
    for (Entry entry : entries()) {
      if (entry instanceof Entry.Hidden(String name, Expression valueFrom)) {
        hidden.add(pair(name, "valueFrom", valueFrom));
      }
    }
    return list(hidden);
  }

  private static Expression pair(String name, String key, Expression value) {
    SequencedMap<String, Expression> pair = new LinkedHashMap<>();
    pair.put("name", text(name));
    pair.put(key, value);
    return object(pair);
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

  private Entry property(String name, Datastore store, Setting.Property property) {
    return property == Setting.Property.PASSWORD && DatastoreLogins.kept(store)
        ? new Entry.Hidden(name, DatastoreLogins.valueFrom(place, store, DatastoreLogins.PASSWORD))
        : new Entry.Plain(
            name, DatastoreAddresses.property(blueprint, place, workload, store, property));
  }

  private Optional<Entry> entry(Setting setting) {
    String name = setting.name();
    return switch (setting.value()) {
      case Setting.Literal(String literal) -> plain(name, text(literal));
      case Setting.PerEnvironment _ -> plain(name, var(variable(setting)));
      case Setting.SecretReference(String secret) ->
          Optional.of(new Entry.Hidden(name, Secrets.arn(place, AwsAddresses.secret(secret))));
      case Setting.DatastoreUrl(String store, String scheme) ->
          blueprint.datastore(store).map(s -> connectionString(name, s, scheme));
      case Setting.DatastoreProperty(String store, Setting.Property property) ->
          blueprint.datastore(store).map(s -> property(name, s, property));
      case Setting.WorkloadUrl(String target) ->
          Invocation.url(blueprint, target, place).flatMap(url -> plain(name, url));
      case Setting.PublicOrigin _ -> plain(name, Invocation.origin(blueprint, place));
      case Setting.EnvironmentName _ -> plain(name, var("environment"));
      case Setting.AccountId _ -> plain(name, var("account_id"));
      case Setting.RegionName _ -> plain(name, place.region());
    };
  }

  private Entry connectionString(String name, Datastore store, String scheme) {
    if (store instanceof Datastore.External external) {
      return new Entry.Hidden(name, Secrets.arn(place, AwsAddresses.secret(external.secret())));
    }
    return DatastoreLogins.kept(store)
        ? new Entry.Hidden(
            name,
            DatastoreLogins.valueFrom(
                place, store, DatastoreLogins.urlKey(workload, store, scheme)))
        : new Entry.Plain(name, DatastoreAddresses.url(place, store, scheme));
  }

  private static Optional<Entry> plain(String name, Expression value) {
    return Optional.of(new Entry.Plain(name, value));
  }
}
